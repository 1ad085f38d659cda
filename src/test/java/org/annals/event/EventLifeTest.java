package org.annals.event;

import static io.restassured.RestAssured.given;
import static org.annals.platform.http.ProblemType.EVENT_RETRACTED;
import static org.annals.platform.http.ProblemType.INVALID_EVENT;
import static org.annals.platform.http.ProblemType.READ_ONLY_FIELD;
import static org.annals.platform.http.ProblemType.STALE_REVISION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.Listing;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// An event from its first draft to its retraction.
@QuarkusTest
class EventLifeTest {

    /// A draft with something in every field.
    private static Draft full(String title) {
        return Draft.of(title)
                .with("description", "Two columns met on the road;\nboth withdrew.")
                .date("2012-04?")
                .with("kind", "armed-clash")
                .with("violenceType", "state-based")
                .with("aggregate", false)
                .with(
                        "place",
                        Map.of(
                                "name", "Ménaka",
                                "country", "ML",
                                "admin1", "Gao",
                                "latitude", 15.9182,
                                "longitude", 2.4022,
                                "precision", "near"))
                .with("concerns", List.of("NER", "FR"))
                .with("conflicts", List.of(Map.of("name", "Life conflict", "create", true)))
                .with("dyad", Map.of("name", "Life dyad", "create", true))
                .with(
                        "actors",
                        List.of(
                                Map.of("name", "Life army", "role", "side-a", "create", true),
                                Map.of("name", "Life rebels", "role", "side-b", "create", true),
                                Map.of("name", "Life army", "role", "speaker")))
                .with("fatalities", Map.of("low", 3, "high", 9, "civilians", 0))
                .with(
                        "sources",
                        List.of(
                                Map.of(
                                        "name", "A paper",
                                        "url", "https://example.org/a?b=c",
                                        "published", "2012-04-02",
                                        "headline", "Clash",
                                        "says", Map.of("best", 9, "edtf", "2012-04-01")),
                                Map.of("name", "A radio")))
                .tags("road", "clash")
                .with("status", "disputed")
                .with("extra", Map.of("annals", Map.of("z_column", "1", "a_column", "\"x\"")));
    }

    @Test
    void a_draft_becomes_an_event_and_is_read_as_it_was_written() {
        Response made = Events.post(full("A clash near Ménaka"));
        assertEquals(201, made.statusCode(), made.asString());
        Stored event = Events.read(Events.json(made.asString()).path("id").asLong());
        assertEquals(Http.base() + event.path(), made.header("Location"));
        assertEquals(made.header("Location"), event.body().path("url").asText());
        assertEquals(event.tag(), made.header("ETag"));
        assertEquals(event.body(), Events.json(made.asString()));

        JsonNode body = event.body();
        assertEquals(1, event.revision());
        assertEquals("A clash near Ménaka", body.path("title").asText());
        assertEquals("2012-04?", body.at("/date/edtf").asText());
        assertEquals("2012-04-01", body.at("/date/startEarliest").asText());
        assertEquals("2012-04-30", body.at("/date/endLatest").asText());
        assertEquals("uncertain", body.at("/date/qualifier").asText());
        assertEquals("month", body.at("/date/precision").asText());
        assertEquals("MLI", body.at("/place/country").asText());
        assertEquals(List.of("NER", "FRA"), texts(body.path("concerns")));
        assertEquals("Life dyad", body.at("/dyad/name").asText());
        assertEquals("speaker", body.at("/actors/2/role").asText());
        assertEquals(body.at("/actors/0/id"), body.at("/actors/2/id"));
        assertTrue(body.at("/fatalities/best").isNull());
        assertEquals(0, body.at("/fatalities/civilians").asInt(-1));
        assertEquals(2, body.path("sourceCount").asInt());
        assertEquals("2012-04-01", body.at("/sources/0/says/edtf").asText());
        assertEquals("\"x\"", body.at("/extra/annals/a_column").asText());
        assertEquals("annals", body.at("/origin/dataset").asText());
        assertEquals(36, body.at("/origin/key").asText().length(), "a key of its own");
        assertEquals(body.path("recordedAt"), body.path("firstRecordedAt"));
    }

