package org.annals.event;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.annals.codebook.EventStatus;
import org.annals.platform.sql.Rows;
import org.annals.time.DayRange;
import org.annals.time.Match;
import org.postgresql.PGConnection;

/// Measures the service against what its database can do by itself: both in turn on the same table,
/// some rounds, medians. Times of one machine say little, their ratios travel.
final class Bench {

    private static final Path SAMPLES = Path.of("src/test/resources/org/annals/importing/ucdp-ged");
    private static final Pattern REPORT = Pattern.compile("\"(status|rows|inserted|unchanged)\":\"?(\\w+)");
    private static final int PAGES = 2_000;

    // What a bulk load writes: all but what the database computes or counts.
    private static final String COLUMNS =
            """
            start_earliest, start_latest, end_earliest, end_latest, members, members_kind, edtf, date_precision,
            date_qualifier, ongoing, confirmed, date_text, date_reported, title, description, kind, kind_branch,
            violence_type, aggregate, status, tag_ids, place_name, country, admin1, admin2, latitude, longitude,
            place_precision, concerns, conflict_ids, dyad_ids, actor_ids, actor_roles, fat_low, fat_best, fat_high,
            fat_side_a, fat_side_b, fat_civilians, fat_unknown, sources, source_count, links, extra, origin_dataset,
            origin_version, origin_url, origin_hash, content_hash, revision, recorded_by, reason\
            """;

    // What the columns of the CSV are made of.
    private static final String EXPORTED =
            """
            id, origin_dataset, origin_version, origin_key, title, kind, kind_branch, violence_type, status, edtf,
            start_earliest, start_latest, end_earliest, end_latest, date_precision, date_qualifier, ongoing,
            aggregate, place_name, country, admin1, admin2, latitude, longitude, place_precision, conflict_ids,
            dyad_ids, actor_ids, actor_roles, fat_low, fat_best, fat_high, fat_side_a, fat_side_b, fat_civilians,
            fat_unknown, source_count, sources, tag_ids, description, revision, recorded_at, first_recorded_at\
            """;

    private final String service;
    private final Path work;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Connection database;

    private Bench(String service, Path work) throws SQLException, IOException {
        this.service = service;
        this.work = work;
        this.database = connect("");
    }

