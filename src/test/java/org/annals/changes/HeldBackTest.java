package org.annals.changes;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.annals.platform.sql.Snapshots;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.TestDatabase;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HeldBackTest {

    @Inject Snapshots snapshots;

    @Test
    void what_holds_the_feed_back_is_named_even_if_it_is_in_another_database() throws SQLException {
        try (Connection other = TestDatabase.connectTo("postgres");
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'a long calculation'");
            other.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            Events.create(Draft.of("Told later"));

            get("/q/health/well").then().body(containsString("a long calculation"));
            HealthCheckResponse patient = new HeldBack(snapshots, Duration.ofMinutes(10)).call();
            assertEquals(Status.UP, patient.getStatus(), patient.getData().toString());
            HealthCheckResponse impatient = new HeldBack(snapshots, Duration.ZERO).call();
            assertEquals(Status.DOWN, impatient.getStatus());
            Map<String, Object> data = impatient.getData().orElseThrow();
            assertEquals(
                    "a long calculation, idle in transaction, database postgres, user annals",
                    data.get("held by"));
            assertTrue(data.containsKey("process"), data.toString());
            assertTrue(data.containsKey("held since"), data.toString());
            assertTrue(data.containsKey("oldest change not told"), data.toString());
            other.rollback();
        }
    }
}
