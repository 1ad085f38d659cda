package org.annals.support;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.annals.platform.http.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The filter between a test and a server that answers whatever the test tells it to.
class ContractFilterTest {

    private static final Contract CONTRACT = Contract.published();
    private static final ContractFilter FILTER = new ContractFilter(CONTRACT);
    private static final String ME = "{\"name\":\"a\",\"role\":\"admin\",\"expiresAt\":null}";
    private static final String CSV =
            CONTRACT.at("/components/schemas/EventTable/pattern")
                    .asText()
                    .replaceAll("^.*\\?event_id", "event_id")
                    .replaceAll("\\(.*$", "\r\n");

    private final HttpServer server;
    private Answer answer = new Answer(500, Map.of(), "");

    private record Answer(int status, Map<String, String> headers, String body) {}

    ContractFilterTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        Answer now = answer;
                        exchange.getRequestBody().readAllBytes();
                        now.headers().forEach(exchange.getResponseHeaders()::add);
                        byte[] body = now.body().getBytes(UTF_8);
                        boolean empty =
                                body.length == 0 || exchange.getRequestMethod().equals("HEAD");
                        exchange.sendResponseHeaders(now.status(), empty ? -1 : body.length);
                        if (!empty) exchange.getResponseBody().write(body);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_answer_that_keeps_the_contract_passes_and_can_still_be_read() {
        answerJson(200, ME);
        assertEquals(ME, client().get("/api/v1/me").asString());
        client().get("/api/v1/me").then().statusCode(200).body("role", equalTo("admin"));
        given().filter(FILTER)
                .port(server.getAddress().getPort())
                .expect()
                .body("name", equalTo("a"))
                .when()
                .get("/api/v1/me");
    }

    @Test
    void an_unknown_status_is_refused() {
        answerJson(203, ME);
        assertRefused("/api/v1/me", "the status 203 is not documented for GET /api/v1/me");
    }

    @Test
    void a_key_that_is_missing_or_not_in_the_contract_is_refused() {
        answerJson(200, "{\"name\":\"a\",\"role\":\"admin\"}");
        assertRefused("/api/v1/me", "expiresAt");
        answerJson(200, ME.replace("{", "{\"age\":7,"));
        assertRefused("/api/v1/me", "age");
    }

    @Test
    void a_body_that_is_not_json_is_refused() {
        answerJson(200, "{\"name\":");
        assertRefused("/api/v1/me", "is not JSON");
    }

    @Test
    void a_type_that_is_not_documented_is_refused() {
        answer = new Answer(200, Map.of("Content-Type", "text/plain"), ME);
        assertRefused("/api/v1/me", "the type is 'text/plain', documented: application/json");
    }

    @Test
    void a_body_where_none_is_documented_is_refused() {
        answer = new Answer(304, Map.of("ETag", "\"1\""), "");
        assertKept("/api/v1/codebook");
        answer = new Answer(200, Map.of(), "");
        assertRefused("/api/v1/codebook", "the type is ''");
    }

    @Test
    void each_line_of_a_stream_is_looked_at() {
        ObjectNode event = CONTRACT.at("/components/examples/Expulsion/value").deepCopy();
        event.putArray("links");
        answer =
                new Answer(
                        200,
                        Map.of("Content-Type", "application/x-ndjson"),
                        event + "\n" + event + "\n");
        assertKept("/api/v1/events?format=ndjson");
        answer = new Answer(200, answer.headers(), event + "\n" + event.deepCopy().put("id", 0));
        assertRefused("/api/v1/events?format=ndjson", "line 2 /id");
    }

    @Test
    void an_answer_is_partial_only_where_it_was_asked_to_be() {
        Map<String, String> lines = Map.of("Content-Type", "application/x-ndjson");
        answer = new Answer(200, lines, "{\"id\":1,\"date\":{\"edtf\":\"2013\"}}\n");
        assertKept("/api/v1/events?format=ndjson&fields=id,date.edtf");
        assertRefused("/api/v1/events?format=ndjson", "line 1 : required property 'url'");
        Map<String, String> table = Map.of("Content-Type", "text/csv; charset=utf-8");
        answer = new Answer(200, table, "event_id,year\r\n1,2013\r\n");
        assertKept("/api/v1/events?format=csv&fields=event_id,year");
        assertRefused("/api/v1/events?format=csv", "pattern");
    }

    @Test
    void a_table_has_the_columns_of_the_contract() {
        answer = new Answer(200, Map.of("Content-Type", "text/csv; charset=utf-8"), CSV);
        assertKept("/api/v1/events?format=csv");
        String more = "\uFEFF" + CSV.replace("\r\n", ",x_date_prec\r\n");
        answer = new Answer(200, answer.headers(), more);
        assertKept("/api/v1/events?format=csv&bom=true&extra=date_prec");
        answer = new Answer(200, answer.headers(), CSV.replace(",year,", ","));
        assertRefused("/api/v1/events?format=csv", "does not match the regex pattern");
    }

