package org.annals.platform.http;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.annals.platform.http.ProblemType.CONFLICTING_PARAMETERS;
import static org.annals.platform.http.ProblemType.EVENT_NOT_FOUND;
import static org.annals.platform.http.ProblemType.FOREIGN_CURSOR;
import static org.annals.platform.http.ProblemType.MALFORMED_REQUEST;
import static org.annals.platform.http.ProblemType.METHOD_NOT_ALLOWED;
import static org.annals.platform.http.ProblemType.MISSING_PARAMETER;
import static org.annals.platform.http.ProblemType.NOT_ACCEPTABLE;
import static org.annals.platform.http.ProblemType.PATH_NOT_FOUND;
import static org.annals.platform.http.ProblemType.RECORD_NOT_FOUND;
import static org.annals.platform.http.ProblemType.UNKNOWN_PARAMETER;
import static org.annals.platform.http.ProblemType.UNREADABLE_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// Questions that cannot be answered as asked: each is told what is wrong, where, and what would be
/// right.
@QuarkusTest
class BadQuestionsTest {

    private static Response asking(String query) {
        return given().urlEncodingEnabled(false).get(Events.PATH + "?" + query);
    }

    private static Refused unreadable(String query) {
        return Refused.as(UNREADABLE_PARAMETER, asking(query));
    }

    @Test
    void a_limit_is_a_whole_number_from_1_to_1000() {
        unreadable("limit=many").saying("'many'", "1 to 1000").at("limit");
        unreadable("limit=0").saying("'0'", "1 to 1000").at("limit");
        unreadable("limit=1001").saying("'1001'").at("limit");
        unreadable("limit=").at("limit");
        unreadable("limit=1.0").at("limit");
        unreadable("limit=99999999999999999999").at("limit");
        unreadable("limit=5&limit=6").saying("more than once").at("limit");
    }

    @Test
    void a_date_is_quoted_with_one_that_would_do() {
        unreadable("from=2013-13-01").saying("2013-13-01", "month").at("from");
        unreadable("to=2013-02-30").saying("2013-02-30").at("to");
        unreadable("date=84").saying("84", "1984").at("date");
        unreadable("date=2014/2013").saying("2014/2013").at("date");
        unreadable("from=2014&to=2013").at("to");
        unreadable("date=").at("date");
        unreadable("date=%5B2013-01-01,2013-12-31%5D").saying("sets are for events").at("date");
        unreadable("date=20XX-12-25").saying("gaps").at("date");
        unreadable("from=2013/2014").saying("one date").at("from");
        unreadable("date=Y99999999999").at("date");
        unreadable("match=perhaps").saying("possible, certain, within, contains").at("match");
    }

    @Test
    void a_date_is_asked_for_in_one_way() {
        Refused.as(CONFLICTING_PARAMETERS, asking("date=2013&from=2012"))
                .saying("'date'", "'from' and 'to'")
                .at("date", "from");
        Refused.as(CONFLICTING_PARAMETERS, asking("to=2013&date=2012")).at("date", "to");
    }

    @Test
    void a_box_has_four_numbers_in_their_bounds() {
        unreadable("bbox=1,2,3").saying("3 numbers, not 4", "west,south,east,north").at("bbox");
        unreadable("bbox=1,2,3,four").saying("four").at("bbox");
        unreadable("bbox=1,2,3,NaN").at("bbox");
        unreadable("bbox=-181,2,3,4").saying("longitude").at("bbox");
        unreadable("bbox=1,5,3,4").saying("south").at("bbox");
    }

    @Test
    void a_circle_needs_all_its_three() {
        Refused.as(MISSING_PARAMETER, asking("latitude=3&longitude=4"))
                .saying("'radius'")
                .at("radius");
        unreadable("latitude=3&longitude=4&radius=0").saying("radius").at("radius");
        unreadable("latitude=NaN&longitude=4&radius=9").at("latitude");
        unreadable("latitude=3&longitude=Infinity&radius=9").at("longitude");
        unreadable("latitude=1d&longitude=0x1p3&radius=9").at("latitude", "longitude");
    }

    @Test
    void words_have_to_be_words() {
        unreadable("q=%00").saying("NUL").at("q");
        unreadable("q=-war").saying("-war").at("q");
        unreadable("q=%2B").at("q");
        unreadable("q=" + "x".repeat(501)).saying("500").at("q");
        Refused.as(MISSING_PARAMETER, asking("sort=relevance")).saying("'q'").at("q");
    }

    @Test
    void text_that_is_not_utf_8_is_not_guessed_at() {
        unreadable("q=%FF").at("q");
        unreadable("tag=%ED%A0%80").at("tag");
        unreadable("admin1=%C3").at("admin1");
    }