    static List<String> texts(JsonNode array) {
        return EveryFilterNarrowsTest.stream(array).map(JsonNode::asText).toList();
    }

    @Test
    void the_least_draft_has_every_key_with_null_for_unknown_and_empty_for_none() {
        JsonNode body = Events.create(Draft.of("The least")).body();
        for (String unknown :
                List.of(
                        "violenceType",
                        "aggregate",
                        "place",
                        "dyad",
                        "sourceCount",
                        "description",
                        "extra")) {
            assertTrue(body.has(unknown) && body.path(unknown).isNull(), unknown);
        }
        for (String none : List.of("concerns", "conflicts", "actors", "links", "tags", "sources")) {
            assertTrue(body.path(none).isArray() && body.path(none).isEmpty(), none);
        }
        assertEquals("reported", body.path("status").asText());
    }

    @Test
    void sending_back_what_was_read_changes_nothing() {
        Stored event = Events.create(full("Sent back as it is"));
        Response same = Events.put(event, event.body().toString());
        assertEquals(200, same.statusCode(), same.asString());
        assertEquals(event.body(), Events.json(same.asString()));
        assertEquals(event.tag(), same.header("ETag"));
        Response empty = Events.patch(event, "{}");
        assertEquals(event.body(), Events.json(empty.asString()));
        Response saying =
                Events.patch(
                        event, "{\"fatalities\": {\"low\": 3}, \"place\": {\"country\": \"MLI\"}}");
        assertEquals(event.body(), Events.json(saying.asString()));
    }

    @Test
    void events_of_the_starter_data_can_be_sent_back_too() {
        for (JsonNode listed : Listing.items("dataset=annals&country=MLI&date=2012/2023", 100)) {
            Stored event = Events.read(listed.path("id").asLong());
            Response same = Events.put(event, event.body().toString());
            assertEquals(200, same.statusCode(), same.asString());
            assertEquals(event.tag(), same.header("ETag"), event.body().toString());
        }
    }

    @Test
    void a_replacement_keeps_only_what_it_says_and_makes_the_next_revision() {
        Stored event = Events.create(full("To be replaced"));
        Draft draft = Draft.of("Replaced").date("2012-05").with("kind", "attack");
        Response answer = Events.put(event, draft.json());
        assertEquals(200, answer.statusCode(), answer.asString());
        Stored after = Events.read(event.id());
        assertEquals(2, after.revision());
        assertEquals(after.tag(), answer.header("ETag"));
        assertEquals("Replaced", after.body().path("title").asText());
        assertTrue(after.body().path("description").isNull());
        assertTrue(after.body().path("actors").isEmpty());
        assertTrue(after.body().path("sourceCount").isNull());
        assertEquals("reported", after.body().path("status").asText());
        assertEquals(event.body().path("origin"), after.body().path("origin"));
        assertEquals(event.body().path("firstRecordedAt"), after.body().path("firstRecordedAt"));
        assertTrue(
                after.body()
                                .path("recordedAt")
                                .asText()
                                .compareTo(event.body().path("recordedAt").asText())
                        > 0);
    }

