package org.annals.event;

import static org.annals.platform.http.ProblemType.MALFORMED_REQUEST;
import static org.annals.platform.http.ProblemType.UNREADABLE_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// Every read shows the past as it was.
@QuarkusTest
class AsOfTest {

    /// Notes what everyone can see by now, and when that was.
    static Instant mark() throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            // Another transaction may hold the position back for a moment.
            while (true) {
                statement.execute("select annals_mark()");
                var row =
                        statement.executeQuery(
                                """
                                select at, position > (select max(tx) from event)
                                  from mark order by at desc limit 1
                                """);
                row.next();
                if (row.getBoolean(2)) return row.getTimestamp(1).toInstant();
            }
        }
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private static JsonNode get(String path, Object asOf) {
        return Http.get(path + (path.contains("?") ? "&" : "?") + "asOf=" + asOf).json();
    }

    private static List<String> titles(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("title").asText())
                .toList();
    }

    @Test
    void every_read_shows_what_was_there_and_the_present_is_untouched() throws Exception {
        String tag = "as-of-all-reads";
        Instant before = mark();
        Stored one =
                Events.create(
                        Draft.of("Bridge taken")
                                .date("1861-05-02")
                                .tags(tag)
                                .with("fatalities", Map.of("best", 4)));
        Stored other = Events.create(Draft.of("Ford crossed").date("1861-05-03").tags(tag));
        Instant first = mark();
        Events.patched(
                one,
                "{\"title\": \"Bridge held\", \"date\": {\"edtf\": \"1861-06-02\"}, \"fatalities\": {\"best\": 9}}");
        Instant second = mark();
        Response gone =
                Events.writing()
                        .header("If-Match", other.tag())
                        .queryParam("reason", "never happened")
                        .delete(other.path());
        assertEquals(204, gone.statusCode(), gone.asString());
        Instant third = mark();

        String list = "/api/v1/events?total=exact&tag=" + tag;
        assertEquals(List.of(), titles(get(list, before)));
        assertEquals(List.of("Bridge taken", "Ford crossed"), titles(get(list, first)));
        assertEquals(List.of("Ford crossed", "Bridge held"), titles(get(list, second)));
        assertEquals(List.of("Bridge held"), titles(get(list, third)));
        assertEquals(List.of("Bridge held"), titles(Http.get(list).json()));
        assertEquals(2, get(list, first).path("total").path("value").asInt());
        assertEquals(
                List.of("Ford crossed"), titles(get(list + "&date=1861-05&match=certain", second)));
        assertEquals(
                List.of("Ford crossed", "Bridge taken"), titles(get(list + "&sort=-date", first)));
        assertEquals(
                List.of("Bridge taken", "Ford crossed"),
                titles(get(list + "&sort=-fatalities", first)));
        assertEquals(List.of("Bridge taken"), titles(get(list + "&q=bridge", first)));
        assertTrue(Http.get(list + "&format=csv&asOf=" + first).body().contains("Bridge taken"));

        String single = "/api/v1/events/" + one.id();
        assertEquals("Bridge taken", get(single, first).path("title").asText());
        assertEquals(1, get(single, first).path("revision").asInt());
        assertEquals(404, Http.get(single + "?asOf=" + before).status());
        assertEquals(200, Http.get("/api/v1/events/" + other.id() + "?asOf=" + second).status());
        assertEquals(410, Http.get("/api/v1/events/" + other.id() + "?asOf=" + third).status());

        String may = "/api/v1/timeline/histogram?date=1861-05&by=month&tag=" + tag;
        JsonNode bucket = get(may, first).path("buckets").path(0);
        assertEquals(2, bucket.path("events").path("certain").asInt());
        assertEquals(4, bucket.path("fatalities").path("best").path("certain").asInt());
        assertEquals(
                1, get(may, second).path("buckets").path(0).path("events").path("certain").asInt());
        assertEquals(2, get("/api/v1/timeline/density?tag=" + tag, first).path("events").size());
        assertEquals(
                2,
                get("/api/v1/facets?tag=" + tag, first).path("tag").path(0).path("events").asInt());
        assertEquals(0, get("/api/v1/facets?tag=" + tag, before).path("tag").size());
        assertEquals(0, get("/api/v1/map/cells?tag=" + tag, first).path("cells").size());
    }

    @Test
    void what_has_no_filter_is_counted_as_it_was() throws Exception {
        Events.create(Draft.of("Counted").date("1862-01-02"));
        Instant then = mark();
        String year = "/api/v1/timeline/histogram?date=1862&by=year";
        JsonNode was = Http.get(year).json();
        JsonNode facets = Http.get("/api/v1/facets").json();
        JsonNode cells = Http.get("/api/v1/map/cells").json();
        JsonNode density = Http.get("/api/v1/timeline/density?date=1862").json();
        Events.create(Draft.of("Counted later").date("1862-01-03").tags("as-of-later"));
        mark();
        assertEquals(was, get(year, then));
        assertEquals(facets, get("/api/v1/facets", then));
        assertEquals(cells, get("/api/v1/map/cells", then));
        assertEquals(density, get("/api/v1/timeline/density?date=1862", then));
        assertFalse(was.equals(Http.get(year).json()));
    }

    @Test
    void names_read_as_they_did() throws Exception {
        JsonNode event =
                Events.create(
                                Draft.of("Named")
                                        .date("1863-01-02")
                                        .tags("as-of-named")
                                        .with(
                                                "actors",
                                                List.of(
                                                        Map.of(
                                                                "name",
                                                                "Riflemen of the Ford",
                                                                "create",
                                                                true,
                                                                "role",
                                                                "perpetrator"))))
                        .body();
        int actor = event.path("actors").path(0).path("id").asInt();
        Instant then = mark();
        sql("update actor set name = 'Riflemen of the Bridge' where id = " + actor);
        Events.create(Draft.of("Something else").date("1863-01-03"));
        Instant now = mark();
        String single = "/api/v1/events/" + event.path("id").asLong();
        for (String name : List.of("Ford", "Bridge")) {
            Instant when = name.equals("Ford") ? then : now;
            assertEquals(
                    "Riflemen of the " + name,
                    get(single, when).path("actors").path(0).path("name").asText());
            assertEquals(
                    "Riflemen of the " + name,
                    get("/api/v1/actors/" + actor, when).path("name").asText());
            assertEquals(
                    1,
                    get("/api/v1/actors?q=Riflemen%20of%20the%20" + name, when)
                            .path("items")
                            .size());
        }
    }

    @Test
    void pages_keep_to_their_state() throws Exception {
        String tag = "as-of-pages";
        for (int i = 1; i <= 5; i++) {
            Events.create(Draft.of("Page " + i).date("1864-01-0" + i).tags(tag));
        }
        Instant then = mark();
        String list = "/api/v1/events?limit=2&tag=" + tag;
        JsonNode page = get(list, then);
        for (int i = 1; i <= 5; i++) {
            Events.create(Draft.of("Later " + i).date("1864-01-0" + i).tags(tag));
        }
        int seen = 2;
        while (!page.path("next").isNull()) {
            page = Http.get(page.path("next").asText().replaceFirst("^https?://[^/]+", "")).json();
            for (String title : titles(page)) {
                seen++;
                assertEquals("Page " + seen, title);
            }
        }
        assertEquals(5, seen);
    }

    @Test
    void an_answer_says_of_what_it_is_a_memento_and_where_the_present_is() throws Exception {
        Stored event = Events.create(Draft.of("Remembered").date("1865-01-02"));
        Instant then = mark();
        Events.patched(event, "{\"title\": \"Forgotten\"}");
        mark();
        Response answer = Events.writing().queryParam("asOf", then.toString()).get(event.path());
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atZone(ZoneOffset.UTC));
        assertEquals(
                Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)),
                Instant.from(
                        DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                                answer.header("Memento-Datetime"))));
        assertTrue(
                answer.header("Link").contains(event.path() + ">; rel=\"original timegate\""),
                answer.header("Link"));
        Response accepted =
                Events.writing()
                        .header(
                                "Accept-Datetime",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        then.plusSeconds(1).atZone(ZoneOffset.UTC)))
                        .get("/api/v1/events?tag=nothing-has-it");
        assertEquals(200, accepted.statusCode(), accepted.asString());
        assertTrue(accepted.header("Content-Location").contains("asOf="));
        assertTrue(accepted.header("Vary").contains("Accept-Datetime"));
        Response longAgo =
                Events.writing().queryParam("asOf", "2001-01-01T00:00:00Z").get("/api/v1/events");
        assertEquals("max-age=31536000, immutable", longAgo.header("Cache-Control"));
        assertEquals(0, Events.json(longAgo.asString()).path("items").size());
    }

    @Test
    void what_names_no_state_is_refused_with_what_would_do() {
        Map<String, String> told =
                Map.of(
                        "2013-01-11", "A day has many states",
                        "2013", "A day has many states",
                        "9999-01-01T00:00:00Z", "in the future",
                        "no-such-release", "/api/v1/releases");
        told.forEach((value, part) -> {
            Http.Answer answer = Http.get("/api/v1/events?asOf=" + value);
            Refused.as(UNREADABLE_PARAMETER, answer);
            assertTrue(answer.body().contains(part), answer.body());
        });
        Refused.as(
                MALFORMED_REQUEST, Http.get("/api/v1/events", "Accept-Datetime", "last Tuesday"));
    }
}