    @Test
    void codes_are_named_or_the_nearest_is() {
        unreadable("country=Mali").saying("Mali", "MLI").at("country");
        unreadable("country=XXX").saying("ISO 3166-1").at("country");
        unreadable("kind=armed-clsh").saying("armed-clash").at("kind");
        unreadable("status=confirmd").saying("'confirmed'").at("status");
        unreadable("violenceType=onesided").saying("one-sided").at("violenceType");
        unreadable("placePrecision=precise").saying("exact").at("placePrecision");
        unreadable("role=observer").saying("mediator").at("role");
        unreadable("dataset=ucdp-gde").saying("ucdp-ged").at("dataset");
        unreadable("qualifier=maybe").saying("uncertain").at("qualifier");
        unreadable("estimate=worst").saying("low, best, high").at("estimate");
        unreadable("sort=fatalities").saying("-fatalities").at("sort");
        unreadable("total=some").saying("bounded").at("total");
        unreadable("view=all").saying("summary, full").at("view");
        unreadable("format=xml").saying("json, csv, geojson, ndjson").at("format");
        unreadable("bom=yes").saying("'yes'").at("bom");
    }

    @Test
    void numbers_keys_and_instants_are_bounded() {
        unreadable("minFatalities=-1").at("minFatalities");
        unreadable("maxFatalities=2147483648").at("maxFatalities");
        unreadable("maxUncertaintyDays=1e3").at("maxUncertaintyDays");
        unreadable("id=0").saying("'0'").at("id");
        unreadable("id=-1").at("id");
        unreadable("id=99999999999999999999").at("id");
        unreadable("id=1,,2").saying("empty").at("id");
        unreadable("actor=0").at("actor");
        unreadable("actor=ucdp-actor:").at("actor");
        unreadable("origin=36210").saying("ucdp-ged:36210").at("origin");
        unreadable("recordedFrom=2023-02-05").saying("2023-02-05T00:00:00Z").at("recordedFrom");
        unreadable("recordedTo=%2B1000000000-12-31T23:59:59Z").at("recordedTo");
        unreadable("recordedTo=-9999-12-31T23:59:59Z").at("recordedTo");
    }

    @Test
    void a_filter_takes_a_hundred_values() {
        assertEquals(200, asking("id=" + upTo(100)).statusCode());
        unreadable("id=" + upTo(101)).saying("100", "101").at("id");
        String repeated = upTo(101).replace(",", "&id=");
        unreadable("id=" + repeated).saying("100", "101").at("id");
    }

