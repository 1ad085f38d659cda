package org.annals.platform.http;

import static io.restassured.RestAssured.given;
import static org.annals.platform.http.ProblemType.FORBIDDEN_ORIGIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// What browsers are told: pages of anywhere may read, none may write that is not configured, and
/// nothing that is answered can be made to run.
@QuarkusTest
class BrowsersTest {

    private static final String STRANGER = "https://stranger.example";

    @Test
    void every_answer_says_how_it_may_be_used() {
        for (Response answer :
                List.of(
                        given().get(Events.PATH + "?limit=1"),
                        given().get(Events.PATH + "?limit=nothing"),
                        given().get(Events.PATH + "/0"),
                        given().get(Events.PATH + "?format=csv&date=2013"),
                        given().get("/nowhere"),
                        given().get("/problems/busy"),
                        given().get("/q/openapi"),
                        given().get("/"))) {
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
            assertEquals("strict-origin-when-cross-origin", answer.header("Referrer-Policy"));
            String policy = answer.header("Content-Security-Policy");
            for (String rule :
                    List.of(
                            "default-src 'self'",
                            "object-src 'none'",
                            "base-uri 'none'",
                            "frame-ancestors 'none'")) {
                assertTrue(policy.contains(rule), policy);
            }
            for (String name : List.of("Origin", "Accept", "Accept-Encoding")) {
                assertTrue(answer.header("Vary").contains(name), answer.header("Vary"));
            }
        }
    }

    @Test
    void only_the_view_for_frames_may_stand_in_pages_of_others() {
        for (String path : List.of("/embed", "/embed?date=2013", "/embed.html")) {
            String policy = given().get(path).header("Content-Security-Policy");
            assertTrue(policy.endsWith("frame-ancestors *"), policy);
            assertFalse(policy.contains("unsafe"), policy);
        }
        for (String path : List.of("/", "/embedded", "/embed/annals-timeline.js", "/api/v1/me")) {
            String policy = given().get(path).header("Content-Security-Policy");
            assertTrue(policy.endsWith("frame-ancestors 'none'"), policy);
        }
    }

    @Test
    void nothing_but_swagger_ui_may_run_what_stands_in_the_page() {
        assertFalse(given().get(Events.PATH).header("Content-Security-Policy").contains("unsafe"));
        assertFalse(
                given().get("/problems/busy").header("Content-Security-Policy").contains("unsafe"));
    }

    @Test
    void pages_of_anywhere_may_read_and_see_what_they_need() {
        for (String path :
                List.of(Events.PATH + "?limit=1", Events.PATH + "/1", Events.PATH + "/0")) {
            Response answer = given().header("Origin", STRANGER).get(path);
            assertEquals("*", answer.header("Access-Control-Allow-Origin"), path);
            String exposed = answer.header("Access-Control-Expose-Headers");
            for (String name :
                    List.of(
                            "Link",
                            "ETag",
                            "Location",
                            "Retry-After",
                            "Content-Disposition",
                            "Annals-Changes-After")) {
                assertTrue(exposed.contains(name), exposed);
            }
            assertNull(answer.header("Access-Control-Allow-Credentials"));
        }
    }

    @Test
    void a_preflight_tells_a_stranger_that_only_reading_is_allowed() {
        Response answer =
                given().header("Origin", STRANGER)
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "authorization,if-match")
                        .options(Events.PATH + "/1");
        assertEquals(204, answer.statusCode());
        assertEquals("GET, HEAD", answer.header("Access-Control-Allow-Methods"));
        assertEquals("86400", answer.header("Access-Control-Max-Age"));
        for (String name :
                List.of(
                        "Authorization",
                        "Content-Type",
                        "If-Match",
                        "If-None-Match",
                        "Idempotency-Key",
                        "Last-Event-ID")) {
            assertTrue(answer.header("Access-Control-Allow-Headers").contains(name), name);
        }
    }

    @Test
    void a_page_of_a_stranger_writes_nothing_even_with_a_token() {
        for (String origin : List.of(STRANGER, "null", Http.base() + ".stranger.example")) {
            Response answer =
                    Events.writing()
                            .header("Origin", origin)
                            .contentType(ContentType.JSON)
                            .body(Draft.of("From a strange page").json())
                            .post(Events.PATH);
            Refused.as(FORBIDDEN_ORIGIN, answer).saying(origin, "annals.write-origins");
        }
    }

    @Test
    void the_service_s_own_page_writes() {
        Events.writing()
                .header("Origin", Http.base())
                .contentType(ContentType.JSON)
                .body(Draft.of("From our own page").json())
                .post(Events.PATH)
                .then()
                .statusCode(201);
    }

    @Test
    void answers_are_compressed_for_who_wants_it() {
        for (String format : List.of("json", "csv", "ndjson", "geojson")) {
            Http.Answer answer =
                    Http.get(
                            Events.PATH + "?date=2013&format=" + format, "Accept-Encoding", "gzip");
            assertEquals("gzip", answer.header("Content-Encoding"), format);
            assertEquals(
                    "",
                    Http.get(Events.PATH + "?date=2013&format=" + format)
                            .header("Content-Encoding"));
        }
    }
}