    @Test
    void a_patch_replaces_what_it_names_merges_objects_and_removes_with_null() {
        Stored event = Events.create(full("To be patched"));
        JsonNode after =
                Events.patched(
                                event,
                                """
                                {"fatalities": {"best": 8, "low": null},
                                 "tags": ["patched"],
                                 "description": null,
                                 "dyad": null,
                                 "place": {"admin2": "Inékar"},
                                 "sources": null}
                                """)
                        .body();
        assertEquals(2, after.path("revision").asInt());
        assertEquals(8, after.at("/fatalities/best").asInt());
        assertTrue(after.at("/fatalities/low").isNull());
        assertEquals(9, after.at("/fatalities/high").asInt());
        assertEquals(List.of("patched"), texts(after.path("tags")));
        assertTrue(after.path("description").isNull());
        assertTrue(after.path("dyad").isNull());
        assertEquals("Inékar", after.at("/place/admin2").asText());
        assertEquals("Ménaka", after.at("/place/name").asText());
        assertTrue(after.path("sources").isEmpty());
        assertTrue(
                after.path("sourceCount").isNull(), "what only counted the sources goes with them");
        assertEquals(event.body().path("actors"), after.path("actors"));
        Refused.as(INVALID_EVENT, Events.patch(Events.read(event.id()), "{\"title\": null}"))
                .at("/title");
        Refused.as(INVALID_EVENT, Events.patch(Events.read(event.id()), "{\"colour\": 1}"))
                .at("/colour");
    }

    @Test
    void a_patch_of_the_date_takes_all_that_follows_from_it_along() {
        Stored event = Events.create(full("To be dated"));
        JsonNode date =
                Events.patched(event, "{\"date\": {\"edtf\": \"2012-04-07\"}}").body().path("date");
        assertEquals("2012-04-07", date.path("startEarliest").asText());
        assertEquals("2012-04-07", date.path("endLatest").asText());
        assertTrue(date.path("qualifier").isNull());
        assertEquals("7 April 2012", date.path("words").asText());
    }

    @Test
    void a_patch_that_is_no_object_is_refused() {
        Stored event = Events.create(Draft.of("Patched with a list"));
        Refused.as(org.annals.platform.http.ProblemType.UNREADABLE_BODY, Events.patch(event, "[1]"))
                .saying("object");
    }

    @Test
    void what_is_computed_cannot_be_set_and_each_such_field_is_pointed_at() {
        Stored event = Events.create(full("Computed"));
        ObjectNode body = event.body().deepCopy();
        body.put("revision", 7).put("recordedAt", "2000-01-01T00:00:00Z").put("id", 1);
        ((ObjectNode) body.path("date")).put("startEarliest", "2012-04-02").put("words", "later");
        Refused.as(READ_ONLY_FIELD, Events.put(event, body.toString()))
                .saying("4 more")
                .at("/id", "/revision", "/recordedAt", "/date/startEarliest", "/date/words");
        Refused.as(
                        READ_ONLY_FIELD,
                        Events.patch(event, "{\"date\": {\"endLatest\": \"2013-01-01\"}}"))
                .at("/date/endLatest");
        assertEquals(event.tag(), Events.read(event.id()).tag());
    }

    @Test
    void the_origin_of_an_event_stays_what_it_is() {
        Stored event = Events.create(Draft.of("From elsewhere").origin("annals", "origin-stays"));
        for (String other :
                List.of(
                        "{\"origin\": {\"key\": \"kati-attack\"}}",
                        "{\"origin\": {\"key\": \"origin-moves\"}}",
                        "{\"origin\": {\"dataset\": \"ucdp-ged\"}}")) {
            Refused.as(READ_ONLY_FIELD, Events.patch(event, other));
        }
        Stored after =
                Events.patched(
                        event,
                        "{\"origin\": {\"version\": \"2\", \"url\": \"https://example.org/2\"}}");
        assertEquals("2", after.body().at("/origin/version").asText());
        assertEquals("origin-stays", after.body().at("/origin/key").asText());
        Stored kept = Events.patched(after, "{\"origin\": null}");
        assertEquals("origin-stays", kept.body().at("/origin/key").asText());
    }

    @Test
    void an_origin_is_given_to_one_event_only() {
        Stored first = Events.create(Draft.of("The first").origin("annals", "taken"));
        Refused.as(
                        org.annals.platform.http.ProblemType.DUPLICATE_ORIGIN,
                        Events.post(Draft.of("The second").origin("annals", "taken")))
                .saying("Event " + first.id());
    }