    private static String upTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).collect(joining(","));
    }

    @Test
    void a_parameter_that_is_not_there_is_refused_with_the_nearest_one() {
        Refused.as(UNKNOWN_PARAMETER, asking("colour=red"))
                .saying("'colour'", "nearest")
                .at("colour");
        Refused.as(UNKNOWN_PARAMETER, asking("contry=MLI")).saying("'country'").at("contry");
        Refused.as(UNKNOWN_PARAMETER, asking("Date=2013")).saying("'date'").at("Date");
        Refused.as(UNKNOWN_PARAMETER, asking("asof=x")).at("asof");
        Refused.as(UNKNOWN_PARAMETER, given().get(Events.PATH + "/1?view=full")).at("view");
    }

    @Test
    void every_mistake_is_told_at_once() {
        unreadable("limit=many&country=Mali&date=84")
                .saying("2 more")
                .at("date", "country", "limit");
    }

    @Test
    void a_cursor_belongs_to_its_filters() {
        JsonNode first = Http.get(Events.PATH + "?country=MLI&limit=1").json();
        String cursor = first.path("next").asText().replaceAll(".*cursor=", "");
        assertEquals(200, asking("country=MLI&limit=2&cursor=" + cursor).statusCode());
        for (String other :
                List.of("country=NER", "country=MLI&date=2013", "country=MLI&sort=-date")) {
            Refused.as(FOREIGN_CURSOR, asking(other + "&cursor=" + cursor))
                    .saying("'next'")
                    .at("cursor");
        }
        for (String garbage : List.of("x", "", "%00", "AAAA", "%F0%9F%98%80", "a".repeat(5000))) {
            Refused.as(
                    garbage.equals("%00") ? UNREADABLE_PARAMETER : FOREIGN_CURSOR,
                    asking("cursor=" + garbage));
        }
        String changed = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);
        assertNotEquals(cursor, changed);
        Refused.as(FOREIGN_CURSOR, asking("country=MLI&cursor=" + changed)).at("cursor");
    }

    @Test
    void events_that_never_were_are_not_found() {
        for (String id :
                List.of(
                        "0",
                        "-1",
                        "999999999",
                        "99999999999999999999",
                        "abc",
                        "1.5",
                        "%2B1",
                        "%D9%A1")) {
            Refused.as(
                    EVENT_NOT_FOUND, given().urlEncodingEnabled(false).get(Events.PATH + "/" + id));
        }
    }

    @Test
    void records_that_never_were_are_not_found() {
        for (String path :
                List.of(
                        "conflicts/0",
                        "conflicts/x",
                        "actors/99999999999999999999",
                        "dyads/-1",
                        "kinds/coupe",
                        "datasets/none",
                        "imports/0",
                        "imports/x/complaints")) {
            Refused.as(RECORD_NOT_FOUND, given().get("/api/v1/" + path));
        }
        Refused.as(RECORD_NOT_FOUND, given().get("/problems/no-such-thing"));
    }

    @Test
    void paths_that_are_not_there_are_not_found_in_the_api_and_outside() {
        for (String path :
                List.of(
                        "/api/v1/event",
                        "/api/v1/events/1/colours",
                        "/api/v2/events",
                        "/api",
                        "/nothing/here",
                        "/index.php",
                        "/q/nothing",
                        "/..%2f..%2fetc/passwd")) {
            Refused.as(PATH_NOT_FOUND, given().urlEncodingEnabled(false).get(path));
        }
        Refused.as(PATH_NOT_FOUND, Events.writing().delete("/nothing/here"));
    }

    @Test
    void a_method_that_a_path_does_not_take_is_told_which_it_takes() {
        allows("GET, HEAD, OPTIONS, POST", Events.writing().delete(Events.PATH));
        allows("DELETE, GET, HEAD, OPTIONS, PATCH, PUT", Events.writing().post(Events.PATH + "/1"));
        allows("GET, HEAD, OPTIONS", Events.writing().post("/api/v1/kinds"));
        allows("GET, HEAD, OPTIONS", Events.writing().put("/api/v1/codebook/columns"));
        allows("DELETE, OPTIONS", Events.writing().get("/api/v1/tokens/1"));
    }

    private static void allows(String methods, Response answer) {
        Refused.as(METHOD_NOT_ALLOWED, answer).saying(methods);
        assertEquals(
                new TreeSet<>(List.of(methods.split(", "))),
                new TreeSet<>(Set.of(answer.header("Allow").split(", "))));
    }

    @Test
    void a_media_type_that_is_not_there_is_not_acceptable() {
        Refused.as(NOT_ACCEPTABLE, given().accept("application/xml").get(Events.PATH))
                .saying("text/csv", "application/geo+json");
        assertEquals(200, given().accept("image/png, */*;q=0.1").get(Events.PATH).statusCode());
        String csv = given().accept("text/csv").get(Events.PATH + "?limit=1").contentType();
        assertEquals("text/csv;charset=utf-8", csv.replace(" ", "").toLowerCase());
    }

    @Test
    void an_accept_that_is_no_media_type_is_no_fault_of_the_service() {
        for (String accept :
                List.of("nonsense", ";;;", "a/b/c", "text/", "*/", "q=1", "text/csv;q=x")) {
            for (String path :
                    List.of(Events.PATH + "?limit=1", "/api/v1/kinds", "/problems/busy")) {
                int status = Http.get(path, "Accept", accept).status();
                assertTrue(status < 500, accept + " gives " + status + " at " + path);
            }
        }
    }

    @Test
    void an_address_that_is_no_address_is_malformed() {
        for (String path : List.of("/%zz", "/api/v1/events?q=%zz", "/api/v1/events/%zz", "/%")) {
            String answer =
                    Http.raw(
                            "GET "
                                    + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 400 "), path + ": " + answer);
            assertTrue(
                    answer.contains("/problems/" + MALFORMED_REQUEST.slug()), path + ": " + answer);
            assertTrue(answer.toLowerCase().contains("cache-control: no-store"), answer);
            Refused.assertNoLeak(answer.substring(answer.indexOf("\r\n\r\n")));
        }
    }

    @Test
    void an_address_that_is_too_long_is_told_so() {
        Response answer = asking("q=" + "x".repeat(20_000));
        Refused.as(ProblemType.URI_TOO_LONG, answer);
    }

    @Test
    void header_fields_that_are_too_large_are_told_so() {
        Response answer = given().header("X-Long", "x".repeat(20_000)).get(Events.PATH);
        Refused.as(ProblemType.HEADERS_TOO_LARGE, answer);
    }

    @Test
    void a_request_that_does_not_say_to_whom_it_goes_is_malformed_but_may_ask_for_health() {
        String without = Http.raw("GET /api/v1/events?limit=1 HTTP/1.0\r\n\r\n");
        assertTrue(without.startsWith("HTTP/1.0 400"), without);
        assertTrue(without.contains("'Host'"), without);
        String odd =
                Http.raw(
                        "GET /api/v1/events?limit=1 HTTP/1.1\r\nHost: a b<>^\r\nConnection: close\r\n\r\n");
        assertTrue(odd.startsWith("HTTP/1.1 400"), odd);
        String health = Http.raw("GET /q/health/live HTTP/1.0\r\n\r\n");
        assertTrue(health.startsWith("HTTP/1.0 200"), health);
    }
}
