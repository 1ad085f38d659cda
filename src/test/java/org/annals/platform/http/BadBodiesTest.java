package org.annals.platform.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.annals.platform.http.ProblemType.BODY_TOO_LARGE;
import static org.annals.platform.http.ProblemType.INVALID_EVENT;
import static org.annals.platform.http.ProblemType.MALFORMED_REQUEST;
import static org.annals.platform.http.ProblemType.REVISION_REQUIRED;
import static org.annals.platform.http.ProblemType.STALE_REVISION;
import static org.annals.platform.http.ProblemType.UNREADABLE_BODY;
import static org.annals.platform.http.ProblemType.UNSUPPORTED_MEDIA_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// Bodies that cannot be taken: nothing is stored, and the answer points at each mistake.
@QuarkusTest
class BadBodiesTest {

    private static Response posting(String body) {
        return Events.writing()
                .contentType(ContentType.JSON)
                .body(body.getBytes(UTF_8))
                .post(Events.PATH);
    }

    private static Refused unreadable(String body) {
        return Refused.as(UNREADABLE_BODY, posting(body));
    }

    private static Refused invalid(Draft draft) {
        return Refused.as(INVALID_EVENT, posting(draft.json()));
    }

    private static Draft draft() {
        return Draft.of("A draft that is refused");
    }

    @Test
    void what_is_no_json_is_told_where_it_stops() {
        unreadable("{").saying("line 1, column 2");
        unreadable("{\"title\": \"x\",}").saying("line 1");
        unreadable("").saying("empty");
        unreadable("   ").saying("empty");
        unreadable("nonsense").saying("line 1");
        unreadable("{} {}").saying("line 1");
        unreadable("{\"title\": NaN}").saying("line 1");
        unreadable("{\"a\": 01}").saying("line 1");
    }

    @Test
    void what_is_json_but_no_object_is_told_what_it_is() {
        unreadable("[]").saying("array", "object");
        unreadable("\"text\"").saying("text");
        unreadable("null").saying("null");
        unreadable("12").saying("number");
    }

    @Test
    void a_field_that_stands_twice_is_refused_by_its_name() {
        unreadable("{\"title\": \"one\", \"title\": \"two\"}").saying("'title'", "twice");
    }

    @Test
    void json_nested_too_deep_or_numbers_too_long_are_told_the_bound() {
        unreadable("[".repeat(60) + "]".repeat(60)).saying("50");
        unreadable("[".repeat(100_000)).saying("50");
        unreadable("{\"sourceCount\": " + "9".repeat(2_000) + "}").saying("1000");
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        byte[] latin =
                "{\"title\": \"Tour\u00e9\"}"
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Response answer =
                Events.writing().contentType(ContentType.JSON).body(latin).post(Events.PATH);
        Refused.as(UNREADABLE_BODY, answer).saying("UTF-8");
        byte[] surrogate = "{\"title\": \"a?b\"}".getBytes(UTF_8);
        byte[] broken = new byte[surrogate.length + 2];
        int at = new String(surrogate, UTF_8).indexOf('?');
        System.arraycopy(surrogate, 0, broken, 0, at);
        broken[at] = (byte) 0xED;
        broken[at + 1] = (byte) 0xA0;
        broken[at + 2] = (byte) 0x80;
        System.arraycopy(surrogate, at + 1, broken, at + 3, surrogate.length - at - 1);
        Response lone =
                Events.writing().contentType(ContentType.JSON).body(broken).post(Events.PATH);
        assertEquals(400, lone.statusCode(), lone.asString());
    }

    @Test
    void half_a_character_or_a_nul_cannot_be_stored_and_is_pointed_at() {
        String whole = draft().with("description", "HERE").json();
        for (String wrong : List.of("\\ud800", "x\\udc00y", "\\u0000")) {
            Refused.as(INVALID_EVENT, posting(whole.replace("HERE", wrong))).at("/description");
        }
        assertEquals(201, posting(whole.replace("HERE", "\\ud83d\\ude00")).statusCode());
        String extra = draft().with("extra", Map.of("annals", Map.of("KEY", "value"))).json();
        for (String wrong : List.of("\\ud800", "\\u0000")) {
            Response answer = posting(extra.replace("KEY", wrong));
            assertEquals(400, answer.statusCode(), answer.asString());
            Response dataset = posting(extra.replace("\"annals\"", "\"" + wrong + "\""));
            assertEquals(400, dataset.statusCode(), dataset.asString());
        }
    }

