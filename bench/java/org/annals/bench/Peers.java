package org.annals.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.annals.bench.Cluster.Database;
import org.annals.bench.Questions.Drawn;
import org.postgresql.PGConnection;

/// What a team would take instead, on the same rows and questions: PostGraphile with functions written by
/// hand, Directus.
final class Peers {

    private static final Path FILES = Path.of("bench/peers");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELDS =
            "rowId title description startEarliest endLatest kind country lat lon fatalitiesLow fatalitiesBest fatalitiesHigh";

    /// The same of Annals.
    private static final String SHOWN =
            "&fields=id,title,description,date.startEarliest,date.endLatest,kind,place.country,place.latitude,place.longitude,"
                    + "fatalities.low,fatalities.best,fatalities.high";
    private static final String COLUMNS =
            "event_id,title,description,start_earliest,end_latest,kind,country_iso3,latitude,longitude,"
                    + "fatalities_low,fatalities_best,fatalities_high";

    /// The policy of those who are not signed in, which has the same id in every Directus.
    private static final String PUBLIC_POLICY = "abf8a154-5b1c-4a46-ac9c-7300570f4f17";

    private static final String KEY = "bench-admin-token";

    /// Something that answers on a port.
    ///
    /// @param requests for each question, one for each draw
    private record Contender(String name, int port, Map<String, List<byte[]>> requests) {}

    private final Setting setting;
    private final Path installed;
    private final List<Process> running = new ArrayList<>();

    private Peers(Setting setting) {
        this.setting = setting;
        this.installed = setting.work().resolve("peers");
    }

    static void run(Setting setting) throws Exception {
        Peers peers = new Peers(setting);
        peers.install();
        Database rows = peers.rows();
        // Directus keeps tables of its own beside, which PostGraphile would show. A copy is made whole or not
        // at all.
        String directus = "directus_" + setting.size();
        if (!setting.cluster().has(directus)) setting.cluster().copy(rows, directus);
        try (Service service = setting.service();
                Connection connection = setting.database().connect()) {
            Questions questions = Questions.draw(connection, service.port);
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender("annals", service.port, annals(questions)));
            contenders.add(peers.postgraphile(rows, questions));
            contenders.add(peers.directus(questions));
            for (String question : List.of("A", "B", "C", "D", "E", "F")) peers.compare(question, contenders);
            setting.figures().put("peers", "memory MB, annals", service.peakMemory());
            for (Process process : peers.running) {
                long memory = Service.memory(process.pid(), "VmHWM");
                for (ProcessHandle child : process.descendants().toList()) memory += Service.memory(child.pid(), "VmHWM");
                setting.figures().put("peers", "memory MB, " + (process == peers.running.getFirst() ? "postgraphile" : "directus"), memory);
            }
        } finally {
            for (Process process : peers.running) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                process.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private void compare(String question, List<Contender> contenders) throws Exception {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            Load load = new Load(contender.port(), contender.requests().get(question));
            check(contender, question);
            int clients = question.equals("F") ? 1 : Settings.CLIENTS;
            load.closed(clients, Settings.WARM, 0);
        }
        for (int round = 1; round <= Settings.ROUNDS; round++) {
            for (Contender contender : contenders) {
                int clients = question.equals("F") ? 1 : Settings.CLIENTS;
                double rate = new Load(contender.port(), contender.requests().get(question))
                        .closed(clients, Settings.RUN, round)
                        .rate();
                rates.merge(contender.name(), rate / Settings.ROUNDS, Double::sum);
            }
        }
        for (var rate : rates.entrySet()) setting.figures().put("peer " + question, rate.getKey() + ".rate", rate.getValue());
        double best = rates.entrySet().stream()
                .filter(rate -> !rate.getKey().equals("annals"))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElseThrow();
        setting.figures().put("peer " + question, "annals/best", rates.get("annals") / best);
    }

