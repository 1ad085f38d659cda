package org.annals.bench;

import static org.annals.bench.Cluster.texts;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.annals.bench.Cluster.Database;
import org.postgresql.PGConnection;

/// Fills a migrated, empty database with events that are spread as those of UCDP GED are, in the order
/// of a bulk load: rows without triggers and indexes, facets, indexes, sums.
final class Generator {

    private static final Path SQL = Path.of("bench/generate");
    private static final Path SAMPLE =
            Path.of("src/test/resources/org/annals/importing/ucdp-ged/ged231-world-sample.csv");
    private static final int CHUNK = 100_000;
    private static final int SESSIONS = 2;

    private final Database database;
    private final int events;

    private Generator(Database database, int events) {
        this.database = database;
        this.events = events;
    }

    /// The database of a size, made unless it is there. It gets its name last, so that what was
    /// interrupted is made again.
    static Database of(Cluster cluster, Path work, int events) throws Exception {
        String name = "events_" + events;
        if (cluster.has(name)) return cluster.database(name);
        String part = name + "_part";
        cluster.drop(part);
        Database empty = cluster.create(part);
        Service.start(work, empty).close();
        new Generator(cluster.asAdministrator(empty), events).run();
        cluster.rename(part, name);
        return cluster.database(name);
    }

    private void run() throws Exception {
        try (Connection connection = connect()) {
            step("reference", () -> {
                raw(connection);
                execute(connection, Files.readString(SQL.resolve("reference.sql")));
            });
            List<String> indexes = new ArrayList<>();
            indexes.addAll(dropIndexes(connection, "event"));
            indexes.addAll(dropIndexes(connection, "event_facet"));
            List<String> sums = dropIndexes(connection, "rollup");
            step("events", () -> inSessions(chunks("events.sql")));
            step("vacuum", () -> execute(connection, "vacuum analyze event"));
            step("facets", () -> inSessions(chunks("facets.sql")));
            // the longest first, so that both sessions end at about the same time
            indexes.sort((a, b) -> Boolean.compare(b.contains("annals_text"), a.contains("annals_text")));
            step("indexes", () -> inSessions(indexes));
            execute(connection, "select setval(pg_get_serial_sequence('event', 'id'), max(id)) from event");
            step("sums", () -> {
                // as annals_rollup_rebuild() does, but on both processors
                inSessions(Stream.of("annals_pairs('{1,2,3,4,5}')", "'{2}'", "'{1}'", "'{0,3,4,5}'", "'{6,7,8,9,10,11,12,13,14}'")
                        .map("select annals_rollup_correct(%s)"::formatted)
                        .toList());
                inSessions(sums);
            });
            step("vacuum", () -> {
                execute(connection, "drop schema bench cascade");
                for (String table : texts(connection, "select tablename from pg_tables where schemaname = 'public'")) {
                    execute(connection, "vacuum analyze " + table);
                }
            });
        }
    }

    /// A statement of a file for each part of the events, with random numbers of its own: the same however
    /// the parts are shared out.
    private List<String> chunks(String file) throws IOException {
        String sql = Files.readString(SQL.resolve(file));
        List<String> chunks = new ArrayList<>();
        for (int first = 1; first <= events; first += CHUNK) {
            chunks.add("select setseed(%s);\n".formatted(first % 999_983 / 1e6)
                    + sql.replace(":first", "" + first)
                            .replace(":last", "" + Math.min(events, first + CHUNK - 1))
                            .replace(":total", "" + events));
        }
        return chunks;
    }

    private Connection connect() throws SQLException {
        Connection connection = database.connect();
        execute(
                connection,
                """
                set session_replication_role = replica;
                set synchronous_commit = off;
                set work_mem = '512MB';
                set maintenance_work_mem = '1GB';
                set max_parallel_maintenance_workers = 1""");
        return connection;
    }

    private void raw(Connection connection) throws SQLException, IOException {
        try (Reader file = Files.newBufferedReader(SAMPLE)) {
            String header = Files.lines(SAMPLE).findFirst().orElseThrow();
            String columns = Arrays.stream(header.split(",")).map(name -> name + " text").collect(Collectors.joining(", "));
            execute(connection, "create schema bench; create table bench.raw(" + columns + ")");
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy bench.raw from stdin csv header", file);
        }
    }

    /// Drops the indexes of a table but those of its constraints, and what checks each row of them;
    /// gives the statements that make them again.
    private static List<String> dropIndexes(Connection connection, String table) throws SQLException {
        String of = " from pg_index i where indrelid = '%s'::regclass".formatted(table);
        String plain = of + " and not exists (select from pg_constraint c where c.conindid = i.indexrelid)";
        List<String> again = texts(connection, "select pg_get_indexdef(indexrelid)" + plain);
        for (String index : texts(connection, "select indexrelid::regclass" + plain)) execute(connection, "drop index " + index);
        return again;
    }

    private void inSessions(List<String> statements) throws Exception {
        ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>(statements);
        Workers.run(SESSIONS, number -> {
            try (Connection connection = connect()) {
                for (String sql = waiting.poll(); sql != null; sql = waiting.poll()) execute(connection, sql);
            }
        });
    }

    private interface Step {
        void run() throws Exception;
    }

    private void step(String name, Step step) throws Exception {
        long started = System.nanoTime();
        step.run();
        System.err.printf("%s: %s in %.1f s%n", database.name(), name, (System.nanoTime() - started) / 1e9);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