    @Test
    void of_several_at_once_with_one_origin_one_is_made() throws Exception {
        List<Integer> statuses =
                atOnce(
                        8,
                        () ->
                                send(
                                                "POST",
                                                Events.PATH,
                                                Draft.of("A race").origin("annals", "race").json(),
                                                "application/json")
                                        .status());
        assertEquals(1, statuses.stream().filter(s -> s == 201).count(), statuses.toString());
        assertEquals(7, statuses.stream().filter(s -> s == 409).count(), statuses.toString());
    }

    @Test
    void a_change_on_an_old_revision_is_refused_and_changes_nothing() {
        Stored first = Events.create(Draft.of("Changed twice"));
        Stored second = Events.patched(first, "{\"title\": \"Changed once\"}");
        Refused.as(STALE_REVISION, Events.patch(first, "{\"title\": \"Lost\"}"))
                .saying("revision 2", "not 1");
        Refused.as(STALE_REVISION, Events.put(first, Draft.of("Lost").json()));
        Refused.as(STALE_REVISION, Events.retract(first, "lost"));
        assertEquals(second.body(), Events.read(first.id()).body());
    }

    @Test
    void a_tag_that_a_proxy_made_weak_or_that_stands_in_a_list_counts_too() {
        Stored event = Events.create(Draft.of("Weak"));
        for (String tag : List.of("W/" + event.tag(), "\"other\", " + event.tag(), "*")) {
            Response answer =
                    Events.writing()
                            .contentType(Events.MERGE_PATCH)
                            .header("If-Match", tag)
                            .body("{}")
                            .patch(event.path());
            assertEquals(200, answer.statusCode(), tag + answer.asString());
        }
    }

    @Test
    void a_new_name_elsewhere_makes_another_tag_but_is_no_reason_to_refuse_a_change() {
        Stored event = Events.create(Draft.of("Names change"));
        Events.create(
                Draft.of("Brings a name")
                        .with("actors", List.of(Map.of("name", "Newcomers", "create", true))));
        assertNotEquals(event.tag(), Events.read(event.id()).tag());
        assertEquals(2, Events.patched(event, "{\"title\": \"Still changed\"}").revision());
    }

    @Test
    void not_modified_is_told_by_the_tag() {
        Stored event = Events.create(Draft.of("Read again"));
        for (String tag : List.of(event.tag(), "W/" + event.tag(), "\"x\", " + event.tag(), "*")) {
            Response answer = given().header("If-None-Match", tag).get(event.path());
            assertEquals(304, answer.statusCode(), tag);
            assertEquals(event.tag(), answer.header("ETag"));
            assertEquals("", answer.asString());
        }
        Events.patched(event, "{\"title\": \"Changed\"}");
        assertEquals(
                200, given().header("If-None-Match", event.tag()).get(event.path()).statusCode());
    }

    @Test
    void of_two_who_change_the_same_revision_at_once_one_is_told() throws Exception {
        for (String tag : List.of("given", "*")) {
            Stored event = Events.create(Draft.of("Two writers").tags("start"));
            List<Integer> statuses =
                    atOnce(
                            8,
                            () ->
                                    send(
                                                    "PATCH",
                                                    event.path(),
                                                    "{\"title\": \"By %s\"}"
                                                            .formatted(
                                                                    Thread.currentThread()
                                                                            .threadId()),
                                                    Events.MERGE_PATCH,
                                                    "If-Match",
                                                    tag.equals("*") ? "*" : event.tag())
                                            .status());
            int revision = Events.read(event.id()).revision();
            long taken = statuses.stream().filter(s -> s == 200).count();
            assertEquals(
                    8 - taken,
                    statuses.stream().filter(s -> s == 412).count(),
                    statuses.toString());
            assertEquals(1 + taken, revision, "each change that was taken is a revision");
            if (!tag.equals("*")) assertEquals(1, taken, statuses.toString());
        }
    }

