package org.annals.importing;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.annals.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LastImportsTest {

    @Test
    void an_import_that_failed_is_told_until_the_next_one_of_its_data_set_goes_in()
            throws SQLException {
        ended("failed", "the-disk-was-full");
        get("/q/health/well").then().statusCode(503).body(containsString("the-disk-was-full"));
        get("/q/health/ready").then().statusCode(200);
        get("/q/health/live").then().statusCode(200);

        ended("succeeded", null);
        get("/q/health/well").then().body(not(containsString("the-disk-was-full")));
    }

    private static void ended(String status, @Nullable String failure) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into import(status, format, dataset, started_by, failure, finished_at)
                    values ('%s', 'ndjson', 'of-the-wellness-test', 'test', nullif('%s', 'null'), now())
                    """
                            .formatted(status, failure));
        }
    }
}
