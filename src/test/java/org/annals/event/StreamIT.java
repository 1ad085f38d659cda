package org.annals.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.annals.support.PackagedService;
import org.annals.support.PackagedService.Setup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams of everything from a service with little memory: to slow readers, to readers that leave,
/// and from a database that goes away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {

    private static final int EVENTS = 200_000;
    private static final int PLACES = 4;
    private static final Duration IDLE = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SLOWLY = Duration.ofSeconds(10);
    private static final int BYTES_PER_SECOND = 1_000_000;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern ID_AND_REVISION =
            Pattern.compile("^\\{\"id\":(\\d+),.*\"revision\":(\\d+),");

    private final PackagedService service =
            Setup.warm("stream")
                    .option("-Xmx256m")
                    .with("QUARKUS_HTTP_IDLE_TIMEOUT", IDLE.toSeconds() + "S")
                    .launch();

    @BeforeAll
    void there_are_many_events() throws SQLException {
        service.awaitReady();
        tell(
                """
                insert into event(start_earliest, start_latest, end_earliest, end_latest, edtf, date_precision, ongoing,
                                  title, description, kind, kind_branch, status, tag_ids, concerns, conflict_ids, dyad_ids,
                                  actor_ids, actor_roles, sources, links, origin_dataset, origin_key, content_hash,
                                  revision, recorded_by)
                select d, d, d, d, (date '1970-01-01' + d)::text, 'day', false,
                       'Event ' || n, repeat('words ', 30), k.id, k.branch, 'reported', '{}', '{}', '{}', '{}',
                       '{}', '{}', '[]', '[]', 1, 'many-' || n, sha256(n::text::bytea), 1, 'test'
                  from generate_series(1, %d) n, lateral (select n / 10 as d) days,
                       (select id, branch from kind where code = 'talks') k
                """
                        .formatted(EVENTS));
        tell("analyze event");
    }

    @AfterAll
    void it_stops() {
        service.close();
    }

    @Test
    void a_slow_reader_gets_the_state_of_the_first_byte_while_others_write_and_read()
            throws Exception {
        int highest = Integer.parseInt(ask("select max(id) from event"));
        BitSet expected = new BitSet();
        try (Connection connection = service.setup().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id, revision from event where live")) {
            while (rows.next()) expected.set(2 * rows.getInt(1) + (rows.getInt(2) == 1 ? 0 : 1));
        }
        List<Duration> answers = new ArrayList<>();
        AtomicBoolean reading = new AtomicBoolean(true);
        int[] edits = new int[1];
        BitSet read = new BitSet();
        try (InputStream body = stream("ndjson").body()) {
            // Late in the stream, so that they are changed long before they are read.
            Thread writer =
                    Thread.ofVirtual().start(() -> edits[0] = edit(reading, highest, expected));
            Thread other = Thread.ofVirtual().start(() -> askMeanwhile(reading, answers));
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(new Slow(body), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher event = ID_AND_REVISION.matcher(line);
                assertTrue(event.find(), line);
                int id = Integer.parseInt(event.group(1));
                int place = 2 * id + (event.group(2).equals("1") ? 0 : 1);
                assertFalse(read.get(place), "event " + id + " came twice");
                read.set(place);
            }
            reading.set(false);
            writer.join();
            other.join();
        }
        assertEquals(expected, read);
        assertTrue(edits[0] > 10, edits[0] + " edits");
        answers.sort(null);
        System.out.printf(
                "%d edits and %d reads during a slow export; half of the reads took up to %d ms, the slowest %d ms%n",
                edits[0],
                answers.size(),
                answers.get(answers.size() / 2).toMillis(),
                answers.getLast().toMillis());
        Duration usual = answers.get(answers.size() / 2);
        assertTrue(usual.compareTo(Duration.ofSeconds(1)) < 0, usual::toString);
        assertFalse(service.log().contains("OutOfMemoryError"));
    }

    /// Changes the last of the events of before, and makes new ones.
    private int edit(AtomicBoolean reading, int highest, BitSet before) {
        int edits = 0;
        while (reading.get() && before.get(2 * (highest - edits))) {
            String path = "/api/v1/events/" + (highest - edits);
            String tag = service.get(path).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> changed =
                    service.write(
                            "PATCH",
                            path,
                            "application/merge-patch+json",
                            BodyPublishers.ofString("{\"title\":\"Changed meanwhile\"}"),
                            "If-Match",
                            tag);
            assertEquals(200, changed.statusCode(), changed.body());
            HttpResponse<String> made =
                    service.write(
                            "POST",
                            "/api/v1/events",
                            "application/json",
                            BodyPublishers.ofString(
                                    "{\"title\":\"Made meanwhile\",\"kind\":\"talks\",\"date\":{\"edtf\":\"2100-01-01\"}}"));
            assertEquals(201, made.statusCode(), made.body());
            edits++;
        }
        return edits;
    }

    private void askMeanwhile(AtomicBoolean reading, List<Duration> answers) {
        while (reading.get()) {
            long since = System.nanoTime();
            HttpResponse<String> page = service.get("/api/v1/events?date=2000-05&limit=20");
            assertEquals(200, page.statusCode(), page.body());
            answers.add(Duration.ofNanos(System.nanoTime() - since));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "geojson"})
    void a_database_that_goes_away_breaks_the_body_rather_than_ending_it(String format)
            throws Exception {
        try (InputStream body = stream(format).body()) {
            assertTrue(body.read() >= 0);
            assertEquals(
                    "1",
                    ask(
                            """
                            select count(*) filter (where pg_terminate_backend(pid))
                              from pg_stat_activity
                             where application_name = 'annals-exports' and state <> 'idle'
                            """));
            assertThrows(IOException.class, () -> body.transferTo(OutputStream.nullOutputStream()));
        }
        untilFree();
    }

    @Test
    void one_reader_too_many_is_told_to_come_again_and_readers_that_leave_make_room()
            throws Exception {
        List<InputStream> readers = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES; i++) readers.add(stream("csv").body());
            HttpResponse<String> refused = service.get("/api/v1/events?format=csv");
            assertEquals(503, refused.statusCode());
            assertTrue(refused.headers().firstValue("Retry-After").isPresent());
            assertTrue(refused.body().contains("exports are under way"), refused.body());
            assertEquals(200, service.get("/api/v1/events?limit=5").statusCode());
        } finally {
            for (InputStream reader : readers) reader.close();
        }
        untilFree();
    }

    @Test
    void readers_that_take_nothing_are_cut_after_the_idle_time() throws Exception {
        List<Socket> readers = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES; i++) {
                Socket reader = new Socket();
                reader.setReceiveBufferSize(4096);
                reader.connect(new InetSocketAddress("127.0.0.1", service.uri("/").getPort()));
                reader.getOutputStream()
                        .write(
                                "GET /api/v1/events?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                assertEquals('H', reader.getInputStream().read());
                readers.add(reader);
            }
            assertEquals(503, service.get("/api/v1/events?format=csv").statusCode());
            untilFree();
        } finally {
            for (Socket reader : readers) reader.close();
        }
    }

    /// Every place among the exports is free again, in due time.
    private void untilFree() throws Exception {
        awaitIdle();
        List<InputStream> readers = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) readers.add(stream("csv").body());
        for (InputStream reader : readers) reader.close();
        awaitIdle();
    }

    private void awaitIdle() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ask("""
        select count(*)
          from pg_stat_activity
         where application_name = 'annals-exports' and state <> 'idle'
        """)
                .equals("0")) {
            assertTrue(System.nanoTime() < deadline, "an export still holds its connection");
            service.endsWithin(Duration.ofMillis(50));
        }
    }

    private HttpResponse<InputStream> stream(String format) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(service.uri("/api/v1/events?format=" + format)).build();
        HttpResponse<InputStream> answer = CLIENT.send(request, BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        return answer;
    }

    private void tell(String sql) throws SQLException {
        try (Connection connection = service.setup().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = service.setup().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /// Reads a megabyte a second for a while, and then as fast as can be: by then the export has
    /// waited for its reader often enough.
    private static final class Slow extends InputStream {

        private final InputStream body;
        private final long began = System.nanoTime();
        private long taken;

        Slow(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            throw new UncheckedIOException(new IOException("one byte at a time"));
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = body.read(buffer, from, Math.min(length, 16_384));
            taken += Math.max(read, 0);
            long due = began + taken * 1_000_000_000 / BYTES_PER_SECOND;
            if (due - began < SLOWLY.toNanos()) LockSupport.parkNanos(due - System.nanoTime());
            return read;
        }
    }
}