    static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) futures.add(threads.submit(task));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) results.add(future.get());
            return results;
        }
    }

    static Http.Answer send(
            String method, String path, String body, String type, String... headers) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "Authorization",
                                "Bearer " + TestDatabase.ADMIN_TOKEN,
                                "Content-Type",
                                type));
        all.addAll(List.of(headers));
        return Http.send(method, path, body, all.toArray(String[]::new));
    }

    @Test
    void a_retracted_event_is_gone_with_its_reason_but_not_forgotten() {
        Stored event = Events.create(Draft.of("Entered twice").tags("retraction"));
        Response answer = Events.retract(event, "entered twice, see event 1");
        assertEquals(204, answer.statusCode(), answer.asString());
        Refused.as(EVENT_RETRACTED, given().get(event.path())).saying("entered twice, see event 1");
        Refused.as(EVENT_RETRACTED, Events.patch(event, "{\"title\": \"Back\"}"));
        Refused.as(EVENT_RETRACTED, Events.put(event, Draft.of("Back").json()));
        Refused.as(EVENT_RETRACTED, Events.retract(event, "again"));
        assertEquals(List.of(), Listing.ids("tag=retraction", 10));
        List<JsonNode> retracted = Listing.items("tag=retraction&status=retracted", 10);
        assertEquals(List.of(event.id()), Listing.ids(retracted.stream()));
        assertEquals(2, retracted.getFirst().path("revision").asInt());
        assertEquals(
                List.of(event.id()), Listing.ids("tag=retraction&status=retracted,reported", 10));
    }

    @Test
    void retracting_is_done_by_delete_and_not_by_the_way() {
        Stored event = Events.create(Draft.of("Not so"));
        Refused.as(INVALID_EVENT, Events.patch(event, "{\"status\": \"retracted\"}"))
                .saying("DELETE")
                .at("/status");
        Response put = Events.put(event, Draft.of("Not so").with("status", "retracted").json());
        Refused.as(INVALID_EVENT, put).at("/status");
    }

    @Test
    void every_write_may_say_why() throws Exception {
        Response made =
                Events.writing()
                        .contentType(ContentType.JSON)
                        .queryParam("reason", "first report")
                        .body(Draft.of("With reasons").json())
                        .post(Events.PATH);
        Stored event = Events.read(Long.parseLong(made.path("id").toString()));
        Events.writing()
                .contentType(Events.MERGE_PATCH)
                .header("If-Match", event.tag())
                .queryParam("reason", "a better source")
                .body("{\"title\": \"With better reasons\"}")
                .patch(event.path())
                .then()
                .statusCode(200);
        List<String> reasons = new ArrayList<>();
        try (var connection = TestDatabase.connect();
                var statement =
                        connection.prepareStatement(
                                """
                                select reason, recorded_by from event_history where id = ?
                                union all select reason, recorded_by from event where id = ?
                                """)) {
            statement.setLong(1, event.id());
            statement.setLong(2, event.id());
            var rows = statement.executeQuery();
            while (rows.next()) reasons.add(rows.getString(1) + " by " + rows.getString(2));
        }
        assertEquals(List.of("first report by admin", "a better source by admin"), reasons);
    }

    @Test
    void single_events_are_answered_with_all_the_fields_of_an_export() {
        Stored event = Events.create(full("In all shapes").tags("shapes"));
        JsonNode line = Events.exported("tag=shapes").getFirst();
        JsonNode detail = Http.get(Events.PATH + "?tag=shapes&view=full").json().at("/items/0");
        JsonNode summary = Http.get(Events.PATH + "?tag=shapes").json().at("/items/0");
        assertEquals(event.body(), detail);
        assertEquals(fields(event.body()), fields(line));
        TreeSet<String> shown = fields(event.body());
        shown.removeAll(List.of("description", "sources", "extra"));
        assertEquals(shown, fields(summary));
        assertFalse(event.body().has("row"));
    }

    private static TreeSet<String> fields(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
