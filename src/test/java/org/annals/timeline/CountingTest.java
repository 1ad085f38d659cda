package org.annals.timeline;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.annals.support.Events;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CountingTest {

    private static final String HISTOGRAM = "/api/v1/timeline/histogram";
    private static final String DENSITY = "/api/v1/timeline/density";
    private static final String CELLS = "/api/v1/map/cells";
    private static final String FACETS = "/api/v1/facets";

    /// Holds for every event, and has no sums of its own: what it asks is counted one by one.
    private static final String COUNTED = "recordedFrom=1970-01-01T00:00:00Z";

    /// None, and one of each that has sums of its own beside the values of other fields.
    private static final List<String> FILTERS =
            List.of(
                    "",
                    "&country=AFG",
                    "&conflict=counted:1",
                    "&kind=talks",
                    "&kind=violence",
                    "&dataset=annals");

    @BeforeAll
    static void some_events() throws SQLException {
        try (Connection connection = TestDatabase.connect()) {
            new RandomEvents(connection, new SplittableRandom(41)).insert(connection, 400);
        }
    }

    @AfterAll
    static void out_of_the_way() throws SQLException {
        try (Connection connection = TestDatabase.connect()) {
            RandomEvents.retract(connection);
        }
    }

    private static String make(String date, String more) {
        return given().auth()
                .oauth2(TestDatabase.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body(
                        "{\"title\": \"Counted once\", \"date\": {\"edtf\": \"%s\"}, \"kind\": \"talks\", \"tags\": [\"counted-once\"]%s}"
                                .formatted(date, more))
                .post("/api/v1/events")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    @Test
    void a_recount_corrects_sums_that_are_wrong() throws Exception {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(
                    1,
                    statement.executeUpdate(
                            "update rollup set events = events + 7 where dim = 6 and key = 1 and grain = 6"));
            assertEquals("succeeded", recounted().path("status").asText());
            ResultSet left =
                    statement.executeQuery("select from annals_rollup_differences(array[6], null)");
            assertFalse(left.next());
        }
        given().post("/api/v1/timeline/recount").then().statusCode(401);
    }

    private static JsonNode recounted() {
        RequestSpecification asking = given().auth().oauth2(TestDatabase.ADMIN_TOKEN);
        asking.post("/api/v1/timeline/recount").then().statusCode(202);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (true) {
            JsonNode run =
                    Events.json(
                            given().auth()
                                    .oauth2(TestDatabase.ADMIN_TOKEN)
                                    .get("/api/v1/timeline/recount")
                                    .asString());
            if (!run.path("status").asText().equals("running")) return run;
            assertTrue(System.nanoTime() < deadline, run.toString());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void an_event_of_an_unknown_day_is_certain_in_its_month_and_only_possible_in_each_week() {
        make("5001-09", "");
        given().get(HISTOGRAM + "?tag=counted-once&date=5001-09")
                .then()
                .statusCode(200)
                .body("by", equalTo("month"))
                .body("buckets", hasSize(1))
                .body("buckets[0].events.certain", equalTo(1))
                .body("buckets[0].events.expected", equalTo(1f))
                .body("buckets[0].events.possible", equalTo(1))
                .body("buckets[0].fatalities.unknown.certain", equalTo(1))
                .body("split", nullValue())
                .body("series", empty());
        given().get(HISTOGRAM + "?tag=counted-once&date=5001-09&by=week")
                .then()
                .body("buckets.events.certain", everyItem(equalTo(0)))
                .body("buckets.events.possible", everyItem(equalTo(1)))
                .body("buckets.events.expected.sum().doubleValue()", closeTo(1, 0.0005));
    }

    @Test
    void what_is_made_changed_and_retracted_shows_at_once() {
        String event = make("5003-02-07", ", \"fatalities\": {\"best\": 4}");
        String ask = HISTOGRAM + "?kind=talks&date=5003&by=year";
        given().get(ask).then().body("buckets[0].fatalities.best.certain", equalTo(4));
        String tag =
                given().auth()
                        .oauth2(TestDatabase.ADMIN_TOKEN)
                        .contentType("application/merge-patch+json")
                        .header("If-Match", "*")
                        .body("{\"fatalities\": {\"best\": 9}}")
                        .patch(event)
                        .header("ETag");
        given().get(ask).then().body("buckets[0].fatalities.best.certain", equalTo(9));
        given().auth()
                .oauth2(TestDatabase.ADMIN_TOKEN)
                .header("If-Match", tag)
                .delete(event + "?reason=tried")
                .then()
                .statusCode(204);
        given().get(ask).then().body("buckets[0].events.possible", equalTo(0));
    }

    @Test
    void events_under_way_have_no_expected_number() {
        make("5006-11/5007-02", "");
        given().get(HISTOGRAM + "?tag=counted-once&date=5006-10/5007-03&counting=active")
                .then()
                .statusCode(200)
                .body("buckets.events.certain", equalTo(List.of(0, 1, 1, 1, 1, 0)))
                .body("buckets.events.possible", equalTo(List.of(0, 1, 1, 1, 1, 0)))
                .body("buckets[0].events", not(hasItem("expected")));
    }

    @Test
    void kept_sums_and_counting_one_by_one_answer_the_same() {
        for (String by : List.of("week", "month", "quarter", "year", "decade")) {
            for (String counting : List.of("onset", "active")) {
                String ask =
                        HISTOGRAM
                                + "?from=3992-04-05&to=3998-01-15&by=%s&counting=%s"
                                        .formatted(by, counting);
                same(ask);
                same(ask + "&split=kind&top=4");
                same(ask + "&split=country&top=50");
                same(ask + "&split=conflict");
            }
        }
        same(HISTOGRAM + "?by=decade");
        for (String filter : FILTERS) same(FACETS + "?top=100" + filter);
        for (int zoom : new int[] {0, 3, 5, 7}) {
            for (String filter : FILTERS) {
                same(CELLS + "?zoom=" + zoom + filter);
                same(CELLS + "?bbox=10.3,-20.2,60.7,30.1&zoom=" + zoom + filter);
            }
            same(CELLS + "?bbox=150.1,-80,-120.9,85.5&zoom=" + zoom);
        }
    }

    private static void same(String ask) {
        Object kept = given().get(ask).then().statusCode(200).extract().path("$");
        Object counted =
                given().get(ask + "&" + COUNTED).then().statusCode(200).extract().path("$");
        assertEquals(counted, kept, ask);
    }

    @Test
    void each_facet_counts_what_its_filter_finds() {
        Map<String, List<Map<String, Object>>> facets =
                given().get(FACETS + "?date=3990/4009&top=5")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("$");
        int values = 0;
        for (String filter :
                List.of(
                        "kind",
                        "country",
                        "conflict",
                        "tag",
                        "dataset",
                        "status",
                        "violenceType",
                        "placePrecision")) {
            for (Map<String, Object> value : facets.getOrDefault(filter, List.of())) {
                Response list =
                        given().get(
                                        "/api/v1/events?date=3990/4009&limit=1&total=exact&%s={value}"
                                                .formatted(filter),
                                        value.get("value"));
                // A filter on a branch takes its leaves in; a facet does not.
                if (filter.equals("kind")
                        && List.of(
                                        "violence",
                                        "force",
                                        "politics",
                                        "diplomacy",
                                        "accountability",
                                        "unrest")
                                .contains(value.get("value"))) continue;
                assertEquals(value.get("events"), list.path("total.value"), filter + " " + value);
                values++;
            }
        }
        assertTrue(values > 15, values + " values");
    }

    @Test
    void a_country_known_alone_is_no_dot_on_the_map() {
        make(
                "5011-05-01",
                ", \"place\": {\"country\": \"MLI\", \"precision\": \"country\", \"latitude\": 17.0, \"longitude\": -4.0}");
        make("5011-05-02", ", \"place\": {\"country\": \"NER\"}, \"fatalities\": {\"best\": 3}");
        make(
                "5011-05-03",
                ", \"place\": {\"name\": \"Somewhere\", \"precision\": \"region\", \"latitude\": 17.1, \"longitude\": -4.1}");
        given().get(CELLS + "?tag=counted-once&date=5011-05&zoom=5")
                .then()
                .statusCode(200)
                .body("cells", hasSize(1))
                .body("cells[0].events", equalTo(1))
                .body("cells[0].imprecise", equalTo(1))
                .body("countryOnly.country", equalTo(List.of("MLI", "NER")))
                .body("countryOnly[1].fatalities", equalTo(3));
    }

    @Test
    void few_events_are_drawn_as_themselves_and_many_as_buckets() {
        make("5013-07-04", "");
        given().get(DENSITY + "?tag=counted-once&date=5013-07&width=300")
                .then()
                .statusCode(200)
                .body("by", equalTo("day"))
                .body("buckets", hasSize(31))
                .body("events", hasSize(1))
                .body("events[0].title", equalTo("Counted once"));
        Response many = given().get(DENSITY + "?date=3985/4024&width=1200");
        many.then()
                .statusCode(200)
                .body("by", equalTo("month"))
                .body("events", nullValue())
                .body("buckets", hasSize(480))
                .body("buckets.top.flatten()", hasSize(16));
        assertTrue(
                many.asByteArray().length <= 100_000,
                "%d bytes".formatted(many.asByteArray().length));
    }

    @Test
    void counts_answer_not_modified_until_something_is_written() {
        for (String ask : List.of(HISTOGRAM, DENSITY, CELLS, FACETS)) {
            String tag = given().get(ask + "?tag=of-none").header("ETag");
            assertTrue(tag != null, ask);
            make("5021-01-01", "");
            given().header("If-None-Match", tag).get(ask + "?tag=of-none").then().statusCode(200);
        }
        // What is pending is folded in within a second or so, which is a write as well.
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                java.time.Duration.ofSeconds(60),
                () -> {
                    String tag;
                    do {
                        tag = given().get(FACETS).header("ETag");
                    } while (given().header("If-None-Match", tag).get(FACETS).statusCode() != 304);
                });
    }

    @Test
    void a_histogram_is_a_table_too() {
        String table =
                given().get(HISTOGRAM + "?date=2022&by=quarter&format=csv")
                        .then()
                        .statusCode(200)
                        .contentType(startsWith("text/csv"))
                        .extract()
                        .asString();
        List<String> lines = table.lines().toList();
        assertEquals(5, lines.size(), table);
        assertTrue(
                lines.getFirst()
                        .startsWith(
                                "start,end,events_certain,events_expected,events_possible,fatalities_low_certain"),
                table);
        assertTrue(lines.get(1).startsWith("2022-01-01,2022-03-31,"), table);
        given().accept("text/csv")
                .get(HISTOGRAM + "?date=2022&by=year&split=kind&top=2&counting=active")
                .then()
                .statusCode(200)
                .body(startsWith("value,label,start,end,events_certain,events_possible,"));
    }

    @Test
    void what_cannot_be_counted_is_refused_with_a_reason() {
        given().get(HISTOGRAM + "?date=2022&match=certain")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("match"))
                .body("errors[0].message", containsString("Counting takes no 'match'"));
        given().get(HISTOGRAM + "?date=0001/2022&by=day")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("by"))
                .body("errors[0].message", containsString("at most 20,000 buckets"));
        given().get(HISTOGRAM + "?top=3")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("split"));
        given().get(HISTOGRAM + "?by=fortnight")
                .then()
                .statusCode(400)
                .body("errors[0].value", equalTo("fortnight"));
        given().get(CELLS + "?zoom=40")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("zoom"));
        given().get(DENSITY + "?widht=3")
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("'width'"));
        given().get(FACETS + "?match=possible").then().statusCode(400);
    }

    @Test
    void nothing_that_matches_is_nothing_to_count() {
        given().get(HISTOGRAM + "?tag=of-none").then().statusCode(200).body("buckets", empty());
        given().get(HISTOGRAM + "?tag=of-none&date=2013&by=year")
                .then()
                .statusCode(200)
                .body("buckets", hasSize(1))
                .body("outside", equalTo(0));
        given().get(DENSITY + "?tag=of-none").then().statusCode(200).body("buckets", empty());
        given().get(CELLS + "?tag=of-none").then().statusCode(200).body("cells", empty());
        given().get(FACETS + "?tag=of-none").then().statusCode(200).body("kind", empty());
        given().get(HISTOGRAM + "?conflict=999999").then().statusCode(200).body("buckets", empty());
    }

    @Test
    void the_sums_are_looked_over_under_well() {
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'sums of counts' }.status", equalTo("UP"));
    }
}
