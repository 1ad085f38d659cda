package org.annals.event;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// A list that is asked for again is sent again only if something can have changed; what has
/// changed is never kept back.
@QuarkusTest
class ListCachingTest {

    private static final int TRIES = 20;
    private static final String LIST = Events.PATH + "?date=2013&limit=3";

    private static Response again(String path, String tag) {
        return given().header("If-None-Match", tag).get(path);
    }

    private static String tag(String path) {
        Response answer = given().get(path);
        assertEquals(200, answer.statusCode());
        assertEquals("no-cache", answer.header("Cache-Control"));
        return answer.header("ETag");
    }

    // The server's own housekeeping writes too, which makes another tag: try again then.
    private static Response unchanged(String path) {
        for (int i = 0; i < TRIES; i++) {
            Response answer = again(path, tag(path));
            if (answer.statusCode() == 304) return answer;
        }
        throw new AssertionError("%s changes without a change".formatted(path));
    }

    @Test
    void what_has_not_changed_is_not_sent_again_in_any_format() {
        for (String format : List.of("json", "csv", "ndjson", "geojson")) {
            for (String part : List.of("&limit=3", "")) {
                Response answer = unchanged(Events.PATH + "?date=2013&format=" + format + part);
                assertEquals("", answer.asString());
                assertEquals("no-cache", answer.header("Cache-Control"));
                assertTrue(answer.header("Vary").contains("Accept"));
            }
        }
    }

    @Test
    void not_sending_an_export_again_costs_no_place_among_the_exports() {
        String path = Events.PATH + "?date=2013&format=csv";
        for (int i = 0; i < 12; i++) {
            assertNotEquals(503, again(path, tag(path)).statusCode());
            assertEquals(200, given().head(path).statusCode());
            assertEquals(304, again(path, "*").statusCode());
        }
    }

    @Test
    void a_weak_tag_or_one_in_a_list_is_the_same_tag() {
        for (int i = 0; i < TRIES; i++) {
            String tag = tag(LIST);
            boolean both =
                    again(LIST, "W/" + tag).statusCode() == 304
                            && again(LIST, "\"other\", " + tag).statusCode() == 304;
            if (both) return;
        }
        throw new AssertionError("weak tags are not taken");
    }

    @Test
    void every_change_makes_another_tag() {
        String before = tag(LIST);
        Stored event = Events.create(Draft.of("Another event").date("1066"));
        String made = tag(LIST);
        event = Events.patched(event, "{\"title\": \"Another title\"}");
        String changed = tag(LIST);
        Events.retract(event, "test").then().statusCode(204);
        String retracted = tag(LIST);
        assertEquals(4, List.of(before, made, changed, retracted).stream().distinct().count());
        assertEquals(200, again(LIST, before).statusCode());
    }

    @Test
    void formats_have_tags_of_their_own() {
        Map<String, String> tags = new TreeMap<>();
        for (String format : List.of("json", "csv", "ndjson", "geojson")) {
            tags.put(tag(LIST + "&format=" + format), format);
        }
        assertEquals(4, tags.size());
    }

    @Test
    void an_older_change_that_is_committed_later_makes_another_tag_too() throws Exception {
        Stored older = Events.create(Draft.of("Older").tags("late-commit"));
        Stored newer = Events.create(Draft.of("Newer").tags("late-commit"));
        String list = Events.PATH + "?tag=late-commit";
        try (Connection a = TestDatabase.connect();
                Connection b = TestDatabase.connect()) {
            a.setAutoCommit(false);
            retitle(a, older, "Committed last");
            retitle(b, newer, "Committed first");
            String between = tag(list);
            a.commit();
            Response after = again(list, between);
            assertEquals(200, after.statusCode(), "a false 304");
            assertTrue(after.asString().contains("Committed last"));
        }
    }

    private static void retitle(Connection connection, Stored event, String title)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update event set title = '%s', revision = revision + 1 where id = %d"
                            .formatted(title, event.id()));
        }
    }

    @Test
    void a_name_changed_past_the_service_is_seen_at_once() throws Exception {
        Stored event =
                Events.create(
                        Draft.of("Names an actor")
                                .with("actors", List.of(Map.of("name", "Before", "create", true))));
        int actor = event.body().at("/actors/0/id").asInt();
        String tag = event.tag();
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update actor set name = 'After' where id = " + actor);
        }
        Response answer = again(event.path(), tag);
        assertEquals(200, answer.statusCode());
        assertEquals("After", Events.json(answer.asString()).at("/actors/0/name").asText());
    }

    @Test
    void head_says_what_get_would_without_a_body() {
        for (String path :
                List.of(
                        LIST,
                        Events.PATH + "/1",
                        Events.PATH + "?format=csv&date=2013",
                        Events.PATH + "?format=ndjson&date=2013",
                        Events.PATH + "?format=csv&limit=2",
                        "/api/v1/kinds",
                        "/api/v1/codebook/columns")) {
            Response get = given().get(path);
            Response head = given().head(path);
            assertEquals(200, head.statusCode(), path);
            assertEquals("", head.asString(), path);
            for (String header :
                    List.of(
                            "Content-Type",
                            "Cache-Control",
                            "Content-Disposition",
                            "Link",
                            "Vary")) {
                assertEquals(get.header(header), head.header(header), path + " " + header);
            }
        }
        assertEquals(404, given().head(Events.PATH + "/0").statusCode());
        assertEquals(400, given().head(Events.PATH + "?limit=0").statusCode());
    }

    @Test
    void an_export_is_a_file_with_a_name_and_a_page_of_it_is_none() {
        Response export = given().get(Events.PATH + "?format=geojson&date=2013");
        assertEquals(
                "attachment; filename=\"annals-events.geojson\"",
                export.header("Content-Disposition"));
        assertEquals(null, given().get(LIST + "&format=geojson").header("Content-Disposition"));
    }

    @Test
    void reference_records_keep_their_tag_until_a_name_changes() {
        String path = "/api/v1/codebook";
        String tag = tag(path);
        Events.create(Draft.of("No new name"));
        assertEquals(304, again(path, tag).statusCode());
        Events.create(Draft.of("A new tag").tags("tag-" + System.nanoTime()));
        assertEquals(200, again(path, tag).statusCode());
    }
}
