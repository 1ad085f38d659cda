package org.annals.event;

import static org.annals.platform.http.ProblemType.EVENT_MERGED;
import static org.annals.platform.http.ProblemType.EVENT_NOT_FOUND;
import static org.annals.platform.http.ProblemType.EVENT_RETRACTED;
import static org.annals.platform.http.ProblemType.MISSING_PARAMETER;
import static org.annals.platform.http.ProblemType.RECORD_NOT_FOUND;
import static org.annals.platform.http.ProblemType.STALE_REVISION;
import static org.annals.platform.http.ProblemType.UNREADABLE_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// The versions of an event over HTTP: listed, read whole, compared, and gone back to.
@QuarkusTest
class RevisionsTest {

    private static JsonNode get(String path) {
        Response answer = Events.writing().get(path);
        assertEquals(200, answer.statusCode(), answer.asString());
        return Events.json(answer.asString());
    }

    private static Stored patched(Stored event, String reason, String patch) {
        Response answer =
                Events.writing()
                        .contentType(Events.MERGE_PATCH)
                        .header("If-Match", event.tag())
                        .queryParam("reason", reason)
                        .body(patch)
                        .patch(event.path());
        assertEquals(200, answer.statusCode(), answer.asString());
        return Events.read(event.id());
    }

    private static Response restore(Stored event, String tag, int revision) {
        return Events.writing()
                .header("If-Match", tag)
                .queryParam("revision", revision)
                .queryParam("reason", "back to what it was")
                .post(event.path() + "/restore");
    }

    private static Response merge(Stored into, String tag, long from) {
        return Events.writing()
                .header("If-Match", tag)
                .queryParam("from", from)
                .queryParam("reason", "the same clash")
                .post(into.path() + "/merge");
    }

    private static Response retract(Stored event) {
        return Events.writing()
                .header("If-Match", event.tag())
                .queryParam("reason", "entered twice")
                .delete(event.path());
    }

    private static Stored threeVersions(String title) {
        Stored first =
                Events.create(
                        Draft.of(title)
                                .date("1961-05")
                                .tags("road")
                                .with("fatalities", Map.of("best", 6)));
        Stored second = patched(first, "toll corrected", "{\"fatalities\": {\"best\": 8}}");
        return patched(
                second,
                "a second report",
                "{\"status\": \"confirmed\", \"sources\": [{\"name\": \"A radio\"}]}");
    }

    @Test
    void the_versions_are_listed_with_who_when_why_and_what() {
        Stored event = threeVersions("Listed versions");
        JsonNode list = get(event.path() + "/revisions");
        assertEquals(3, list.at("/total/value").asInt());
        assertEquals(3, list.at("/items/0/revision").asInt());
        assertEquals("a second report", list.at("/items/0/reason").asText());
        assertEquals("admin", list.at("/items/0/recordedBy").asText());
        assertEquals(
                List.of("status", "sourceCount", "sources"),
                EventLifeTest.texts(list.at("/items/0/changed")));
        assertEquals(List.of("fatalities.best"), EventLifeTest.texts(list.at("/items/1/changed")));
        assertTrue(list.at("/items/2/changed").isEmpty());
        assertEquals("reported", list.at("/items/2/status").asText());
        assertEquals(event.body().path("recordedAt"), list.at("/items/0/recordedAt"));
    }

    @Test
    void the_list_is_paged_and_each_page_compares_with_the_version_before_it() {
        Stored event = threeVersions("Paged versions");
        JsonNode first = get(event.path() + "/revisions?limit=2");
        assertEquals(2, first.path("items").size());
        JsonNode second = get(first.path("next").asText().substring(Http.base().length()));
        assertEquals(1, second.path("items").size());
        assertEquals(1, second.at("/items/0/revision").asInt());
        assertTrue(second.path("next").isNull());
        assertEquals(List.of("fatalities.best"), EventLifeTest.texts(first.at("/items/1/changed")));
    }