    @Test
    void a_header_that_every_such_answer_has_may_not_be_missing() {
        JsonNode event = CONTRACT.at("/components/examples/Expulsion/value");
        answer =
                new Answer(
                        200,
                        Map.of(
                                "Content-Type", "application/json",
                                "ETag", "\"1-1\"",
                                "Last-Modified", "Thu, 02 May 2024 09:14:07 GMT"),
                        event.toString());
        assertKept("/api/v1/events/42");
        answerJson(200, event.toString());
        assertRefused("/api/v1/events/42", "the header 'ETag' is missing");
    }

    @Test
    void a_header_is_held_against_its_schema() {
        answerProblem(ProblemType.BUSY, Map.of("Retry-After", "soon"));
        assertRefused("/api/v1/events", "the header 'Retry-After', 'soon'");
    }

    @Test
    void a_parameter_that_is_accepted_must_be_in_the_contract() {
        answerJson(200, "{\"items\":[],\"total\":null,\"next\":null}");
        assertKept("/api/v1/events?from=2013&kind=coup");
        assertRefused("/api/v1/events?colour=red", "the parameter 'colour' was accepted");
    }

    @Test
    void an_error_is_a_problem_of_the_table_under_its_own_status() {
        answerProblem(ProblemType.UNKNOWN_PARAMETER, Map.of());
        assertKept("/api/v1/events?colour=red");
        answer = new Answer(400, Map.of("Content-Type", "text/html"), "<h1>Bad</h1>");
        assertRefused("/api/v1/events", "'text/html'");
        answerProblem(ProblemType.UNKNOWN_PARAMETER, Map.of());
        answer = new Answer(406, answer.headers(), answer.body());
        assertRefused("/api/v1/events", "unknown-parameter is a 400");
        answerProblem(ProblemType.UNKNOWN_PARAMETER, Map.of());
        answer = new Answer(400, answer.headers(), answer.body().replace("unknown-p", "odd-p"));
        assertRefused("/api/v1/events", "odd-parameter' is not in the table");
    }

    @Test
    void a_problem_that_may_be_cached_is_refused() {
        answerProblem(ProblemType.UNKNOWN_PARAMETER, Map.of());
        answer = new Answer(400, Map.of("Content-Type", "application/problem+json"), answer.body());
        assertRefused("/api/v1/events", "the header 'Cache-Control' is missing");
    }

    @Test
    void an_unknown_path_is_a_404_and_a_wrong_method_a_405() {
        answerProblem(ProblemType.PATH_NOT_FOUND, Map.of());
        assertKept("/api/v1/event");
        assertTrue(
                refusal(() -> client().delete("/api/v1/me")).contains("another method is a 405"));

        answerProblem(ProblemType.METHOD_NOT_ALLOWED, Map.of("Allow", "GET, HEAD"));
        assertDoesNotThrow(() -> client().delete("/api/v1/me"));
        assertRefused("/api/v1/event", "so it is a 404");

        answerJson(200, ME);
        assertRefused("/api/v1/you", "the contract has no GET /api/v1/you");
    }

    @Test
    void head_is_get_without_a_body() {
        answerJson(200, ME);
        assertDoesNotThrow(() -> client().head("/api/v1/me"));
        answerProblem(ProblemType.EVENT_NOT_FOUND, Map.of());
        assertDoesNotThrow(() -> client().head("/api/v1/events/7"));
    }

    @Test
    void elsewhere_only_errors_are_held_against_the_contract() {
        answer = new Answer(200, Map.of("Content-Type", "text/html"), "<h1>Annals</h1>");
        assertKept("/");
        answer = new Answer(404, answer.headers(), answer.body());
        assertRefused("/nowhere", "a 404 is application/problem+json");
        answerJson(503, "{\"status\":\"DOWN\"}");
        assertKept("/q/health/ready");
    }

    @Test
    void a_refusal_can_be_read() {
        answerJson(200, ME.replace("admin", "king"));
        assertEquals(
                """
                GET http://localhost:%d/api/v1/me answered 200 application/json, which breaks openapi/annals.yaml:
                - /role: does not have a value in the enumeration ["contributor", "editor", "admin"]
                The body:
                {"name":"a","role":"king","expiresAt":null}\
                """
                        .formatted(server.getAddress().getPort()),
                refusal(() -> client().get("/api/v1/me")));
    }

    private void answerJson(int status, String body) {
        answer = new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    private void answerProblem(ProblemType type, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/problem+json");
        all.put("Cache-Control", "no-store");
        answer =
                new Answer(
                        type.status(),
                        all,
                        """
                        {"type":"http://localhost/problems/%s","title":"%s","status":%d,
                         "detail":"Told.","instance":"/api/v1/events","errors":[]}
                        """
                                .formatted(type.slug(), type.title(), type.status()));
    }

    private RequestSpecification client() {
        return given().filter(FILTER).port(server.getAddress().getPort());
    }

    private Response get(String path) {
        return client().get(path);
    }

    private void assertKept(String path) {
        assertDoesNotThrow(() -> get(path));
    }

    private void assertRefused(String path, String because) {
        String text = refusal(() -> get(path));
        assertTrue(text.contains(because), text);
    }

    private static String refusal(Executable request) {
        return String.valueOf(assertThrows(AssertionError.class, request).getMessage());
    }
}