    @Test
    void what_is_missing_or_of_the_wrong_type_is_pointed_at() {
        Refused.as(INVALID_EVENT, posting("{}")).saying("2 more").at("/title", "/kind", "/date");
        invalid(draft().with("title", 12)).saying("number 12").at("/title", "/title");
        invalid(draft().with("title", "   ")).at("/title");
        invalid(draft().with("date", "2013")).at("/date");
        invalid(draft().with("date", Map.of())).saying("EDTF").at("/date/edtf");
        invalid(draft().date("13/02/2013")).saying("13/02/2013").at("/date/edtf");
        invalid(draft().with("tags", "red")).saying("array").at("/tags");
        invalid(draft().with("tags", List.of("red", 7))).at("/tags/1");
        invalid(draft().with("actors", List.of("Mali"))).at("/actors/0");
        invalid(draft().with("actors", List.of(Map.of("role", "side-a")))).at("/actors/0/name");
        invalid(draft().with("actors", List.of(Map.of("name", "X", "role", "boss"))))
                .saying("side-a")
                .at("/actors/0/role");
        invalid(draft().with("aggregate", "yes")).at("/aggregate");
        invalid(draft().with("fatalities", Map.of("best", -1))).at("/fatalities/best");
        invalid(draft().with("fatalities", Map.of("best", 1.5))).at("/fatalities/best");
        invalid(draft().with("fatalities", Map.of("best", "7"))).at("/fatalities/best");
        invalid(draft().with("place", Map.of("latitude", 91, "longitude", 0)))
                .at("/place/latitude");
        invalid(draft().with("place", Map.of("latitude", 1)))
                .saying("longitude")
                .at("/place/longitude");
        invalid(draft().with("sources", List.of(Map.of("url", "ftp://x")))).at("/sources/0/url");
        invalid(draft().with("links", List.of(Map.of("event", 1)))).at("/links/0/rel");
        invalid(draft().with("status", "certain")).saying("confirmed").at("/status");
        invalid(draft().with("colour", "red")).saying("'colour'").at("/colour");
        invalid(draft().with("titel", "x")).saying("'title'").at("/titel");
        invalid(draft().with("status", "retracted")).saying("DELETE").at("/status");
    }

    @Test
    void numbers_of_any_size_are_read_or_refused() {
        for (String number :
                List.of(
                        "1e400",
                        "-1e400",
                        "1e-400",
                        "1e1000000000",
                        "99999999999999999999",
                        "0.1e1")) {
            String body =
                    draft().with("fatalities", Map.of("best", 1))
                            .json()
                            .replace("1}", number + "}");
            int status = posting(body).statusCode();
            assertEquals(400, status, number);
        }
        String place = draft().with("place", Map.of("latitude", 1, "longitude", 2)).json();
        assertEquals(
                201, posting(place.replace("\"latitude\":1", "\"latitude\":1e-400")).statusCode());
        assertEquals(
                400, posting(place.replace("\"latitude\":1", "\"latitude\":1e400")).statusCode());
    }

    @Test
    void days_and_dates_beyond_counting_are_refused() {
        invalid(draft().with("date", Map.of("edtf", "2013/..", "confirmed", "+999999999-12-31")))
                .at("/date/confirmed");
        invalid(draft().with("date", Map.of("edtf", "2013", "reported", "-999999999-01-01")))
                .at("/date/reported");
        Response far = posting(draft().date("Y170000002").json());
        assertEquals(400, far.statusCode(), far.asString());
        invalid(draft().with("date", Map.of("edtf", "2013", "confirmed", "2013-01-01")))
                .saying("goes on")
                .at("/date/confirmed");
    }

    @Test
    void texts_and_lists_have_a_longest() {
        invalid(draft().with("title", "x".repeat(501))).saying("500", "501").at("/title", "/title");
        invalid(draft().with("tags", java.util.Collections.nCopies(101, "t")))
                .saying("100")
                .at("/tags");
        invalid(draft().tags("x".repeat(101))).at("/tags/0");
    }

