package org.annals.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.annals.bench.Cluster.Database;
import org.postgresql.PGConnection;

/// A file of UCDP GED imported into what is there, again, and its rows put into the same table by COPY
/// with all its triggers. On a copy of the database, since nothing is ever deleted from it.
final class Imports {

    private static final Path REAL =
            Path.of("src/test/resources/org/annals/importing/ucdp-ged/ged231-central-african-republic.csv");
    private static final int ROWS = Settings.number("BENCH_IMPORT_ROWS", 100_000);
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private final Setting setting;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final Connection connection;

    private Imports(Setting setting, Service service, Connection connection) {
        this.setting = setting;
        this.service = URI.create("http://localhost:" + service.port);
        this.connection = connection;
    }

    static void run(Setting setting) throws Exception {
        Database copy = setting.cluster().copy(setting.database(), "events_import");
        try (Service service = Service.start(setting.work(), copy);
                Connection connection = copy.connect()) {
            Imports imports = new Imports(setting, service, connection);
            imports.round(0, Math.min(ROWS, 10_000), false);
            imports.round(1, ROWS, true);
            setting.figures().put("service", "memory MB, imports", service.peakMemory());
        } finally {
            setting.cluster().drop(copy.name());
        }
    }

    private void round(int round, int rows, boolean counts) throws Exception {
        Path file = file(round, rows);
        // of its own, or the report would list the events of all other rounds as missing
        String set = "round-" + round;
        settle();
        double loaded = seconds(() -> load(file, set, "inserted", rows));
        settle();
        double again = seconds(() -> load(file, set, "unchanged", rows));
        Path rowsOut = copyOut(round);
        settle();
        double copied = seconds(() -> copyIn(rowsOut));
        Files.delete(file);
        Files.delete(rowsOut);
        if (!counts) return;
        setting.figures().compare("import", "http", rows / loaded, "copy", rows / copied);
        setting.figures().compare("the same file again", "again", rows / again, "first", rows / loaded);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    /// Real rows over and over under new keys.
    private Path file(int round, int rows) throws IOException {
        Path file = setting.work().resolve("round-%d.csv".formatted(round));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            long key = 100_000_000L + round * 1_000_000L;
            List<String> real = records(Files.readString(REAL));
            out.write(real.getFirst() + "\n");
            for (int row = 0; row < rows; row++) {
                String line = real.get(1 + row % (real.size() - 1));
                out.write(key + row + line.substring(line.indexOf(',')) + "\n");
            }
        }
        return file;
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
    private void load(Path file, String set, String end, int rows) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        service.resolve("/api/v1/imports?format=ucdp-ged&dataset=" + set))
                .header("Authorization", "Bearer " + Service.TOKEN)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        URI report = service.resolve(
                answer.headers().firstValue("location").orElseThrow(() -> new IOException(answer.body())));
        while (true) {
            HttpRequest ask = HttpRequest.newBuilder(report)
                    .header("Authorization", "Bearer " + Service.TOKEN)
                    .build();
            JsonNode run = JSON.readTree(http.send(ask, BodyHandlers.ofString()).body());
            if (!List.of("receiving", "running").contains(run.path("status").asText())) {
                if (run.path(end).asLong() != rows) throw new IOException(run.toString());
                return;
            }
            Thread.sleep(20);
        }
    }

    /// What the last import wrote, under keys of its own, as COPY takes it.
    private Path copyOut(int round) throws SQLException, IOException {
        Path file = setting.work().resolve("round-%d.copy".formatted(round));
        try (OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select 'copy-' || origin_key, %s from event where import_id = (select max(import_id) from event)) to stdout"
                                    .formatted(COLUMNS),
                            out);
        }
        return file;
    }

    private void copyIn(Path file) throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy event(origin_key, %s) from stdin".formatted(COLUMNS), in, 1 << 16);
        }
    }

    /// Leaves the work of what went before to nobody: rows of both sides are analysed alike.
    private void settle() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze event");
            statement.execute("vacuum analyze event_facet");
        }
    }
}