    @Test
    void each_version_is_read_as_it_was() {
        Stored first = Events.create(Draft.of("Read as it was").with("description", "Old words"));
        Stored second = patched(first, "better words", "{\"description\": \"New words\"}");
        assertEquals(first.body(), get(first.path() + "/revisions/1"));
        assertEquals(second.body(), get(first.path() + "/revisions/2"));
        Refused.as(RECORD_NOT_FOUND, Events.writing().get(first.path() + "/revisions/3"));
        Refused.as(RECORD_NOT_FOUND, Events.writing().get(first.path() + "/revisions/0"));
        Refused.as(EVENT_NOT_FOUND, Events.writing().get("/api/v1/events/999999999/revisions"));
    }

    @Test
    void a_difference_is_a_patch_and_words() {
        Stored event = threeVersions("Told apart");
        JsonNode diff = get(event.path() + "/revisions/2/diff");
        assertEquals(1, diff.path("from").asInt());
        assertEquals(
                Events.json("[{\"op\":\"replace\",\"path\":\"/fatalities/best\",\"value\":8}]"),
                diff.path("patch"));
        assertEquals("fatalities.best: 6 → 8", diff.at("/changes/0/words").asText());
        assertEquals("toll corrected", diff.path("reason").asText());

        // What the patch makes of the version before is the version itself.
        ObjectNode before = (ObjectNode) get(event.path() + "/revisions/2");
        for (JsonNode step : get(event.path() + "/revisions/3/diff").path("patch")) {
            assertEquals("replace", step.path("op").asText());
            before.set(step.path("path").asText().substring(1), step.path("value"));
        }
        ObjectNode after = (ObjectNode) get(event.path() + "/revisions/3");
        for (String own : List.of("revision", "recordedAt")) {
            before.remove(own);
            after.remove(own);
        }
        assertEquals(after, before);

        JsonNode made = get(event.path() + "/revisions/1/diff");
        assertTrue(made.path("from").isNull());
        assertEquals("", made.at("/patch/0/path").asText("none"));
        assertEquals("Told apart", made.at("/patch/0/value/title").asText());
    }

    @Test
    void what_the_sources_say_stands_side_by_side_with_since_when() {
        Map<String, Object> paper = Map.of("name", "A paper", "says", Map.of("best", 9));
        Map<String, Object> radio = Map.of("name", "A radio");
        Stored first =
                Events.create(
                        Draft.of("Disputed toll")
                                .with("fatalities", Map.of("best", 6))
                                .with("sources", List.of(paper)));
        Stored second =
                patched(
                        first,
                        "a second report",
                        Draft.of("Disputed toll").with("sources", List.of(radio, paper)).json());
        JsonNode claims = get(first.path() + "/claims");
        assertEquals(6, claims.at("/fatalities/best").asInt());
        assertEquals("A radio", claims.at("/claims/0/name").asText());
        assertTrue(claims.at("/claims/0/says").isNull());
        assertEquals(second.body().path("recordedAt"), claims.at("/claims/0/since"));
        assertEquals(9, claims.at("/claims/1/says/best").asInt());
        assertEquals(first.body().path("recordedAt"), claims.at("/claims/1/since"));
    }

    @Test
    void going_back_makes_a_revision_that_says_what_the_old_one_said() {
        Stored event = threeVersions("Gone back");
        Response answer = restore(event, event.tag(), 1);
        assertEquals(200, answer.statusCode(), answer.asString());
        Stored back = Events.read(event.id());
        assertEquals(4, back.revision());
        assertEquals(6, back.body().at("/fatalities/best").asInt());
        assertEquals("reported", back.body().path("status").asText());
        assertTrue(back.body().path("sources").isEmpty());
        assertEquals(
                "back to what it was",
                get(event.path() + "/revisions").at("/items/0/reason").asText());

        Refused.as(STALE_REVISION, restore(event, event.tag(), 1));
        Refused.as(UNREADABLE_PARAMETER, restore(back, back.tag(), 9));
        Refused.as(
                MISSING_PARAMETER,
                Events.writing().header("If-Match", back.tag()).post(event.path() + "/restore"));
        assertEquals(200, restore(back, back.tag(), 4).statusCode());
        assertEquals(4, Events.read(event.id()).revision(), "it says so already");
    }

