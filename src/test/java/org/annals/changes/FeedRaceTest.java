package org.annals.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// Nothing is lost, told twice or told that never was, while many write at once: transactions that
/// end in another order than they began, of several events, some of them rolled back.
@QuarkusTest
class FeedRaceTest {

    private static final long SEED = 20_130_111;
    private static final int EVENTS = 40;
    private static final int WRITERS = 6;
    private static final int TRANSACTIONS = 60;
    private static final String ALL = "race-all";
    private static final String ODD = "race-odd";

    /// A version by event and revision.
    private record Told(long id, int revision) {}

    @Test
    void readers_learn_of_every_version_once_and_filters_end_where_the_list_does()
            throws Exception {
        String after = Http.get("/api/v1/changes?after=now").json().path("next").asText();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            ids.add(Events.create(Draft.of("Raced " + i).tags(ALL)).id());
        }
        int odd = tag(ODD);
        int all = tag(ALL);
        Set<Told> committed = ConcurrentHashMap.newKeySet();
        for (long id : ids) committed.add(new Told(id, 1));
        AtomicInteger writing = new AtomicInteger(WRITERS);

        List<Callable<List<JsonNode>>> work = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            Random random = new Random(SEED + w);
            work.add(() -> {
                try {
                    write(random, ids, all, odd, committed);
                } finally {
                    writing.decrementAndGet();
                }
                return List.of();
            });
        }
        for (int r = 0; r < 3; r++) work.add(() -> follow("tag=" + ALL, after, writing));
        for (int r = 0; r < 2; r++) work.add(() -> follow("tag=" + ODD, after, writing));

        List<List<JsonNode>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<List<JsonNode>> result : threads.invokeAll(work)) results.add(result.get());
        }
        for (List<JsonNode> items : results.subList(WRITERS, WRITERS + 3)) {
            List<Told> told =
                    items.stream()
                            .map(item ->
                                    new Told(
                                            item.path("id").asLong(),
                                            item.path("revision").asInt()))
                            .toList();
            assertEquals(told.size(), Set.copyOf(told).size(), "told twice, seed " + SEED);
            assertEquals(committed, Set.copyOf(told), "seed " + SEED);
        }
        Set<Long> present = new TreeSet<>();
        Events.exported("tag=" + ODD).forEach(event -> present.add(event.path("id").asLong()));
        for (List<JsonNode> items : results.subList(WRITERS + 3, WRITERS + 5)) {
            Map<Long, JsonNode> copy = new HashMap<>();
            for (JsonNode item : items) {
                long id = item.path("id").asLong();
                if (item.path("event").isNull()) copy.remove(id);
                else copy.put(id, item.path("event"));
            }
            assertEquals(present, new TreeSet<>(copy.keySet()), "seed " + SEED);
        }
        assertTrue(committed.size() > EVENTS * 3, "hardly anything was written");
    }

    private static int tag(String name) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into tag(name) values ('%s') on conflict do nothing".formatted(name));
            var row =
                    statement.executeQuery("select id from tag where name = '%s'".formatted(name));
            row.next();
            return row.getInt(1);
        }
    }

    private static void write(Random random, List<Long> ids, int all, int odd, Set<Told> committed)
            throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int t = 0; t < TRANSACTIONS; t++) {
                List<Long> chosen = new ArrayList<>(ids);
                Collections.shuffle(chosen, random);
                chosen = chosen.subList(0, 1 + random.nextInt(3));
                Collections.sort(chosen);
                List<Told> versions = new ArrayList<>();
                for (long id : chosen) {
                    String tags =
                            random.nextBoolean() ? "{%d,%d}".formatted(all, odd) : "{" + all + "}";
                    var row =
                            statement.executeQuery(
                                    """
                                    update event set tag_ids = '%s', title = 'Raced again', revision = revision + 1
                                     where id = %d
                                    returning revision, pg_sleep(%s)
                                    """
                                            .formatted(tags, id, random.nextInt(10) / 1000.0));
                    row.next();
                    versions.add(new Told(id, row.getInt(1)));
                }
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    committed.addAll(versions);
                }
            }
        }
    }

    private static List<JsonNode> follow(String query, String after, AtomicInteger writing) {
        List<JsonNode> items = new ArrayList<>();
        String token = after;
        // Something else that writes for long holds the feed back, so one empty answer is no end.
        int emptyAfterwards = 0;
        while (emptyAfterwards < 4) {
            boolean ended = writing.get() == 0;
            JsonNode page =
                    Http.get("/api/v1/changes?limit=50&wait=1&" + query + "&after=" + token).json();
            page.path("items").forEach(items::add);
            token = page.path("next").asText();
            emptyAfterwards = ended && page.path("items").isEmpty() ? emptyAfterwards + 1 : 0;
        }
        return items;
    }
}
