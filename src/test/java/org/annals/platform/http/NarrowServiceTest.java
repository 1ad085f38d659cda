package org.annals.platform.http;

import static io.restassured.RestAssured.given;
import static org.annals.platform.http.ProblemType.BUSY;
import static org.annals.platform.http.ProblemType.FORBIDDEN_ORIGIN;
import static org.annals.platform.http.ProblemType.TOO_SLOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// A service that is set up narrowly: few connections, short times, a public address of its own and
/// one origin whose pages may write.
@QuarkusTest
@TestProfile(NarrowServiceTest.Narrow.class)
class NarrowServiceTest {

    public static final class Narrow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "annals.public-url", "https://annals.example/history/",
                    "annals.write-origins", "https://desk.example,https://other.example",
                    "annals.limits.concurrent-exports", "2",
                    "quarkus.datasource.exports.jdbc.acquisition-timeout", "200ms",
                    "quarkus.datasource.reads.jdbc.max-size", "2",
                    "quarkus.datasource.reads.jdbc.acquisition-timeout", "200ms",
                    "quarkus.datasource.reads.jdbc.additional-jdbc-properties.options",
                            "-c default_transaction_isolation=repeatable\\ read"
                                    + " -c default_transaction_read_only=on -c statement_timeout=400",
                    "quarkus.datasource.jdbc.additional-jdbc-properties.options",
                            "-c statement_timeout=400");
        }
    }

    private static final String DESK = "https://desk.example";

    @Test
    void absolute_addresses_are_those_under_which_clients_see_the_service() {
        String base = "https://annals.example/history";
        Response list = given().get(Events.PATH + "?limit=1&country=MLI");
        String next = list.path("next");
        assertTrue(next.startsWith(base + "/api/v1/events?"), next);
        assertTrue(next.contains("country=MLI") && next.contains("limit=1"), next);
        assertEquals("<" + next + ">; rel=\"next\"", list.header("Link"));
        String url = list.path("items[0].url");
        assertTrue(url.startsWith(base + "/api/v1/events/"), url);
        Response made = Events.post(Draft.of("With a public address"));
        assertTrue(made.header("Location").startsWith(base + "/api/v1/events/"), made.asString());
        String type = given().get(Events.PATH + "/0").path("type");
        assertEquals(base + "/problems/event-not-found", type);
        assertTrue(
                Http.get(Events.PATH + "?format=csv&limit=1")
                        .body()
                        .contains("," + base + "/api/v1/events/"));
    }

    @Test
    void pages_of_configured_origins_may_write() {
        Response preflight =
                given().header("Origin", DESK)
                        .header("Access-Control-Request-Method", "PATCH")
                        .options(Events.PATH + "/1");
        assertEquals(204, preflight.statusCode());
        assertEquals(DESK, preflight.header("Access-Control-Allow-Origin"));
        assertEquals(
                "GET, HEAD, POST, PUT, PATCH, DELETE",
                preflight.header("Access-Control-Allow-Methods"));
        Response made = postFrom(DESK);
        assertEquals(201, made.statusCode(), made.asString());
        assertEquals(DESK, made.header("Access-Control-Allow-Origin"));
        assertEquals(201, postFrom("https://other.example").statusCode());
        Refused.as(FORBIDDEN_ORIGIN, postFrom("https://desk.example.stranger.example"));
    }

    private static Response postFrom(String origin) {
        return Events.writing()
                .header("Origin", origin)
                .contentType(ContentType.JSON)
                .body(Draft.of("From a page").json())
                .post(Events.PATH);
    }

    @Test
    void when_every_connection_is_in_use_a_reader_is_told_to_come_again() throws Exception {
        AgroalDataSource reads =
                Arc.container()
                        .select(AgroalDataSource.class, new DataSource.DataSourceLiteral("reads"))
                        .get();
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) held.add(reads.getConnection());
            Response answer = given().get(Events.PATH + "?limit=1");
            Refused.as(BUSY, answer).saying("connection");
            assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
        } finally {
            for (Connection connection : held) connection.close();
        }
        assertEquals(200, given().get(Events.PATH + "?limit=1").statusCode());
    }

    @Test
    void a_question_that_takes_too_long_is_cut_and_told_so() throws Exception {
        try (Connection other = TestDatabase.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // What waits for a lock takes as long as what computes.
            statement.execute("lock table event in access exclusive mode");
            Response read = given().get(Events.PATH + "?limit=1");
            Refused.as(TOO_SLOW, read).saying("longer");
            assertTrue(Integer.parseInt(read.header("Retry-After")) > 0);
            Response write = Events.post(Draft.of("Waits in vain"));
            Refused.as(TOO_SLOW, write);
            other.rollback();
        }
        assertEquals(200, given().get(Events.PATH + "?limit=1").statusCode());
    }

    @Test
    void as_many_exports_run_as_may_and_the_next_is_told_to_come_again() {
        Snapshots snapshots = Arc.container().select(Snapshots.class).get();
        List<Snapshot> held = new ArrayList<>();
        String export = Events.PATH + "?format=csv&date=2013";
        try {
            for (int i = 0; i < 2; i++) held.add(snapshots.openForExport());
            Refused.as(BUSY, given().get(export));
            Refused.as(BUSY, given().get(export));
            Refused.as(BUSY, given().get(export));
        } finally {
            held.forEach(Snapshot::close);
        }
        assertEquals(
                200, given().get(export).statusCode(), "a refused export gives its place back");
    }
}
