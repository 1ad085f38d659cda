package org.annals.event;

import static org.annals.platform.http.ProblemType.IDEMPOTENCY_KEY_IN_USE;
import static org.annals.platform.http.ProblemType.IDEMPOTENCY_KEY_REUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Http.Answer;
import org.annals.support.Listing;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// A request that is sent again, because its answer was lost, makes nothing twice.
@QuarkusTest
class IdempotencyTest {

    private static Response post(String key, Draft draft) {
        return Events.writing()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(draft.json())
                .post(Events.PATH);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void the_same_key_and_body_get_the_same_answer() {
        String key = key();
        Draft draft = Draft.of("Sent twice").tags("sent-twice");
        Response first = post(key, draft);
        Response second = post(key, draft);
        assertEquals(201, first.statusCode(), first.asString());
        assertEquals(201, second.statusCode(), second.asString());
        assertEquals(first.header("Location"), second.header("Location"));
        assertEquals(first.header("ETag"), second.header("ETag"));
        assertEquals(1, Listing.ids("tag=sent-twice", 10).size());
    }

    @Test
    void the_first_tag_is_given_also_when_the_event_and_its_names_have_changed() {
        String key = key();
        Draft draft =
                Draft.of("Changed meanwhile")
                        .with("actors", List.of(Map.of("name", "Key holders", "create", true)));
        Response first = post(key, draft);
        Events.patched(
                Events.read(Long.parseLong(first.path("id").toString())),
                "{\"title\": \"Changed\"}");
        Events.create(
                Draft.of("New name")
                        .with("actors", List.of(Map.of("name", "Key losers", "create", true))));
        Response second = post(key, draft);
        assertEquals(201, second.statusCode(), second.asString());
        assertEquals(first.header("ETag"), second.header("ETag"));
        assertEquals(first.header("Location"), second.header("Location"));
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        String key = key();
        post(key, Draft.of("One")).then().statusCode(201);
        Refused.as(IDEMPOTENCY_KEY_REUSED, post(key, Draft.of("Other").tags("other-body")));
        assertEquals(List.of(), Listing.ids("tag=other-body", 10));
    }

    @Test
    void a_key_whose_draft_was_refused_is_free() {
        String key = key();
        post(key, Draft.of("Refused").with("kind", "nonsense")).then().statusCode(400);
        post(key, Draft.of("Better")).then().statusCode(201);
    }

    @Test
    void without_a_key_or_with_another_one_the_same_body_is_another_event() {
        Draft draft = Draft.of("Twice on purpose");
        assertNotEquals(
                post(key(), draft).header("Location"), post(key(), draft).header("Location"));
        assertNotEquals(Events.create(draft).id(), Events.create(draft).id());
    }

    @Test
    void at_once_one_is_made_and_the_others_get_its_answer_or_are_told_to_wait() throws Exception {
        String key = key();
        String body = Draft.of("Eight at once").tags("eight-at-once").json();
        List<Answer> answers =
                EventLifeTest.atOnce(
                        8,
                        () ->
                                EventLifeTest.send(
                                        "POST",
                                        Events.PATH,
                                        body,
                                        "application/json",
                                        "Idempotency-Key",
                                        key));
        List<Long> made = Listing.ids("tag=eight-at-once", 10);
        assertEquals(1, made.size());
        for (Answer answer : answers) {
            if (answer.status() == 409) {
                Refused.as(IDEMPOTENCY_KEY_IN_USE, answer);
                assertEquals("1", answer.header("Retry-After"));
            } else {
                assertEquals(201, answer.status(), answer.body());
                assertTrue(answer.header("Location").endsWith("/" + made.getFirst()));
            }
        }
    }

    @Test
    void while_the_first_is_under_way_the_second_is_told_to_wait() throws Exception {
        String key = key();
        try (Connection other = TestDatabase.connect();
                var statement =
                        other.prepareStatement(
                                "select pg_advisory_xact_lock(hashtextextended('admin' || chr(31) || ?, 7301))")) {
            other.setAutoCommit(false);
            statement.setString(1, key);
            statement.executeQuery();
            Refused.as(IDEMPOTENCY_KEY_IN_USE, post(key, Draft.of("Waits")));
            other.rollback();
        }
        post(key, Draft.of("Waits")).then().statusCode(201);
    }

    @Test
    void a_key_is_forgotten_after_a_day() throws Exception {
        String key = key();
        Response first = post(key, Draft.of("A day ago"));
        try (Connection connection = TestDatabase.connect();
                var statement =
                        connection.prepareStatement(
                                "update idempotent_answer set answered_at = now() - interval '25 hours' where key = ?")) {
            statement.setString(1, key);
            assertEquals(1, statement.executeUpdate());
        }
        Response second = post(key, Draft.of("Today"));
        assertEquals(201, second.statusCode(), second.asString());
        assertNotEquals(first.header("Location"), second.header("Location"));
        assertEquals(second.header("Location"), post(key, Draft.of("Today")).header("Location"));
    }
}
