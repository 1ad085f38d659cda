package org.annals.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.annals.bench.Cluster.Database;

/// Pages of the past against the same pages of the present, where one event in five has five revisions;
/// and what differs between two states, one event in twenty being otherwise.
final class History {

    private static final int VERSIONS = 4;
    private static final int APART = 200;

    private History() {}

    static void run(Setting setting) throws Exception {
        String name = setting.database().name() + "_history";
        Database database = setting.cluster().has(name)
                ? setting.cluster().database(name)
                : made(setting, name);
        try (Service service = Service.start(setting.work(), database);
                Connection connection = database.connect()) {
            long first = Cluster.number(connection, "select min(position)::text from mark where position > '10'::xid8");
            Map<String, String> instants = new LinkedHashMap<>();
            instants.put("before all", "2001-01-01T00:00:00Z");
            instants.put("before the edits", "2010-01-01T00:00:00Z");
            instants.put("after a quarter", "2011-01-01T00:00:00Z");
            instants.put("after half", "2012-01-01T00:00:00Z");
            instants.put("before the last tenth", "2013-01-01T00:00:00Z");
            instants.put("just now", "2014-01-01T00:00:00Z");
            Questions questions = Questions.draw(connection, service.port);
            new Load(service.port, questions.noFilter()).closed(Settings.CLIENTS, Settings.RUN.multipliedBy(3), 1);
            for (Map.Entry<String, List<byte[]>> now : questions.thePast("").entrySet()) {
                for (Map.Entry<String, String> then : instants.entrySet()) {
                    List<byte[]> past = questions.thePast("&asOf=" + then.getValue()).get(now.getKey());
                    compare(setting, service, now.getKey() + ", " + then.getKey(), now.getValue(), past);
                }
            }
            try (Client client = new Client(service.port)) {
                for (int round = 0; round < 3; round++) {
                    long started = System.nanoTime();
                    Client.Answer answer = client.get("/api/v1/releases/bench-a/diff/bench-b");
                    if (answer.status() != 200) throw new IllegalStateException(answer.text());
                    setting.figures().put("difference of two releases", "seconds", (System.nanoTime() - started) / 1e9);
                    System.err.println(answer.text().substring(0, 300) + " " + first);
                }
            }
        }
    }

    private static void compare(Setting setting, Service service, String what, List<byte[]> now, List<byte[]> then)
            throws Exception {
        double[] rates = new double[2];
        Load present = new Load(service.port, now);
        Load past = new Load(service.port, then);
        double[] medians = new double[2];
        for (int round = 0; round < Settings.ROUNDS; round++) {
            Load.Outcome a = past.closed(Settings.CLIENTS, Settings.RUN, round);
            Load.Outcome b = present.closed(Settings.CLIENTS, Settings.RUN, round);
            if (a.failures() + b.failures() > 0) setting.figures().put(what, "failures", a.failures() + b.failures());
            rates[0] += a.rate() / Settings.ROUNDS;
            rates[1] += b.rate() / Settings.ROUNDS;
            medians[0] += a.latencies().quantile(0.5) / Settings.ROUNDS;
            medians[1] += b.latencies().quantile(0.5) / Settings.ROUNDS;
        }
        setting.figures().compare("past: " + what, "then", rates[0], "now", rates[1]);
        setting.figures().put("past: " + what, "times.p50", medians[0] / medians[1]);
    }

    private static Database made(Setting setting, String name) throws Exception {
        Cluster cluster = setting.cluster();
        String part = name + "_part";
        Database database = cluster.copy(setting.database(), part);
        long started = System.nanoTime();
        try (Connection connection = cluster.asAdministrator(database).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '512MB'");
            statement.execute("set maintenance_work_mem = '1GB'");
            long first = Cluster.number(connection, "select pg_current_xact_id()::text") + 1;
            for (int i = 0; i <= (VERSIONS + 1) * APART; i++) statement.execute("select pg_current_xact_id()");
            List<String> indexes = Cluster.texts(
                    connection,
                    """
                    select pg_get_indexdef(indexrelid) from pg_index
                     where indrelid in ('event_history'::regclass, 'event_facet_history'::regclass) and not indisprimary""");
            for (String index : Cluster.texts(
                    connection,
                    """
                    select indexrelid::regclass from pg_index
                     where indrelid in ('event_history'::regclass, 'event_facet_history'::regclass) and not indisprimary""")) {
                statement.execute("drop index " + index);
            }
            statement.execute("alter table event_history drop constraint event_history_pkey");
            statement.execute(Files.readString(Path.of("bench/generate/history.sql")).replace(":first", "" + first));
            statement.execute("alter table event_history add primary key (id, revision)");
            for (String index : indexes) statement.execute(index);
            statement.execute("delete from mark");
            long[] positions = {first, first + 250, first + 500, first + 900, first + 1001};
            for (int i = 0; i < positions.length; i++) {
                statement.execute("insert into mark values ('%d-01-01', '%d')".formatted(2010 + i, positions[i]));
            }
            statement.execute(
                    "insert into release(name, at, position, created_by, base, contents) values ('bench-a', '2013-06-01', '%d', 'bench', '', '{\"datasets\": []}'), ('bench-b', '2014-06-01', '%d', 'bench', '', '{\"datasets\": []}')"
                            .formatted(first + 950, first + 1001));
            for (String table : List.of("event", "event_history", "event_facet", "event_facet_history", "mark")) {
                statement.execute("vacuum analyze " + table);
            }
        }
        System.err.printf("%s made in %.1f s%n", name, (System.nanoTime() - started) / 1e9);
        cluster.rename(part, name);
        return cluster.database(name);
    }
}
