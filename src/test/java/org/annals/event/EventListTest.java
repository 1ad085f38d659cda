package org.annals.event;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventListTest {

    @Test
    void a_list_gives_the_starter_events_with_their_total() {
        given().get("/api/v1/events?limit=3")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(3))
                .body("total.value", greaterThan(50));
    }

    @Test
    void all_formats_answer() {
        for (String format : new String[] {"json", "csv", "ndjson", "geojson"}) {
            given().get("/api/v1/events?format=" + format).then().statusCode(200);
            given().get("/api/v1/events?limit=2&format=" + format).then().statusCode(200);
        }
    }

    @Test
    void an_event_is_read_whole() {
        given().get("/api/v1/events/1").then().statusCode(200).body("id", equalTo(1));
    }
}