    /// GraphQL says 200 for failures as well.
    private static void check(Contender contender, String question) throws IOException {
        try (Client client = new Client(contender.port())) {
            Client.Answer answer = client.send(contender.requests().get(question).getFirst(), true);
            if (answer.status() != 200 || answer.text().startsWith("{\"errors\"")) {
                throw new IOException("%s, %s: %s".formatted(
                        contender.name(), question, answer.text().substring(0, Math.min(500, answer.text().length()))));
            }
        }
    }

    private static Map<String, List<byte[]>> annals(Questions questions) throws IOException {
        return Map.of(
                "A", questions.overlapping(SHOWN),
                "B", questions.overlappingInCountry(SHOWN),
                "C", questions.ofCountry(SHOWN),
                "D", questions.one(SHOWN.replace('&', '?')),
                "E", questions.months(),
                "F", List.of(Client.request("/api/v1/events?format=csv&from=2015-01-01&to=2015-12-31&fields=" + COLUMNS)));
    }

    /// Both want Node 22, with which their own parts have to be built too.
    private void install() throws Exception {
        for (String file : List.of("package.json", "postgraphile.mjs")) {
            Files.createDirectories(installed);
            Files.copy(FILES.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path done = installed.resolve("installed.json");
        if (Files.exists(done) && Files.mismatch(done, FILES.resolve("package.json")) < 0) return;
        Process install = new ProcessBuilder("sh", FILES.resolve("install.sh").toAbsolutePath().toString())
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(installed.resolve("install.log").toFile())
                .start();
        if (install.waitFor() != 0) throw new IOException("The peers cannot be installed, see " + installed.resolve("install.log"));
        Files.copy(FILES.resolve("package.json"), done, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The events as a table that a team would make of them, with a key of its own.
    private Database rows() throws Exception {
        String name = "peers_" + setting.size();
        if (setting.cluster().has(name)) return setting.cluster().database(name);
        String part = name + "_part";
        setting.cluster().drop(part);
        Database database = setting.cluster().create(part);
        try (Connection from = setting.database().connect();
                Connection to = database.connect();
                Statement statement = to.createStatement()) {
            statement.execute(
                    """
                    create table event(id bigint not null, title text, description text, start_earliest date, end_latest date, kind text,
                      country text, lat float8, lon float8, fatalities_low int, fatalities_best int, fatalities_high int)""");
            PipedOutputStream out = new PipedOutputStream();
            PipedInputStream in = new PipedInputStream(out, 1 << 20);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                try (out) {
                    from.unwrap(PGConnection.class).getCopyAPI().copyOut(
                            """
                            copy (select e.id, e.title, e.description, date '1970-01-01' + e.start_earliest,
                                         date '1970-01-01' + least(e.end_latest, 100000), k.code, c.alpha3, e.latitude, e.longitude,
                                         e.fat_low, e.fat_best, e.fat_high
                                    from event e join kind k on k.id = e.kind left join country c on c.id = e.country
                                   where e.live order by e.id) to stdout""",
                            out);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            to.unwrap(PGConnection.class).getCopyAPI().copyIn("copy event from stdin", in);
            reading.join();
            for (String sql : Files.readString(FILES.resolve("events.sql")).split(";\n")) statement.execute(sql);
        }
        setting.cluster().rename(part, name);
        return setting.cluster().database(name);
    }

    private Contender postgraphile(Database database, Questions questions) throws Exception {
        int port = Service.freePort();
        start(Map.of(
                        "PORT", "" + port,
                        "DATABASE_URL", "postgres://%s:%s@127.0.0.1:%s/%s".formatted(
                                database.user(), URLEncoder.encode(database.password(), StandardCharsets.UTF_8), database.port(), database.name())),
                "postgraphile.mjs");
        Map<String, List<byte[]>> requests = Map.of(
                "A", asked(questions, "query A($f:Date!,$t:Date!){eventsOverlapping(fromDay:$f,toDay:$t,first:50){nodes{%s}}}",
                        e -> "\"f\":\"%s\",\"t\":\"%s\"".formatted(e.date(), e.date().plusDays(30))),
                "B", asked(questions, "query B($f:Date!,$t:Date!,$c:String!){eventsOverlappingIn(fromDay:$f,toDay:$t,c:$c,first:50){nodes{%s}}}",
                        e -> "\"f\":\"%s\",\"t\":\"%s\",\"c\":\"%s\"".formatted(e.date(), e.date().plusDays(30), e.country())),
                "C", asked(questions, "query C($c:String!,$s:Date!,$i:BigInt!){eventsAfter(c:$c,afterStart:$s,afterId:$i,first:50){nodes{%s}}}",
                        e -> "\"c\":\"%s\",\"s\":\"%s\",\"i\":\"%d\"".formatted(e.country(), e.date(), e.id())),
                "D", asked(questions, "query D($i:BigInt!){eventByRowId(rowId:$i){%s}}", e -> "\"i\":\"%d\"".formatted(e.id())),
                "E", asked(questions, "query E($c:String!,$f:Date!,$t:Date!){eventHistogram(c:$c,fromDay:$f,toDay:$t,first:500){nodes{month n}}}",
                        e -> "\"c\":\"%s\",\"f\":\"1989-01-01\",\"t\":\"2025-12-31\"".formatted(e.country())),
                "F", List.of(graphql(
                        "query F{allEvents(orderBy:[START_EARLIEST_ASC,ROW_ID_ASC],filter:{endLatest:{greaterThanOrEqualTo:\\\"2015-01-01\\\"},"
                                + "startEarliest:{lessThanOrEqualTo:\\\"2015-12-31\\\"}}){nodes{" + FIELDS + "}}}", "")));
        Contender contender = new Contender("postgraphile", port, requests);
        awaitAnswer(contender);
        return contender;
    }

    private static List<byte[]> asked(Questions questions, String query, Function<Drawn, String> variables) {
        return questions.drawn().stream()
                .filter(e -> e.country() != null)
                .limit(Settings.DRAWS)
                .map(e -> graphql(query.formatted(FIELDS), variables.apply(e)))
                .toList();
    }

    private static byte[] graphql(String query, String variables) {
        byte[] body = "{\"query\":\"%s\",\"variables\":{%s}}".formatted(query, variables).getBytes(StandardCharsets.UTF_8);
        return Client.request("POST", "/graphql", body, "Content-Type: application/json");
    }

    private Contender directus(Questions questions) throws Exception {
        Database database = setting.cluster().database("directus_" + setting.size());
        int port = Service.freePort();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PORT", "" + port);
        environment.put("HOST", "127.0.0.1");
        environment.put("DB_CLIENT", "pg");
        environment.put("DB_HOST", "127.0.0.1");
        environment.put("DB_PORT", database.port());
        environment.put("DB_DATABASE", database.name());
        environment.put("DB_USER", database.user());
        environment.put("DB_PASSWORD", database.password());
        environment.put("SECRET", "bench-only-secret");
        environment.put("ADMIN_EMAIL", "bench@example.org");
        environment.put("ADMIN_PASSWORD", KEY);
        environment.put("ADMIN_TOKEN", KEY);
        environment.put("TELEMETRY", "false");
        environment.put("LOG_LEVEL", "warn");
        environment.put("QUERY_LIMIT_MAX", "-1");
        environment.put("PRESSURE_LIMITER_ENABLED", "false");
        Process bootstrap = node(environment, "node_modules/directus/cli.js", "bootstrap");
        if (bootstrap.waitFor() != 0) throw new IOException("directus bootstrap failed, see " + installed.resolve("peers.log"));
        running.add(node(environment, "node_modules/directus/cli.js", "start"));
        Map<String, List<byte[]>> requests = Map.of(
                "A", items(questions, e -> overlap(e, "")),
                "B", items(questions, e -> overlap(e, ",{\"country\":{\"_eq\":\"%s\"}}".formatted(e.country()))),
                "C", items(questions, e -> ("{\"_and\":[{\"country\":{\"_eq\":\"%s\"}},{\"start_earliest\":{\"_gte\":\"%s\"}},"
                                + "{\"_or\":[{\"start_earliest\":{\"_gt\":\"%s\"}},{\"id\":{\"_gt\":%d}}]}]}")
                        .formatted(e.country(), e.date(), e.date(), e.id())),
                "D", questions.drawn().stream().limit(Settings.DRAWS).map(e -> Client.request("/items/event/" + e.id())).toList(),
                "E", questions.drawn().stream().filter(e -> e.country() != null).limit(Settings.DRAWS)
                        .map(e -> Client.request("/items/event?aggregate%5Bcount%5D=*&groupBy%5B%5D=year(start_earliest)&groupBy%5B%5D=month(start_earliest)&limit=-1&filter="
                                + encoded("{\"_and\":[{\"country\":{\"_eq\":\"%s\"}},{\"start_earliest\":{\"_between\":[\"1989-01-01\",\"2025-12-31\"]}}]}".formatted(e.country()))))
                        .toList(),
                "F", List.of(Client.request("/items/event?limit=-1&export=csv&sort=start_earliest,id&filter="
                        + encoded("{\"_and\":[{\"end_latest\":{\"_gte\":\"2015-01-01\"}},{\"start_earliest\":{\"_lte\":\"2015-12-31\"}}]}"))));
        Contender contender = new Contender("directus", port, requests);
        awaitPort(port);
        letEveryoneRead(port);
        awaitAnswer(contender);
        return contender;
    }

    private static String overlap(Drawn e, String more) {
        return "{\"_and\":[{\"end_latest\":{\"_gte\":\"%s\"}},{\"start_earliest\":{\"_lte\":\"%s\"}}%s]}"
                .formatted(e.date(), e.date().plusDays(30), more);
    }

    private static List<byte[]> items(Questions questions, Function<Drawn, String> filter) {
        return questions.drawn().stream()
                .filter(e -> e.country() != null)
                .limit(Settings.DRAWS)
                .map(e -> Client.request("/items/event?sort=start_earliest,id&limit=50&filter=" + encoded(filter.apply(e))))
                .toList();
    }

    private static void letEveryoneRead(int port) throws IOException {
        try (Client client = new Client(port)) {
            String authorization = "Authorization: Bearer " + KEY;
            JsonNode there = JSON.readTree(client.get("/permissions?filter%5Bcollection%5D%5B_eq%5D=event", authorization).body());
            if (there.path("data").size() > 0) return;
            byte[] permission = "{\"policy\":\"%s\",\"collection\":\"event\",\"action\":\"read\",\"fields\":[\"*\"],\"permissions\":{}}"
                    .formatted(PUBLIC_POLICY)
                    .getBytes(StandardCharsets.UTF_8);
            Client.Answer answer = client.send(
                    Client.request("POST", "/permissions", permission, authorization, "Content-Type: application/json"), true);
            if (answer.status() != 200) throw new IOException("Directus: " + answer.text());
        }
    }

    private void start(Map<String, String> environment, String script) throws IOException {
        running.add(node(environment, script));
    }

    private Process node(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(installed.resolve("node_modules/node/bin/node").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(installed.resolve("peers.log").toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("NODE_ENV", "production");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }));
        return process;
    }

    private static void awaitPort(int port) throws Exception {
        for (int waited = 0; ; waited++) {
            try (Client client = new Client(port)) {
                if (client.get("/server/ping").status() == 200) return;
            } catch (IOException e) {
                if (waited > 600) throw e;
            }
            Thread.sleep(100);
        }
    }

    private static void awaitAnswer(Contender contender) throws Exception {
        for (int waited = 0; ; waited++) {
            try {
                check(contender, "D");
                return;
            } catch (IOException e) {
                if (waited > 300) throw e;
            }
            Thread.sleep(100);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