    public static void main(String[] args) throws Exception {
        new Bench(args[0], Path.of(args[1])).run(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    }

    private Connection connect(String options) throws SQLException, IOException {
        List<String> server = Files.readAllLines(work.resolve("data/cluster/postmaster.pid"));
        Properties properties = new Properties();
        properties.setProperty("user", "annals");
        properties.setProperty(
                "password", Files.readString(work.resolve("data/database-password")).strip());
        properties.setProperty("options", options);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/annals".formatted(server.get(3)), properties);
    }

    private void run(int rows, int rounds) throws Exception {
        List<Double> imports = new ArrayList<>();
        List<Double> copies = new ArrayList<>();
        List<Double> replays = new ArrayList<>();
        List<Double> exports = new ArrayList<>();
        List<Double> copiesOut = new ArrayList<>();
        List<Double> firstBytes = new ArrayList<>();
        // the first round warms up both sides and is not counted
        for (int round = 0; round <= rounds; round++) {
            boolean counts = round > 0;
            int size = counts ? rows : Math.min(rows, 20_000);
            Path file = file(round, size);
            // of its own, or the report would list the events of all other rounds as missing
            String set = "round-" + round;
            add(imports, counts, size / seconds(() -> load(file, set, "inserted", size)));
            settle();
            add(replays, counts, size / seconds(() -> load(file, set, "unchanged", size)));
            Path rowsOut = copyOut(round);
            settle();
            add(copies, counts, size / seconds(() -> copyIn(rowsOut)));
            settle();
            Files.delete(rowsOut);
            Files.delete(file);
        }
        long events = number("select count(*) from event where live");
        for (int round = 0; round <= rounds; round++) {
            boolean counts = round > 0;
            long started = System.nanoTime();
            Export export = export();
            add(exports, counts, events / since(started));
            add(firstBytes, counts, export.firstByte());
            add(copiesOut, counts, events / seconds(() -> copyEvents(OutputStream.nullOutputStream())));
        }
        Pages pages = pages();
        System.out.printf(
                """
                | what | rate | against | rate | ratio | goal |
                |---|---|---|---|---|---|
                | import of UCDP GED, %,d rows | %,.0f/s | COPY of the same columns into the same table | %,.0f/s | %.2f | 0.25 |
                | the same file again | %,.0f/s | its first load | %,.0f/s | %.2f | 3 |
                | CSV of %,d events | %,.0f/s | COPY of the same columns, in the same order | %,.0f/s | %.2f | 0.3 |
                | first byte of that CSV | %.2f s | | | | |
                | page of 50 anywhere, HTTP | %,.0f/s | its SQL over JDBC | %,.0f/s | %.2f | |

                Medians of %d rounds, one client, %d processors, Java %s, %s.
                """,
                rows,
                median(imports),
                median(copies),
                median(imports) / median(copies),
                median(replays),
                median(imports),
                median(replays) / median(imports),
                events,
                median(exports),
                median(copiesOut),
                median(exports) / median(copiesOut),
                median(firstBytes),
                pages.overHttp(),
                pages.bySql(),
                pages.overHttp() / pages.bySql(),
                rounds,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                text("select split_part(version(), ' on ', 1)"));
    }

    private static void add(List<Double> figures, boolean counts, double figure) {
        if (counts) figures.add(figure);
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double seconds(Callable<?> work) throws Exception {
        long started = System.nanoTime();
        work.call();
        return since(started);
    }

    private static double since(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    /// Real rows over and over under new keys.
    private Path file(int round, int rows) throws IOException {
        Path file = work.resolve("round-%d.csv".formatted(round));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            long key = 100_000_000L + round * 1_000_000L;
            List<String> real = real();
            out.write(real.getFirst() + "\n");
            for (int row = 0; row < rows; row++) {
                String line = real.get(1 + row % (real.size() - 1));
                out.write(key + row + line.substring(line.indexOf(',')) + "\n");
            }
        }
        return file;
    }

    private static List<String> real() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            Path largest =
                    files.filter(file -> file.toString().endsWith("central-african-republic.csv"))
                            .findFirst()
                            .orElseThrow();
            return records(Files.readString(largest));
        }
    }