    @Test
    void a_retracted_event_has_its_history_and_can_come_back() {
        Stored event = Events.create(Draft.of("Comes back"));
        assertEquals(204, retract(event).statusCode());
        Refused.as(EVENT_RETRACTED, Events.writing().get(event.path()));
        JsonNode list = get(event.path() + "/revisions");
        assertEquals("retracted", list.at("/items/0/status").asText());
        assertEquals("entered twice", list.at("/items/0/reason").asText());
        assertEquals(event.body(), get(event.path() + "/revisions/1"));

        Refused.as(STALE_REVISION, restore(event, event.tag(), 1));
        assertEquals(200, restore(event, "*", 1).statusCode());
        assertEquals("reported", Events.read(event.id()).body().path("status").asText());
        Refused.as(UNREADABLE_PARAMETER, restore(event, "*", 2));
    }

    private static Draft with(String title, String tag, String source) {
        return Draft.of(title)
                .tags(tag, "both")
                .with(
                        "sources",
                        List.of(
                                Map.of("name", source, "says", Map.of("best", 3)),
                                Map.of("name", "Seen by both")));
    }

    @Test
    void a_merged_event_leads_to_the_one_that_took_its_sources_tags_and_links() {
        Stored far = Events.create(Draft.of("Linked from the lost"));
        Stored into = Events.create(with("The one that stays", "left", "A paper"));
        Stored lost =
                Events.create(
                        with("The one that goes", "right", "A radio")
                                .with(
                                        "links",
                                        List.of(
                                                Map.of("rel", "part-of", "event", far.id()),
                                                Map.of("rel", "same-as", "event", into.id()))));
        Response answer = merge(into, into.tag(), lost.id());
        assertEquals(200, answer.statusCode(), answer.asString());
        JsonNode merged = Events.read(into.id()).body();
        assertEquals(List.of("left", "both", "right"), EventLifeTest.texts(merged.path("tags")));
        assertEquals(3, merged.path("sources").size());
        assertEquals(3, merged.path("sourceCount").asInt());
        assertEquals(1, merged.path("links").size());
        assertEquals(far.id(), merged.at("/links/0/event").asLong());

        Response led = Events.writing().redirects().follow(false).get(lost.path());
        assertEquals(308, led.statusCode());
        assertEquals(Http.base() + into.path(), led.header("Location"));
        assertEquals("no-cache", led.header("Cache-Control"));
        assertEquals(into.id(), get(lost.path() + "/revisions").at("/items/0/mergedInto").asLong());
        Refused.as(EVENT_MERGED, Events.put(lost, lost.body().toString()));
        Refused.as(UNREADABLE_PARAMETER, merge(into, "*", lost.id()));
        Refused.as(UNREADABLE_PARAMETER, merge(into, "*", into.id()));
        Refused.as(UNREADABLE_PARAMETER, merge(into, "*", 999_999_999));

        // A chain of merges leads to its end.
        Stored last = Events.create(Draft.of("The end of the chain"));
        assertEquals(200, merge(last, last.tag(), into.id()).statusCode());
        led = Events.writing().redirects().follow(false).get(lost.path());
        assertEquals(Http.base() + last.path(), led.header("Location"));

        // And both can be taken apart again.
        assertEquals(200, restore(into, "*", 1).statusCode());
        assertEquals(200, restore(lost, "*", 1).statusCode());
        assertEquals("right", Events.read(lost.id()).body().at("/tags/0").asText());
        assertEquals(2, Events.read(into.id()).body().path("sources").size());
    }
}
