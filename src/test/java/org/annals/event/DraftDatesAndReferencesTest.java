package org.annals.event;

import static io.restassured.RestAssured.given;
import static org.annals.platform.http.ProblemType.INVALID_EVENT;
import static org.annals.platform.http.ProblemType.UNKNOWN_REFERENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// How drafts say when, who and what else: dates in EDTF or in words, names that are here or new,
/// links to other events.
@QuarkusTest
class DraftDatesAndReferencesTest {

    private static Draft draft() {
        return Draft.of("A draft with references");
    }

    @Test
    void the_words_of_a_report_are_kept_beside_what_they_mean() {
        Stored event =
                Events.create(
                        draft().with(
                                        "date",
                                        Map.of(
                                                "text",
                                                "early March 2021",
                                                "reported",
                                                "2021-03-17")));
        JsonNode date = event.body().path("date");
        assertEquals("early March 2021", date.path("text").asText());
        assertEquals("2021-03-17", date.path("reported").asText());
        assertEquals("2021-03-01", date.path("startEarliest").asText());

        Response same = Events.put(event, event.body().toString());
        assertEquals(event.tag(), same.header("ETag"), same.asString());

        JsonNode precise =
                Events.patched(event, "{\"date\": {\"edtf\": \"2021-03-04\"}}").body().path("date");
        assertEquals("2021-03-04", precise.path("startEarliest").asText());
        assertTrue(precise.path("text").isNull() && precise.path("reported").isNull());

        Stored now = Events.read(event.id());
        JsonNode words =
                Events.patched(
                                now,
                                "{\"date\": {\"text\": \"yesterday\", \"reported\": \"2021-03-05\"}}")
                        .body()
                        .path("date");
        assertEquals("2021-03-04", words.path("edtf").asText());
        assertEquals("yesterday", words.path("text").asText());
    }

    @Test
    void words_that_cannot_be_read_are_quoted() {
        Response answer = Events.post(draft().with("date", Map.of("text", "when the rains came")));
        Refused.as(INVALID_EVENT, answer).saying("when the rains came").at("/date/text");
    }

    @Test
    void what_goes_on_is_certain_up_to_the_day_it_was_confirmed_for() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        JsonNode date = Events.create(draft().date("2022-02-24/..")).body().path("date");
        assertTrue(date.path("ongoing").asBoolean());
        assertEquals(today, date.path("confirmed").asText());
        assertEquals(today, date.path("endEarliest").asText());
        assertTrue(date.path("endLatest").isNull());
        Map<String, String> said = Map.of("edtf", "2022-02-24/..", "confirmed", "2022-06-01");
        Stored event = Events.create(draft().with("date", said));
        assertEquals("2022-06-01", event.body().at("/date/endEarliest").asText());