    /// Records, the header first; a line break inside quotes belongs to its record.
    private static List<String> records(String csv) {
        List<String> records = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') quoted = !quoted;
            if (c == '\n' && !quoted) {
                records.add(csv.substring(from, i).stripTrailing());
                from = i + 1;
            }
        }
        return records;
    }

    /// Sends a file and waits until it is in; all its rows must have come to the same end.
    private Void load(Path file, String set, String end, int rows) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service + "/api/v1/imports?format=ucdp-ged&dataset=" + set))
                        .header("Authorization", "Bearer bench-admin-token")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        URI report =
                URI.create(service)
                        .resolve(
                                answer.headers()
                                        .firstValue("location")
                                        .orElseThrow(() -> new IOException(answer.body())));
        while (true) {
            HttpRequest ask =
                    HttpRequest.newBuilder(report).header("Authorization", "Bearer bench-admin-token").build();
            String body = http.send(ask, BodyHandlers.ofString()).body();
            var fields =
                    REPORT.matcher(body)
                            .results()
                            .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2)));
            if (!List.of("receiving", "running").contains(fields.get("status"))) {
                if (!fields.get(end).equals("" + rows)) throw new IOException(body);
                return null;
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    /// What the last import wrote, under keys of its own, as COPY takes it.
    private Path copyOut(int round) throws SQLException, IOException {
        Path file = work.resolve("round-%d.copy".formatted(round));
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(
                    "copy (select 'copy-' || origin_key, %s from event where import_id = (select max(import_id) from event)) to stdout"
                            .formatted(COLUMNS),
                    out);
        }
        return file;
    }

    private Void copyIn(Path file) throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy event(origin_key, %s) from stdin".formatted(COLUMNS), in, 1 << 16);
        }
        return null;
    }

    private long copyEvents(OutputStream out) throws SQLException, IOException {
        return copy(
                "copy (select %s from event where live order by start_earliest, id) to stdout (format csv)"
                        .formatted(EXPORTED),
                out);
    }

    private long copy(String sql, OutputStream out) throws SQLException, IOException {
        return database.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
    }

    private record Export(double firstByte) {}

    private Export export() throws IOException, InterruptedException {
        long started = System.nanoTime();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service + "/api/v1/events?format=csv")).build();
        try (InputStream body = http.send(request, BodyHandlers.ofInputStream()).body()) {
            // the header comes with the first events
            body.read();
            Export export = new Export(since(started));
            body.transferTo(OutputStream.nullOutputStream());
            return export;
        }
    }

    private record Pages(double overHttp, double bySql) {}

    /// The same random pages over HTTP and by the statement behind them.
    private Pages pages() throws Exception {
        List<Double> overHttp = new ArrayList<>();
        List<Double> bySql = new ArrayList<>();
        try (Connection reads =
                connect("-c plan_cache_mode=force_generic_plan -c default_transaction_read_only=on")) {
            for (int round = 0; round < 4; round++) {
                List<LocalDate> days = days(round);
                boolean counts = round > 0;
                add(overHttp, counts, PAGES / seconds(() -> pagesOverHttp(days)));
                add(bySql, counts, PAGES / seconds(() -> pagesBySql(reads, days)));
            }
        }
        return new Pages(median(overHttp), median(bySql));
    }

    private static List<LocalDate> days(int seed) {
        Random random = new Random(seed);
        LocalDate first = LocalDate.of(1989, 1, 1);
        return IntStream.range(0, PAGES).mapToObj(i -> first.plusDays(random.nextInt(12_000))).toList();
    }

    private Void pagesOverHttp(List<LocalDate> days) throws IOException, InterruptedException {
        for (LocalDate day : days) {
            String query = "/api/v1/events?limit=50&total=none&from=" + day;
            http.send(HttpRequest.newBuilder(URI.create(service + query)).build(), BodyHandlers.ofByteArray());
        }
        return null;
    }

    private static Void pagesBySql(Connection reads, List<LocalDate> days) {
        for (LocalDate day : days) {
            DayRange range = new DayRange((int) day.toEpochDay(), DayRange.ALWAYS.to());
            EventReader.Slice slice =
                    new EventReader.Slice(EventOrder.DATE, null, 51, false, false);
            Rows.list(reads, EventReader.slice(everything(range), slice), Bench::whole);
        }
        return null;
    }

    private static List<Object> whole(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) values.add(row.getString(i));
        return values;
    }

    private static EventQuery everything(DayRange range) {
        List<EventStatus> usual =
                List.of(EventStatus.REPORTED, EventStatus.CONFIRMED, EventStatus.DISPUTED);
        var none = java.util.Optional.<Integer>empty();
        return new EventQuery(
                range, Match.POSSIBLE, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of(), usual, List.of(), List.of(), List.of(),
                java.util.Optional.empty(), java.util.Optional.empty(), none, none,
                EventQuery.Estimate.BEST, List.of(), none, java.util.Optional.empty(),
                java.util.Optional.empty(), java.util.Optional.empty());
    }

    /// Leaves the work of what went before to nobody: its counts are folded in, and rows of both sides
    /// are analysed alike.
    private void settle() throws SQLException, InterruptedException {
        while (number("select count(*) from rollup_pending") > 0) Thread.sleep(100);
        try (Statement statement = database.createStatement()) {
            statement.execute("vacuum analyze event");
            statement.execute("vacuum analyze event_facet");
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
