package org.annals.security;

import static io.restassured.RestAssured.given;
import static org.annals.platform.http.ProblemType.FORBIDDEN_ROLE;
import static org.annals.platform.http.ProblemType.RECORD_NOT_FOUND;
import static org.annals.platform.http.ProblemType.UNAUTHENTICATED;
import static org.annals.platform.http.ProblemType.UNREADABLE_BODY;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// Reading is open; writing needs a token with the role for it.
@QuarkusTest
class TokensTest {

    private static final String TOKENS = "/api/v1/tokens";

    private static Response make(String json) {
        return Events.writing().contentType(ContentType.JSON).body(json).post(TOKENS);
    }

    private static Response make(String name, String role) {
        Response made = make("{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role));
        assertEquals(201, made.statusCode(), made.asString());
        return made;
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response postAs(RequestSpecification caller, String title) {
        return caller.contentType(ContentType.JSON).body(Draft.of(title).json()).post(Events.PATH);
    }

    @Test
    void reading_needs_no_token() {
        for (String path :
                List.of(
                        "events",
                        "events/1",
                        "actors",
                        "kinds",
                        "imports",
                        "codebook",
                        "dates?edtf=2013")) {
            assertEquals(200, given().get("/api/v1/" + path).statusCode(), path);
        }
    }

    @Test
    void writing_needs_a_token_that_is_known() {
        Response without = postAs(given(), "Nobody's");
        Refused.as(UNAUTHENTICATED, without).saying("Authorization: Bearer");
        assertTrue(without.header("WWW-Authenticate").startsWith("Bearer"));
        for (String wrong :
                List.of(
                        "Bearer nonsense",
                        "Bearer",
                        "Basic YTpi",
                        "bearer  ",
                        "Bearer a b",
                        "Token x")) {
            Response answer = postAs(given().header("Authorization", wrong), "A stranger's");
            Refused.as(UNAUTHENTICATED, answer);
            assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer"), wrong);
        }
        Refused.as(UNAUTHENTICATED, given().get("/api/v1/me"));
        Refused.as(UNAUTHENTICATED, given().get(TOKENS));
        Refused.as(
                UNAUTHENTICATED,
                given().contentType("text/csv").body("x").post("/api/v1/imports?format=ndjson"));
        Refused.as(UNAUTHENTICATED, given().delete(Events.PATH + "/1?reason=x"));
    }

    @Test
    void a_contributor_makes_events_but_does_not_change_them() {
        String secret = make("Coder in Bamako", "contributor").path("token");
        Response made = postAs(with(secret), "By a contributor");
        assertEquals(201, made.statusCode(), made.asString());
        Stored event = Events.read(Events.json(made.asString()).path("id").asLong());
        Refused.as(
                FORBIDDEN_ROLE,
                with(secret)
                        .contentType(ContentType.JSON)
                        .header("If-Match", event.tag())
                        .body(Draft.of("Changed").json())
                        .put(event.path()));
        Refused.as(
                FORBIDDEN_ROLE,
                with(secret)
                        .contentType(Events.MERGE_PATCH)
                        .header("If-Match", event.tag())
                        .body("{}")
                        .patch(event.path()));
        Refused.as(
                FORBIDDEN_ROLE,
                with(secret).header("If-Match", event.tag()).delete(event.path() + "?reason=x"));
        Refused.as(
                FORBIDDEN_ROLE,
                with(secret)
                        .contentType("text/csv")
                        .body("x")
                        .post("/api/v1/imports?format=ndjson"));
        Refused.as(FORBIDDEN_ROLE, with(secret).get(TOKENS));
    }

    @Test
    void an_editor_changes_events_but_makes_no_tokens() {
        String secret = make("Editor in Gao", "editor").path("token");
        Stored event = Events.create(Draft.of("To be edited"));
        with(secret)
                .contentType(Events.MERGE_PATCH)
                .header("If-Match", event.tag())
                .body("{\"title\": \"Edited\"}")
                .patch(event.path())
                .then()
                .statusCode(200);
        Refused.as(
                FORBIDDEN_ROLE,
                with(secret)
                        .contentType(ContentType.JSON)
                        .body("{\"name\": \"Mine\", \"role\": \"admin\"}")
                        .post(TOKENS));
    }

    @Test
    void me_says_who_one_is() {
        Response made =
                make(
                        "{\"name\": \"Reader of the lists\", \"role\": \"editor\", \"expiresAt\": \"2999-01-01T00:00:00Z\"}");
        Response me = with(made.path("token")).get("/api/v1/me");
        me.then()
                .statusCode(200)
                .body("name", equalTo("Reader of the lists"))
                .body("role", equalTo("editor"))
                .body("expiresAt", equalTo("2999-01-01T00:00:00Z"));
        assertEquals("no-store", me.header("Cache-Control"));
        with(TestDatabase.ADMIN_TOKEN)
                .get("/api/v1/me")
                .then()
                .body("role", equalTo("admin"))
                .body("expiresAt", nullValue());
    }

    @Test
    void a_token_is_made_used_and_taken_back() {
        Response made = make("Guest", "contributor");
        String secret = made.path("token");
        int id = made.path("id");
        assertEquals("no-store", made.header("Cache-Control"));
        assertTrue(made.header("Location").endsWith(TOKENS + "/" + id));
        assertTrue(secret.length() > 40, "256 random bits");
        Response list = Events.writing().get(TOKENS);
        list.then()
                .statusCode(200)
                .body("items.id", hasItem(id))
                .body("items.name", hasItem("Guest"));
        assertFalse(list.asString().contains(secret), "a secret is shown once");
        assertEquals("no-store", list.header("Cache-Control"));

        assertEquals(201, postAs(with(secret), "By a guest").statusCode());
        assertEquals(204, Events.writing().delete(TOKENS + "/" + id).statusCode());
        Refused.as(UNAUTHENTICATED, postAs(with(secret), "Too late"));
        Events.writing().get(TOKENS).then().body("items.id", not(hasItem(id)));
        for (String gone : List.of("" + id, "0", "x", "-1", "99999999999")) {
            Refused.as(RECORD_NOT_FOUND, Events.writing().delete(TOKENS + "/" + gone));
        }
    }

    @Test
    void a_token_that_has_expired_is_worth_nothing() {
        String past =
                Instant.now()
                        .minus(1, ChronoUnit.MINUTES)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
        Response made =
                make(
                        "{\"name\": \"Late\", \"role\": \"admin\", \"expiresAt\": \"%s\"}"
                                .formatted(past));
        assertEquals(201, made.statusCode(), made.asString());
        Refused.as(UNAUTHENTICATED, postAs(with(made.path("token")), "Late"));
        Refused.as(UNAUTHENTICATED, with(made.path("token")).get("/api/v1/me"));
    }

    @Test
    void a_token_is_stored_nowhere_in_clear() throws Exception {
        String secret = make("Secret keeper", "contributor").path("token");
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select to_jsonb(t)::text, convert_from(hash, 'LATIN1') from token t")) {
            int count = 0;
            while (rows.next()) {
                count++;
                for (String hidden : List.of(secret, TestDatabase.ADMIN_TOKEN)) {
                    assertFalse(rows.getString(1).contains(hidden));
                    assertFalse(rows.getString(2).contains(hidden));
                }
            }
            assertTrue(count > 1);
        }
    }

    @Test
    void a_token_has_a_name_a_role_and_an_end_that_can_be_written() {
        Refused.as(UNREADABLE_BODY, make("{}")).at("/name", "/role");
        Refused.as(UNREADABLE_BODY, make("{\"name\": \"x\", \"role\": \"king\"}"))
                .saying("contributor, editor, admin")
                .at("/role");
        for (String end : List.of("tomorrow", "2024-01-01", "+1000000000-12-31T23:59:59Z")) {
            Refused.as(
                            UNREADABLE_BODY,
                            make(
                                    "{\"name\": \"x\", \"role\": \"editor\", \"expiresAt\": \"%s\"}"
                                            .formatted(end)))
                    .at("/expiresAt");
        }
        Refused.as(
                        UNREADABLE_BODY,
                        make("{\"name\": \"x\", \"role\": \"editor\", \"token\": \"mine\"}"))
                .at("/token");
    }

    @Test
    void the_name_of_the_token_stands_as_author() throws Exception {
        String secret = make("Author by name", "contributor").path("token");
        long id = Events.json(postAs(with(secret), "Signed").asString()).path("id").asLong();
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select recorded_by from event where id = " + id)) {
            assertTrue(rows.next());
            assertEquals("Author by name", rows.getString(1));
        }
    }
}
