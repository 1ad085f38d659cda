package org.annals.support;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.annals.support.Http.Answer;

/// Makes, reads and changes events over HTTP, as the administrator.
public final class Events {

    public static final String PATH = "/api/v1/events";
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] TOKEN = {"Authorization", "Bearer " + TestDatabase.ADMIN_TOKEN};

    /// An event as the service gave it.
    public record Stored(long id, String tag, JsonNode body) {

        static Stored of(Response answer) {
            JsonNode body = json(answer);
            return new Stored(body.path("id").asLong(), answer.header("ETag"), body);
        }

        public String path() {
            return PATH + "/" + id;
        }

        public int revision() {
            return body.path("revision").asInt();
        }
    }

    private Events() {}

    /// A request with the administrator's token.
    public static RequestSpecification writing() {
        return reading().header(TOKEN[0], TOKEN[1]);
    }

    // Says where to, since the default is known within a test only, not before all of them.
    private static RequestSpecification reading() {
        return given().baseUri(Http.base());
    }

    public static Response post(Draft draft) {
        return writing().contentType(ContentType.JSON).body(draft.json()).post(PATH);
    }

    public static Stored create(Draft draft) {
        Response answer = post(draft);
        assertEquals(201, answer.statusCode(), answer.asString());
        return Stored.of(answer);
    }

    public static Stored read(long id) {
        Response answer = reading().get(PATH + "/" + id);
        assertEquals(200, answer.statusCode(), answer.asString());
        return Stored.of(answer);
    }

    public static Response put(Stored event, String body) {
        return writing()
                .contentType(ContentType.JSON)
                .header("If-Match", event.tag())
                .body(body)
                .put(event.path());
    }

    public static Response patch(Stored event, String patch) {
        return writing()
                .contentType(MERGE_PATCH)
                .header("If-Match", event.tag())
                .body(patch.getBytes(UTF_8))
                .patch(event.path());
    }

    /// The event after a patch that is taken.
    public static Stored patched(Stored event, String patch) {
        Response answer = patch(event, patch);
        assertEquals(200, answer.statusCode(), answer.asString());
        return Stored.of(answer);
    }

    public static Response retract(Stored event, String reason) {
        return writing()
                .header("If-Match", event.tag())
                .queryParam("reason", reason)
                .delete(event.path());
    }

    /// Imports one JSON draft a line and waits until it is done; every line has to be taken.
    public static void takeIn(List<String> lines) {
        Answer received =
                Http.send(
                        "POST",
                        "/api/v1/imports?format=ndjson",
                        String.join("\n", lines),
                        TOKEN[0],
                        TOKEN[1],
                        "Content-Type",
                        "application/x-ndjson");
        assertEquals(202, received.status(), received.body());
        String report = "/api/v1/imports/" + received.json().path("id").asLong();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        JsonNode now = received.json();
        while (List.of("receiving", "running").contains(now.path("status").asText())) {
            assertTrue(System.nanoTime() < deadline, now.toString());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            now = Http.get(report).json();
        }
        assertEquals("succeeded", now.path("status").asText(), now.toString());
        assertEquals(lines.size(), now.path("rows").asInt(), now.toString());
    }

    /// Everything that a query finds, whole, as it is exported.
    public static List<JsonNode> exported(String query) {
        Answer answer = Http.get(PATH + "?format=ndjson&" + query);
        assertEquals(200, answer.status(), answer.body());
        return answer.body().lines().map(Events::json).toList();
    }

    private static JsonNode json(Response answer) {
        return json(answer.asString());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new AssertionError(text, e);
        }
    }
}
