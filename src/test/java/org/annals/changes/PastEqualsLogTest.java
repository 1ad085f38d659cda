package org.annals.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.annals.codebook.Codebooks;
import org.annals.event.EventParameters;
import org.annals.event.FeedToken;
import org.annals.platform.http.Parameters;
import org.annals.platform.sql.Snapshots;
import org.annals.support.Draft;
import org.annals.support.Http;
import org.annals.support.TestDatabase;
import org.annals.support.Uploads;
import org.junit.jupiter.api.Test;

/// What `asOf` shows of any moment is what the feed had told by then, while many write at once.
@QuarkusTest
class PastEqualsLogTest {

    private static final long SEED = 20_120_322;
    private static final int WRITERS = 4;
    private static final int WRITES = 250;
    private static final int EVENTS = 40;
    private static final String TAG = "log-all";
    private static final String LIST = "/api/v1/events?limit=1000&view=full&total=exact&tag=" + TAG;
    private static final String HISTOGRAM =
            "/api/v1/timeline/histogram?date=1871&by=month&tag=" + TAG;
    private static final String[] ADMIN = {"Authorization", "Bearer " + TestDatabase.ADMIN_TOKEN};

    private record Told(long transaction, JsonNode change) {}

    private record Mark(Instant at, long position) {}

    @Inject ChangeFeed feed;
    @Inject Snapshots snapshots;
    @Inject Codebooks codebooks;
    @Inject ObjectMapper json;

