package org.annals.support;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/// Sends files to the service under test as a client does, and looks at what became of them.
@NullUnmarked
public final class Uploads {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(20);

    private Uploads() {}

    public static RequestSpecification asAdmin() {
        return given().header("Authorization", "Bearer " + TestDatabase.ADMIN_TOKEN);
    }

    public static Response post(String query, String type, byte[] file) {
        return asAdmin()
                .urlEncodingEnabled(false)
                .contentType(type)
                .body(file)
                .post("/api/v1/imports?" + query);
    }

    /// The report of an import, once it is over.
    public static JsonNode load(String query, byte[] file) {
        String type = query.contains("ndjson") ? "application/x-ndjson" : "text/csv";
        Response answer = post(query, type, file);
        assertEquals(202, answer.statusCode(), answer.asString());
        return report(json(answer).path("id").asLong());
    }

    public static JsonNode report(long id) {
        while (true) {
            JsonNode report = json(given().get("/api/v1/imports/" + id));
            if (!List.of("receiving", "running").contains(report.path("status").asText())) {
                return report;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    public static JsonNode ucdp(String dataset, String csv) {
        return load(
                "format=ucdp-ged&version=23.1&dataset=" + dataset,
                csv.getBytes(StandardCharsets.UTF_8));
    }

    public static List<JsonNode> complaints(JsonNode report, int page) {
        return all("/api/v1/imports/%d/complaints?limit=%d".formatted(id(report), page));
    }

    public static List<JsonNode> complaints(JsonNode report) {
        return complaints(report, 1000);
    }

    public static long id(JsonNode report) {
        return report.path("id").asLong();
    }

    /// The items of a list, over all of its pages.
    public static List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        for (String next = path; next != null; ) {
            JsonNode page = json(given().urlEncodingEnabled(false).get(next));
            page.path("items").forEach(items::add);
            next = page.path("next").textValue();
        }
        return items;
    }

    public static JsonNode json(Response answer) {
        return json(answer.asString());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /// The event that has this key in a data set, whole.
    public static JsonNode event(String dataset, String key) {
        List<JsonNode> found = all("/api/v1/events?view=full&origin=%s:%s".formatted(dataset, key));
        assertEquals(1, found.size(), dataset + ":" + key);
        return found.getFirst();
    }

    /// Changes the title of an event, as an editor does.
    public static void edit(JsonNode event, String title) {
        String path = "/api/v1/events/" + event.path("id").asLong();
        asAdmin()
                .contentType("application/merge-patch+json")
                .header("If-Match", given().get(path).header("ETag"))
                .body(JSON.createObjectNode().put("title", title).toString())
                .patch(path + "?reason=corrected")
                .then()
                .statusCode(200);
    }

    /// All that is stored of the events of a data set, with every superseded version, in one text.
    public static String stored(String dataset) {
        return ask(
                """
                select md5(string_agg(v::text, E'\\n' order by v::text))
                  from (select to_jsonb(e) as v from event e
                        union all select to_jsonb(h) from event_history h) versions
                 where v ->> 'origin_dataset' = (select id::text from dataset where code = '%s')
                """
                        .formatted(dataset));
    }

    public static String ask(String sql) {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /// Rows as a CSV file, every value in quotes.
    public static String csv(List<List<String>> rows) {
        return rows.stream()
                .map(row ->
                        row.stream()
                                .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