    @Test
    void a_body_beyond_256_kib_is_too_large() {
        String title = "x".repeat(257 * 1024);
        Refused.as(BODY_TOO_LARGE, posting("{\"title\": \"" + title + "\"}")).saying("262144");
        Refused.as(
                BODY_TOO_LARGE,
                Events.writing()
                        .contentType(ContentType.JSON)
                        .body("{\"name\": \"" + title + "\"}")
                        .post("/api/v1/tokens"));
    }

    @Test
    void a_body_of_another_type_is_not_read() {
        Refused.as(
                        UNSUPPORTED_MEDIA_TYPE,
                        Events.writing()
                                .contentType(ContentType.XML)
                                .body("<event/>")
                                .post(Events.PATH))
                .saying("application/json");
        Stored event = Events.create(draft());
        Refused.as(
                        UNSUPPORTED_MEDIA_TYPE,
                        Events.writing()
                                .contentType(ContentType.JSON)
                                .header("If-Match", event.tag())
                                .body("{}")
                                .patch(event.path()))
                .saying("application/merge-patch+json");
        for (String type : List.of("nonsense", "a/b/c", ";", "application/")) {
            Http.Answer answer =
                    Http.send(
                            "POST",
                            Events.PATH,
                            "{}",
                            "Content-Type",
                            type,
                            "Authorization",
                            "Bearer " + TestDatabase.ADMIN_TOKEN);
            assertTrue(answer.status() < 500, type + ": " + answer.body());
        }
    }

    @Test
    void a_change_says_on_which_revision_it_is_made() {
        Stored event = Events.create(draft());
        Response without =
                Events.writing().contentType(ContentType.JSON).body("{}").put(event.path());
        Refused.as(REVISION_REQUIRED, without).saying("If-Match");
        Refused.as(
                REVISION_REQUIRED, Events.writing().queryParam("reason", "x").delete(event.path()));
        Response stale =
                Events.writing()
                        .contentType(ContentType.JSON)
                        .header("If-Match", "\"7-1\"")
                        .body(draft().json())
                        .put(event.path());
        Refused.as(STALE_REVISION, stale).saying("revision 1", "not 7");
        for (String odd : List.of("x", "\"\"", "\"abc-1\"", "\"99999999999-1\"", ",")) {
            Response answer =
                    Events.writing()
                            .contentType(ContentType.JSON)
                            .header("If-Match", odd)
                            .body(draft().json())
                            .put(event.path());
            Refused.as(STALE_REVISION, answer);
        }
        assertEquals(1, Events.read(event.id()).revision());
    }

    @Test
    void a_retraction_says_why() {
        Stored event = Events.create(draft());
        Response answer = Events.writing().header("If-Match", event.tag()).delete(event.path());
        Refused.as(ProblemType.MISSING_PARAMETER, answer).at("reason");
    }

    @Test
    void an_idempotency_key_is_not_endless() {
        Response answer =
                Events.writing()
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", "k".repeat(201))
                        .body(draft().json())
                        .post(Events.PATH);
        Refused.as(MALFORMED_REQUEST, answer).saying("200");
    }

    @Test
    void an_import_says_its_format() {
        Response without =
                Events.writing().contentType("text/csv").body("x").post("/api/v1/imports");
        Refused.as(ProblemType.MISSING_PARAMETER, without)
                .saying("ucdp-ged", "ndjson")
                .at("format");
        Response wrong =
                Events.writing()
                        .contentType("text/csv")
                        .body("x")
                        .post("/api/v1/imports?format=ucdp");
        Refused.as(ProblemType.UNREADABLE_PARAMETER, wrong).saying("ucdp-ged").at("format");
        Refused.as(
                UNSUPPORTED_MEDIA_TYPE,
                Events.writing()
                        .contentType(ContentType.XML)
                        .body("<x/>")
                        .post("/api/v1/imports?format=ndjson"));
    }

    @Test
    void a_read_with_a_body_is_a_read() {
        assertEquals(
                200,
                given().contentType(ContentType.JSON)
                        .body("{")
                        .get(Events.PATH + "?limit=1")
                        .statusCode());
    }
}