    @Test
    void each_mark_reads_back_as_the_feed_told_it() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Http.Answer made =
                    Http.send(
                            "POST",
                            "/api/v1/events",
                            draft(new Random(SEED - i)).json(),
                            ADMIN[0],
                            ADMIN[1],
                            "Content-Type",
                            "application/json");
            assertEquals(201, made.status(), made.body());
            ids.add(made.json().path("id").asLong());
        }
        AtomicInteger writing = new AtomicInteger(WRITERS);
        AtomicInteger written = new AtomicInteger();
        List<Callable<List<Told>>> work = new ArrayList<>();
        work.add(() -> follow(writing));
        work.add(() -> {
            while (writing.get() > 0) {
                mark();
                LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
            }
            return List.of();
        });
        for (int w = 0; w < WRITERS; w++) {
            Random random = new Random(SEED + w);
            int writer = w;
            work.add(() -> {
                try {
                    for (int i = 0; i < WRITES; i++) {
                        if (write(random, ids, writer)) written.incrementAndGet();
                    }
                } finally {
                    writing.decrementAndGet();
                }
                return List.of();
            });
        }
        List<Told> log;
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            List<Future<List<Told>>> results = threads.invokeAll(work);
            for (Future<List<Told>> result : results) result.get();
            log = results.getFirst().get();
        }
        assertTrue(written.get() > WRITERS * WRITES / 3, "only " + written + " were taken");
        List<Mark> marks = marks();
        assertTrue(marks.size() > 10, marks.size() + " marks");
        for (Mark mark : marks) compare(mark, log);
    }

    private void compare(Mark mark, List<Told> log) {
        Map<Long, JsonNode> last = new TreeMap<>();
        for (Told told : log) {
            if (told.transaction() < mark.position()) {
                last.put(told.change().path("id").asLong(), told.change());
            }
        }
        Map<Long, JsonNode> expected = new TreeMap<>();
        last.forEach((id, change) -> {
            if (!change.path("event").isNull()) expected.put(id, change.path("event"));
        });
        String asOf = "&asOf=" + mark.at();
        String what = "at %s, seed %d".formatted(mark, SEED);

        Map<Long, JsonNode> listed = new TreeMap<>();
        JsonNode page = Http.get(LIST + asOf).json();
        page.path("items").forEach(item -> listed.put(item.path("id").asLong(), item));
        assertEquals(expected, listed, what);
        assertEquals(expected.size(), page.path("total").path("value").asInt(), what);

        long[] events = new long[12];
        long[] deaths = new long[12];
        for (JsonNode event : expected.values()) {
            int month = Integer.parseInt(event.at("/date/startEarliest").asText(), 5, 7, 10) - 1;
            events[month]++;
            deaths[month] += event.at("/fatalities/best").asLong();
        }
        JsonNode buckets = Http.get(HISTOGRAM + asOf).json().path("buckets");
        for (int month = 0; month < 12; month++) {
            JsonNode bucket = buckets.path(month);
            assertEquals(events[month], bucket.at("/events/certain").asLong(), what);
            assertEquals(deaths[month], bucket.at("/fatalities/best/certain").asLong(), what);
        }
        int looked = 0;
        for (Map.Entry<Long, JsonNode> one : last.entrySet()) {
            if (looked++ > 5) break;
            Http.Answer answer = Http.get("/api/v1/events/" + one.getKey() + "?asOf=" + mark.at());
            int status =
                    switch (one.getValue().path("change").asText()) {
                        case "retracted" -> 410;
                        case "merged" -> 308;
                        default -> 200;
                    };
            assertEquals(status, answer.status(), what);
            if (status == 200) assertEquals(one.getValue().path("event"), answer.json(), what);
        }
    }

    private static Draft draft(Random random) {
        return Draft.of("Logged " + random.nextInt(100))
                .date("1871-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28)))
                .tags(TAG)
                .with("fatalities", Map.of("best", random.nextInt(50)));
    }

    /// Whether it was taken: what another writer did meanwhile may be in its way.
    private static boolean write(Random random, List<Long> ids, int writer) {
        long id = ids.get(random.nextInt(ids.size()));
        String path = "/api/v1/events/" + id;
        int way = random.nextInt(20);
        if (way == 0) return load(random, writer);
        Http.Answer answer =
                switch (way) {
                    case 1, 2 -> change("DELETE", path + "?reason=twice", "");
                    case 3, 4, 5, 6 ->
                            change(
                                    "POST",
                                    path
                                            + "/restore?reason=back&revision="
                                            + (1 + random.nextInt(3)),
                                    "");
                    case 7 ->
                            change(
                                    "POST",
                                    path
                                            + "/merge?reason=same&from="
                                            + ids.get(random.nextInt(ids.size())),
                                    "");
                    default -> change("PATCH", path, draft(random).json());
                };
        assertTrue(answer.status() < 500, answer.body());
        return answer.status() < 300;
    }

    private static boolean load(Random random, int writer) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            lines.append(draft(random).origin("log-" + writer, "row-" + random.nextInt(12)).json())
                    .append('\n');
        }
        Http.Answer received =
                Http.send(
                        "POST",
                        "/api/v1/imports?format=ndjson",
                        lines.toString(),
                        ADMIN[0],
                        ADMIN[1],
                        "Content-Type",
                        "application/x-ndjson");
        assertEquals(202, received.status(), received.body());
        long id = received.json().path("id").asLong();
        boolean taken = !Uploads.report(id).path("status").asText().equals("failed");
        if (taken && random.nextInt(3) == 0) {
            Http.Answer undone = change("POST", "/api/v1/imports/" + id + "/undo?reason=wrong", "");
            assertEquals(200, undone.status(), undone.body());
        }
        return taken;
    }

    private static Http.Answer change(String method, String path, String body) {
        return Http.send(
                method,
                path,
                body.getBytes(StandardCharsets.UTF_8),
                ADMIN[0],
                ADMIN[1],
                "If-Match",
                "*",
                "Content-Type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
    }

    private List<Told> follow(AtomicInteger writing) throws IOException {
        MultivaluedMap<String, String> tag = new MultivaluedHashMap<>();
        tag.add("tag", TAG);
        List<Told> log = new ArrayList<>();
        FeedToken after = snapshots.read(snapshot -> feed.from(snapshot, Optional.empty()));
        for (int quiet = 0; quiet < 3; ) {
            boolean ended = writing.get() == 0;
            FeedToken from = after;
            ChangeFeed.Stretch stretch =
                    snapshots.read(snapshot ->
                            feed.read(
                                    snapshot,
                                    EventParameters.read(
                                            Parameters.of(tag), codebooks.at(snapshot)),
                                    from,
                                    100,
                                    Http.base()));
            for (Change change : stretch.changes()) {
                log.add(
                        new Told(
                                change.token().place().transaction(),
                                json.readTree(json.writeValueAsBytes(change))));
            }
            after = stretch.next();
            quiet = ended && stretch.changes().isEmpty() ? quiet + 1 : 0;
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return log;
    }

    private static void mark() throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select annals_mark()");
        }
    }

    /// Those since this test began.
    private static List<Mark> marks() throws SQLException {
        List<Mark> marks = new ArrayList<>();
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            var rows =
                    statement.executeQuery(
                            """
                            select at, position::text::bigint from mark
                             where position > (select min(tx) from event_history where title like 'Logged %')
                             order by at
                            """);
            while (rows.next()) {
                marks.add(new Mark(rows.getTimestamp(1).toInstant(), rows.getLong(2)));
            }
        }
        return marks;
    }
}
