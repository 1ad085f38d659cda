package org.annals.event;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.Listing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Lists give everything once, in every order, at every size of page, also while others write.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final long SEED = 18_150_618;
    private static final int STILL = 60;
    private static final int MOVING = 20;

    /// Each order with what it sorts by; ids decide between equals, in the same direction.
    private record Order(String query, Comparator<JsonNode> byKey) {}

    private static final List<Order> ORDERS =
            List.of(
                    new Order("sort=date", PagesTest::byDate),
                    new Order("sort=-date", (a, b) -> byDate(b, a)),
                    new Order("sort=-fatalities", byToll("best")),
                    new Order("sort=-fatalities&estimate=high", byToll("high")),
                    new Order(
                            "sort=-recorded",
                            Comparator.comparing((JsonNode e) ->
                                            Instant.parse(e.path("recordedAt").asText()))
                                    .reversed()),
                    new Order("sort=relevance&q=bamako", (a, b) -> 0));

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static int byDate(JsonNode a, JsonNode b) {
        // A beginning that is not known is null, and sorts first, as minus infinity.
        return a.at("/date/startEarliest")
                .asText()
                .replace("null", "")
                .compareTo(b.at("/date/startEarliest").asText().replace("null", ""));
    }

    private static Comparator<JsonNode> byToll(String estimate) {
        return Comparator.comparingInt((JsonNode e) -> FilterCases.toll(e, estimate)).reversed();
    }

    @BeforeAll
    void events_are_taken_in() {
        Events.takeIn(RandomEvents.lines(random, "pages", 100));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < STILL + MOVING; i++) {
            lines.add(draft("Bamako " + i).origin("moving", "m" + i).json());
        }
        Events.takeIn(lines);
    }

    private Draft draft(String title) {
        return Draft.of(title)
                .date("14%02d".formatted(random.nextInt(50)))
                .with("fatalities", Map.of("best", random.nextInt(30)));
    }

    @Test
    void every_order_gives_everything_once_at_every_size_of_page() {
        for (Order order : ORDERS) {
            String query = "dataset=pages&" + order.query();
            List<Long> all = Listing.ids(query, 1000);
            List<JsonNode> exported = Events.exported(query);
            assertEquals(all, Listing.ids(exported.stream()), query);
            assertTrue(all.size() > 30, query);
            for (int i = 1; i < exported.size(); i++) {
                assertTrue(
                        order.byKey().compare(exported.get(i - 1), exported.get(i)) <= 0,
                        "seed %d: %s at %d".formatted(SEED, query, i));
            }
            for (int limit : new int[] {1, 7, 100}) {
                assertEquals(all, Listing.ids(query, limit), query + " by " + limit);
            }
        }
    }

    @Test
    void while_others_write_nothing_that_stays_put_is_missed_or_shown_twice() throws Exception {
        List<Long> ids =
                Events.exported("dataset=moving").stream()
                        .sorted(
                                Comparator.comparingInt(e ->
                                        Integer.parseInt(
                                                e.at("/origin/key").asText().substring(1))))
                        .map(e -> e.path("id").asLong())
                        .toList();
        Set<Long> still = new HashSet<>(ids.subList(0, STILL));
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger changes = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                while (!done.get()) {
                                    move(ids.get(STILL + random.nextInt(MOVING)));
                                    changes.incrementAndGet();
                                }
                            } catch (Throwable e) {
                                failure.set(e);
                            }
                        });
        try {
            for (int round = 0; round < 4; round++) {
                for (Order order : ORDERS) {
                    List<Long> seen =
                            new ArrayList<>(Listing.ids("dataset=moving&" + order.query(), 7));
                    seen.retainAll(still);
                    assertEquals(STILL, seen.size(), order.query() + " " + seen);
                    assertEquals(still, new HashSet<>(seen), order.query());
                }
            }
        } finally {
            done.set(true);
            writer.join();
        }
        assertNull(failure.get());
        assertTrue(changes.get() > 5, "only " + changes + " changes were made meanwhile");
    }

    private void move(long id) {
        if (random.nextInt(4) == 0) {
            Http.Answer made =
                    Http.send(
                            "POST",
                            Events.PATH,
                            draft("Another in Bamako")
                                    .with("origin", Map.of("dataset", "moving"))
                                    .json(),
                            "Authorization",
                            "Bearer " + org.annals.support.TestDatabase.ADMIN_TOKEN,
                            "Content-Type",
                            "application/json");
            assertEquals(201, made.status(), made.body());
            return;
        }
        Http.Answer changed =
                Http.send(
                        "PATCH",
                        Events.PATH + "/" + id,
                        draft("Bamako" + " Bamako".repeat(random.nextInt(5)))
                                .without("kind")
                                .json(),
                        "Authorization",
                        "Bearer " + org.annals.support.TestDatabase.ADMIN_TOKEN,
                        "Content-Type",
                        Events.MERGE_PATCH,
                        "If-Match",
                        "*");
        assertEquals(200, changed.status(), changed.body());
    }

    @Test
    void the_deadliest_of_a_range_leave_out_dates_that_have_it_in_a_gap() {
        String tag = "deadliest-in-gaps";
        long set =
                Events.create(
                                Draft.of("On one of two days")
                                        .date("[1961-01-01,1961-03-01]")
                                        .tags(tag)
                                        .with("fatalities", Map.of("best", 9)))
                        .id();
        long day =
                Events.create(
                                Draft.of("In between")
                                        .date("1961-02-03")
                                        .tags(tag)
                                        .with("fatalities", Map.of("best", 3)))
                        .id();
        long unknown = Events.create(Draft.of("Unknown toll").date("1961-02").tags(tag)).id();
        String query = "sort=-fatalities&tag=" + tag;
        assertEquals(List.of(set, day, unknown), Listing.ids(query, 1));
        assertEquals(List.of(day, unknown), Listing.ids(query + "&date=1961-02", 1));
        assertEquals(List.of(set), Listing.ids(query + "&date=1961-03-01/1961-04", 1));
        assertEquals(
                List.of(set, day, unknown),
                Listing.ids(query + "&from=1961-01-01&to=1961-02-28", 2));
    }

    @Test
    void the_next_page_is_absolute_keeps_every_filter_and_stands_in_link_too() {
        String query =
                "dataset=pages&q=%22bamako%22%20or%20toure%20-x%26y%7Bz%7D%25%2B&limit=2&view=full";
        Response first = given().urlEncodingEnabled(false).get(Events.PATH + "?" + query);
        assertEquals(200, first.statusCode(), first.asString());
        String next = first.path("next");
        assertTrue(next.startsWith(Http.base() + Events.PATH + "?"), next);
        assertEquals("<" + next + ">; rel=\"next\"", first.header("Link"));
        String rest = URI.create(next).getQuery();
        for (String part :
                List.of(
                        "dataset=pages",
                        "q=\"bamako\" or toure -x&y{z}%+",
                        "limit=2",
                        "view=full")) {
            assertTrue(rest.contains(part), rest);
        }
        List<Long> all = Listing.ids(query.replace("&limit=2", ""), 1000);
        assertEquals(all, Listing.ids(query.replace("&limit=2", ""), 2));
    }

    @Test
    void the_last_page_says_that_nothing_follows() {
        Response last = given().get(Events.PATH + "?dataset=pages&limit=1000");
        last.then().statusCode(200).body("next", nullValue()).body("total.value", equalTo(100));
        assertNull(last.header("Link"));
    }

    @Test
    void totals_are_counted_on_the_first_page_only_and_only_if_wanted() {
        JsonNode first = Http.get(Events.PATH + "?dataset=pages&limit=40").json();
        assertEquals(100, first.at("/total/value").asInt());
        String next = first.path("next").asText().substring(Http.base().length());
        assertTrue(Http.get(next).json().path("total").isNull());
        assertTrue(
                Http.get(Events.PATH + "?dataset=pages&total=none").json().path("total").isNull());
    }

    @Test
    void a_cursor_lives_on_when_the_size_shape_and_format_change() {
        JsonNode first = Http.get(Events.PATH + "?dataset=pages&limit=10").json();
        String cursor = first.path("next").asText().replaceAll(".*cursor=", "");
        List<Long> all = Listing.ids("dataset=pages", 1000);
        String rest = "dataset=pages&total=none&view=full&limit=1000&cursor=" + cursor;
        JsonNode page = Http.get(Events.PATH + "?" + rest).json();
        assertEquals(
                all.subList(10, 100),
                Listing.ids(EveryFilterNarrowsTest.stream(page.path("items"))));
        assertEquals(
                all.subList(10, 100),
                Listing.ids(Events.exported("dataset=pages&limit=1000&cursor=" + cursor).stream()));
    }

    @Test
    void a_page_in_another_format_says_in_link_where_the_next_begins() {
        for (String format : List.of("csv", "ndjson", "geojson")) {
            Response page = given().get(Events.PATH + "?dataset=pages&limit=60&format=" + format);
            assertEquals(200, page.statusCode());
            String link = page.header("Link");
            assertTrue(link.contains("format=" + format) && link.endsWith("rel=\"next\""), link);
            String next = link.substring(1, link.indexOf('>'));
            Response last = given().urlEncodingEnabled(false).get(next);
            assertEquals(200, last.statusCode());
            assertNull(last.header("Link"), format);
        }
    }

    @Test
    void an_edit_while_paging_leaves_what_was_seen_already() {
        Stored early = Events.create(draft("Bamako stays").date("1500-01-01").tags("paging"));
        Stored late = Events.create(draft("Bamako moves").date("1500-01-02").tags("paging"));
        JsonNode first = Http.get(Events.PATH + "?tag=paging&limit=1").json();
        assertEquals(early.id(), first.at("/items/0/id").asLong());
        Events.patched(early, "{\"date\": {\"edtf\": \"1499\"}}");
        String next = first.path("next").asText().substring(Http.base().length());
        JsonNode second = Http.get(next).json();
        assertEquals(late.id(), second.at("/items/0/id").asLong());
        assertFalse(second.path("items").size() > 1);
    }
}
