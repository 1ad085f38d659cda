package org.annals.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.annals.platform.http.ProblemType;

/// What every problem has to be, whatever it is about.
public final class Refused {

    // Names of classes, SQL and stacks have no business with a client.
    private static final Pattern LEAK =
            Pattern.compile(
                    "(?i)exception|\\b(org|java|jakarta|io|com)\\.[a-z]+\\.|\\bselect .* from\\b"
                            + "|\\binsert into\\b|sqlstate|hibernate|jackson|postgres|::\\w+|\\.java\\b");

    private final int status;
    private final JsonNode body;

    private Refused(Response answer) {
        this(
                answer.statusCode(),
                answer.header("Cache-Control"),
                answer.contentType(),
                answer.asString());
    }

    private Refused(int status, String caching, String type, String body) {
        this.status = status;
        assertTrue(type.startsWith("application/problem+json"), type + ": " + body);
        assertEquals("no-store", caching, body);
        assertNoLeak(body);
        this.body = Events.json(body);
    }

    public static void assertNoLeak(String body) {
        assertFalse(LEAK.matcher(body).find(), "this tells too much: " + body);
    }

    /// The answer is a problem of this type.
    public static Refused as(ProblemType type, Response answer) {
        return new Refused(answer).is(type);
    }

    public static Refused as(ProblemType type, Http.Answer answer) {
        return new Refused(
                        answer.status(),
                        answer.header("Cache-Control"),
                        answer.header("Content-Type"),
                        answer.body())
                .is(type);
    }

    private Refused is(ProblemType type) {
        assertEquals(type.status(), status, body.toString());
        assertEquals(type.status(), body.path("status").asInt(), body.toString());
        assertTrue(
                body.path("type").asText().endsWith("/problems/" + type.slug()), body.toString());
        assertEquals(type.title(), body.path("title").asText());
        return this;
    }

    /// The detail says all of these.
    public Refused saying(String... parts) {
        for (String part : parts) {
            assertTrue(body.path("detail").asText().contains(part), part + " in " + body);
        }
        return this;
    }

    /// These parameters, or places in the body, are pointed at, and no other.
    public Refused at(String... places) {
        List<String> found = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            found.add(error.path("parameter").asText() + error.path("pointer").asText());
        }
        assertEquals(List.of(places), found, body.toString());
        return this;
    }

    public JsonNode body() {
        return body;
    }
}
