package org.annals.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/// A million events as CSV against COPY of the columns that CSV is made of, the memory it takes, and how
/// long others wait meanwhile.
final class Exports {

    private static final int MOST = 1_000_000;

    // What the columns of the CSV are made of.
    private static final String COLUMNS =
            """
            id, origin_dataset, origin_version, origin_key, title, kind, kind_branch, violence_type, status, edtf,
            start_earliest, start_latest, end_earliest, end_latest, date_precision, date_qualifier, ongoing,
            aggregate, place_name, country, admin1, admin2, latitude, longitude, place_precision, conflict_ids,
            dyad_ids, actor_ids, actor_roles, fat_low, fat_best, fat_high, fat_side_a, fat_side_b, fat_civilians,
            fat_unknown, source_count, sources, tag_ids, description, revision, recorded_at, first_recorded_at\
            """;

    private final Setting setting;
    private final Service service;
    private final Connection connection;
    private final String parameters;
    private final String condition;

    private record Export(long rows, double seconds, double firstByte) {
        double rate() {
            return rows / seconds;
        }
    }

    private Exports(Setting setting, Service service, Connection connection) throws Exception {
        this.setting = setting;
        this.service = service;
        this.connection = connection;
        if (setting.size() <= MOST) {
            this.parameters = "";
            this.condition = "";
        } else {
            long from = Cluster.number(
                    connection,
                    "select start_earliest from event where live order by start_earliest desc limit 1 offset " + (MOST - 1));
            this.parameters = "&from=" + LocalDate.ofEpochDay(from);
            this.condition = " and end_latest >= " + from;
        }
    }

    static void run(Setting setting) throws Exception {
        try (Service service = setting.service();
                Connection connection = setting.database().connect()) {
            Exports exports = new Exports(setting, service, connection);
            exports.memory();
            exports.rates();
            exports.others();
            setting.figures().put("service", "memory MB, exports", service.peakMemory());
        }
    }

    private void memory() throws Exception {
        export();
        long before = service.liveHeap();
        CompletableFuture<Export> export = started();
        long most = 0;
        while (!export.isDone()) {
            most = Math.max(most, service.liveHeap() - before);
            waitFor(export, 2000);
        }
        setting.figures().put("CSV", "heap growth MB", most / 1e6);
    }

    private void rates() throws Exception {
        double[] rates = new double[2];
        double first = 0;
        for (int round = 0; round < Settings.ROUNDS; round++) {
            Export export = export();
            first += export.firstByte() / Settings.ROUNDS;
            rates[0] += export.rate() / Settings.ROUNDS;
            long started = System.nanoTime();
            long rows = connection.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select %s from event where live%s order by start_earliest, id) to stdout (format csv)"
                                    .formatted(COLUMNS, condition),
                            OutputStream.nullOutputStream());
            rates[1] += rows / since(started) / Settings.ROUNDS;
            if (rows != export.rows()) throw new IOException("%d rows by COPY, %d over HTTP".formatted(rows, export.rows()));
        }
        setting.figures().compare("CSV", "http", rates[0], "copy", rates[1]);
        setting.figures().put("CSV", "first byte s", first);
    }

    /// Single reads that arrive while another client exports everything three times over.
    private void others() throws Exception {
        Load reads = new Load(service.port, Questions.draw(connection, service.port).one());
        reads.closed(1, Settings.RUN, 1);
        Load.Outcome undisturbed = reads.open(4, Settings.ARRIVALS, Settings.RUN.multipliedBy(2), 1);
        CompletableFuture<Void> exports = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3; i++) started().join();
        });
        Load.Outcome disturbed = reads.open(4, Settings.ARRIVALS, Duration.ofHours(1), 2, exports::isDone);
        exports.join();
        for (var side : java.util.Map.of("alone", undisturbed, "during exports", disturbed).entrySet()) {
            setting.figures().put("one event, " + side.getKey(), "arriving.p50", side.getValue().latencies().quantile(0.5));
            setting.figures().put("one event, " + side.getKey(), "arriving.p99", side.getValue().latencies().quantile(0.99));
            setting.figures().put("one event, " + side.getKey(), "worst ms", side.getValue().latencies().worst());
        }
    }

    private CompletableFuture<Export> started() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return export();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    /// Reads all of it and counts the lines after the first; no text of the generated events has a line
    /// break.
    private Export export() throws IOException {
        try (Client client = new Client(service.port)) {
            long started = System.nanoTime();
            long[] lines = {0};
            double[] first = {0};
            int status = client.send(Client.request("/api/v1/events?format=csv" + parameters), (bytes, from, count) -> {
                if (first[0] == 0) first[0] = since(started);
                for (int i = from; i < from + count; i++) {
                    if (bytes[i] == '\n') lines[0]++;
                }
            });
            if (status != 200) throw new IOException("The export gives " + status + ".");
            return new Export(lines[0] - 1, since(started), first[0]);
        }
    }

    private static void waitFor(CompletableFuture<?> what, long milliseconds) throws Exception {
        try {
            what.get(milliseconds, MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            // still at it
        }
    }

    private static double since(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