        Stored ended = Events.patched(event, "{\"date\": {\"edtf\": \"2022-02-24/2022-07-01\"}}");
        assertTrue(ended.body().at("/date/confirmed").isNull());
        assertEquals("2022-07-01", ended.body().at("/date/endLatest").asText());
    }

    @Test
    void a_later_confirmation_is_a_change_and_the_same_one_is_none() {
        Stored event =
                Events.create(
                        draft().with(
                                        "date",
                                        Map.of(
                                                "edtf",
                                                "2022-02-24/..",
                                                "confirmed",
                                                "2022-06-01")));
        Stored same = Events.patched(event, "{\"date\": {\"confirmed\": \"2022-06-01\"}}");
        assertEquals(1, same.revision());
        Stored later = Events.patched(event, "{\"date\": {\"confirmed\": \"2022-08-01\"}}");
        assertEquals(2, later.revision());
        assertEquals("2022-08-01", later.body().at("/date/endEarliest").asText());
    }

    @Test
    void an_actor_is_named_by_number_key_or_name() {
        Stored first =
                Events.create(
                        draft().with(
                                        "actors",
                                        List.of(
                                                Map.of(
                                                        "name",
                                                        "Reference front",
                                                        "origin",
                                                        Map.of(
                                                                "dataset",
                                                                "ucdp-actor",
                                                                "key",
                                                                "880001"),
                                                        "create",
                                                        true))));
        int id = first.body().at("/actors/0/id").asInt();
        assertEquals("participant", first.body().at("/actors/0/role").asText());
        for (Map<String, Object> reference :
                List.<Map<String, Object>>of(
                        Map.of("id", id),
                        Map.of("name", "Reference front"),
                        Map.of("origin", Map.of("dataset", "ucdp-actor", "key", "880001")),
                        Map.of("id", id, "name", "Reference front"),
                        Map.of("name", "Reference front", "create", true))) {
            Stored event = Events.create(draft().with("actors", List.of(reference)));
            assertEquals(id, event.body().at("/actors/0/id").asInt(), reference.toString());
        }
        given().get("/api/v1/actors/" + id).then().statusCode(200);
    }

    @Test
    void a_name_that_is_not_here_is_refused_with_the_nearest() {
        Events.create(
                draft().with(
                                "conflicts",
                                List.of(Map.of("name", "Azawad insurgency", "create", true))));
        Response answer =
                Events.post(
                        draft().with("conflicts", List.of(Map.of("name", "Azawad insurgancy"))));
        Refused.as(UNKNOWN_REFERENCE, answer)
                .saying("Azawad insurgency", "create")
                .at("/conflicts/0");
        Response actors =
                Events.post(
                        draft().with(
                                        "actors",
                                        List.of(
                                                Map.of("id", 99_999_999),
                                                Map.of("name", "Nobody at all")))
                                .with("dyad", Map.of("id", 99_999_999)));
        Refused.as(UNKNOWN_REFERENCE, actors)
                .saying("2 more")
                .at("/dyad", "/actors/0", "/actors/1");
    }

    @Test
    void codes_that_are_not_here_are_refused_with_the_nearest() {
        Refused.as(UNKNOWN_REFERENCE, Events.post(draft().with("kind", "armed-clsh")))
                .saying("armed-clash")
                .at("/kind");
        Refused.as(UNKNOWN_REFERENCE, Events.post(draft().with("place", Map.of("country", "Mali"))))
                .saying("MLI")
                .at("/place/country");
        Refused.as(UNKNOWN_REFERENCE, Events.post(draft().with("concerns", List.of("MLI", "QQQ"))))
                .at("/concerns/1");
        Refused.as(UNKNOWN_REFERENCE, Events.post(draft().origin("ucdp-gde", "1")))
                .saying("ucdp-ged")
                .at("/origin/dataset");
    }

    @Test
    void nothing_of_a_refused_draft_stays_behind() {
        Response answer =
                Events.post(
                        draft().with(
                                        "actors",
                                        List.of(Map.of("name", "Ghost battalion", "create", true)))
                                .with("kind", "nonsense"));
        Refused.as(UNKNOWN_REFERENCE, answer);
        given().get("/api/v1/actors?q=Ghost battalion")
                .then()
                .body("items.size()", org.hamcrest.Matchers.equalTo(0));
    }

    @Test
    void many_at_once_who_make_the_same_name_make_it_once() throws Exception {
        String body =
                draft().with("actors", List.of(Map.of("name", "Made by many", "create", true)))
                        .tags("made-by-many")
                        .json();
        List<String> answers =
                EventLifeTest.atOnce(
                        6,
                        () -> {
                            var answer =
                                    EventLifeTest.send(
                                            "POST", Events.PATH, body, "application/json");
                            assertEquals(201, answer.status(), answer.body());
                            return answer.json().at("/actors/0/id").asText();
                        });
        assertEquals(1, answers.stream().distinct().count(), answers.toString());
    }

    @Test
    void events_are_linked_by_number_or_by_outside_key() {
        Stored cause = Events.create(Draft.of("The cause").origin("annals", "link-cause"));
        Stored made =
                Events.create(
                        draft().with(
                                        "links",
                                        List.of(
                                                Map.of("rel", "caused-by", "event", cause.id()),
                                                Map.of(
                                                        "rel",
                                                        "follows",
                                                        "origin",
                                                        Map.of(
                                                                "dataset",
                                                                "annals",
                                                                "key",
                                                                "link-cause")))));
        Stored event = Events.read(made.id());
        for (int i = 0; i < 2; i++) {
            JsonNode link = event.body().at("/links/" + i);
            assertEquals(cause.id(), link.path("event").asLong());
            assertEquals("The cause", link.path("title").asText());
            assertEquals("link-cause", link.at("/origin/key").asText());
        }
        Response same = Events.put(event, event.body().toString());
        assertEquals(event.tag(), same.header("ETag"), same.asString());

        Response unknown =
                Events.post(
                        draft().with(
                                        "links",
                                        List.of(
                                                Map.of("rel", "follows", "event", 99_999_999),
                                                Map.of(
                                                        "rel",
                                                        "part-of",
                                                        "origin",
                                                        Map.of(
                                                                "dataset", "annals", "key",
                                                                "none")))));
        Refused.as(UNKNOWN_REFERENCE, unknown).at("/links/0", "/links/1");
    }

    @Test
    void a_new_title_of_the_event_that_a_link_leads_to_is_seen() {
        Stored cause = Events.create(Draft.of("An old title"));
        Stored event =
                Events.create(
                        draft().with(
                                        "links",
                                        List.of(Map.of("rel", "follows", "event", cause.id()))));
        Events.patched(cause, "{\"title\": \"A new title\"}");
        Response again = given().header("If-None-Match", event.tag()).get(event.path());
        assertEquals(200, again.statusCode(), "what was kept says the old title");
        assertEquals("A new title", Events.read(event.id()).body().at("/links/0/title").asText());
    }

    @Test
    void a_link_that_an_import_brought_and_that_leads_nowhere_yet_can_be_sent_back() {
        Events.takeIn(
                List.of(
                        Draft.of("Leads nowhere yet")
                                .origin("dangling", "1")
                                .tags("dangling")
                                .with(
                                        "links",
                                        List.of(
                                                Map.of(
                                                        "rel",
                                                        "follows",
                                                        "origin",
                                                        Map.of("dataset", "dangling", "key", "2"))))
                                .json()));
        Stored event = Events.read(Events.exported("tag=dangling").getFirst().path("id").asLong());
        assertTrue(event.body().at("/links/0/event").isNull());
        Response same = Events.put(event, event.body().toString());
        assertEquals(200, same.statusCode(), same.asString());
        assertEquals(event.tag(), same.header("ETag"));
        assertNotEquals(event.tag(), Events.patched(event, "{\"links\": []}").tag());
    }
}
