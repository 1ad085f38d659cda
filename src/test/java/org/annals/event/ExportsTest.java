package org.annals.event;

import static io.restassured.RestAssured.given;
import static org.annals.platform.http.ProblemType.TOO_MANY_EXPORTS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.annals.event.Exports.Export;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// Streams of everything have a bound, and give their place back however they end.
@QuarkusTest
class ExportsTest {

    private static final String EXPORT = Events.PATH + "?format=csv&date=2013";
    private static final int MOST = 4;

    @Test
    void beyond_the_bound_one_is_told_to_come_again_or_to_read_pages() {
        Exports exports = Arc.container().select(Exports.class).get();
        List<Export> running = new ArrayList<>();
        try {
            for (int i = 0; i < MOST; i++) running.add(exports.begin());
            Http.Answer refused = Http.get(EXPORT);
            Refused.as(TOO_MANY_EXPORTS, refused).saying("4", "limit");
            assertEquals("10", refused.header("Retry-After"));
            assertEquals(200, given().get(EXPORT + "&limit=10").statusCode());
            assertEquals(200, given().get(Events.PATH).statusCode());
        } finally {
            running.forEach(Export::close);
        }
        assertEquals(200, given().get(EXPORT).statusCode());
    }

    @Test
    void an_export_that_is_closed_twice_gives_one_place_back() {
        Exports exports = Arc.container().select(Exports.class).get();
        for (int i = 0; i < MOST; i++) {
            Export export = exports.begin();
            export.close();
            export.close();
        }
        beyond_the_bound_one_is_told_to_come_again_or_to_read_pages();
    }

    @Test
    void refused_questions_cost_no_place() {
        for (int i = 0; i < 2 * MOST; i++) {
            assertEquals(400, given().get(EXPORT + "&limit=0").statusCode());
            assertEquals(400, given().get(EXPORT + "&colour=red").statusCode());
        }
        assertEquals(200, given().get(EXPORT).statusCode());
    }
}
