package org.annals.importing;

import static io.restassured.RestAssured.given;
import static org.annals.support.Uploads.asAdmin;
import static org.annals.support.Uploads.ask;
import static org.annals.support.Uploads.complaints;
import static org.annals.support.Uploads.edit;
import static org.annals.support.Uploads.event;
import static org.annals.support.Uploads.id;
import static org.annals.support.Uploads.json;
import static org.annals.support.Uploads.report;
import static org.annals.support.Uploads.ucdp;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class ImportUndoTest {

    @Test
    void what_it_brought_is_retracted_what_it_changed_is_as_before_and_edits_stay() {
        String data = "undone";
        UcdpRows rows = UcdpRows.first(6);
        ucdp(data, rows.without(5).without(4).csv());
        String before = said(data);
        UcdpRows second = UcdpRows.first(6).set(0, "best", "77").set(1, "best", "78");
        JsonNode run = ucdp(data, second.csv());
        assertEquals(2, run.path("inserted").asInt());
        assertEquals(2, run.path("changed").asInt());
        edit(event(data, second.get(1, "id")), "Corrected here");
        edit(event(data, second.get(5, "id")), "Corrected here too");
        String after = given().get("/api/v1/changes?after=now").jsonPath().getString("next");

        JsonNode undone = json(undo(id(run), 200));

        assertEquals(
                json("{\"retracted\": 1, \"restored\": 1, \"kept\": 2}"),
                numbers(undone.path("undone")));
        assertEquals("a wrong release", undone.at("/undone/reason").asText());
        assertEquals("admin", undone.at("/undone/by").asText());
        assertEquals(undone, report(id(run)));
        List<JsonNode> kept =
                complaints(undone).stream()
                        .filter(c -> c.path("kind").asText().equals("kept"))
                        .toList();
        assertEquals(
                List.of(second.get(1, "id"), second.get(5, "id")),
                kept.stream().map(c -> c.path("value").asText()).toList());
        assertEquals(78, event(data, second.get(1, "id")).at("/fatalities/best").asInt());
        assertEquals(
                event(data, second.get(2, "id")).path("revision").asInt(),
                1,
                "an event that the import left alone");
        assertEquals(1, gone(data).size());
        assertEquals(
                "a wrong release",
                ask(
                        "select reason from event where id = "
                                + gone(data).getFirst().path("id").asLong()));
        assertTrue(
                changes(data, after)
                        .contains("retracted " + gone(data).getFirst().path("id").asLong()));
        undo(id(run), 409);
        assertEquals(lineOf(before, second.get(0, "id")), lineOf(said(data), second.get(0, "id")));
    }

    private static String lineOf(String said, String key) {
        return said.lines()
                .filter(line -> line.contains('"' + key + '"'))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_same_file_comes_in_again_after_an_undo() {
        String data = "undone-and-back";
        UcdpRows rows = UcdpRows.first(3);
        ucdp(data, rows.without(2).csv());
        UcdpRows second = UcdpRows.first(3).set(0, "best", "77");
        undo(id(ucdp(data, second.csv())), 200);

        JsonNode again = ucdp(data, second.csv());

        assertEquals(
                List.of(0, 2, 1, 0),
                List.of("inserted", "changed", "unchanged", "conflicting").stream()
                        .map(number -> again.path(number).asInt())
                        .toList());
        assertEquals(77, event(data, second.get(0, "id")).at("/fatalities/best").asInt());
        assertEquals(List.of(), gone(data));
        assertEquals(3, ucdp(data, second.csv()).path("unchanged").asInt());
    }

    @Test
    void several_imports_are_undone_the_last_first() {
        String data = "undone-in-turn";
        UcdpRows rows = UcdpRows.first(3);
        JsonNode first = ucdp(data, rows.csv());
        String before = said(data);
        JsonNode second = ucdp(data, rows.set(0, "best", "77").csv());
        JsonNode third = ucdp(data, rows.set(0, "best", "78").set(1, "best", "79").csv());

        undo(id(third), 200);
        assertEquals(77, event(data, rows.get(0, "id")).at("/fatalities/best").asInt());
        undo(id(second), 200);
        assertEquals(before, said(data));
        assertEquals(3, json(undo(id(first), 200)).at("/undone/retracted").asInt());
        assertEquals(3, gone(data).size());
    }

    @Test
    void it_wants_a_reason_and_an_import_that_is_there_and_went_in() {
        long id = id(ucdp("undone-not", UcdpRows.first(1).csv()));
        asAdmin()
                .post("/api/v1/imports/%d/undo".formatted(id))
                .then()
                .statusCode(400)
                .body(containsString("Say why"));
        asAdmin().post("/api/v1/imports/987654321/undo?reason=none").then().statusCode(404);
        given().post("/api/v1/imports/%d/undo?reason=none".formatted(id)).then().statusCode(401);
        JsonNode failed = ucdp("undone-not", "no such columns\n1\n");
        undo(id(failed), 409);
    }

    private static Response undo(long id, int status) {
        Response answer =
                asAdmin()
                        .urlEncodingEnabled(false)
                        .post("/api/v1/imports/%d/undo?reason=a%%20wrong%%20release".formatted(id));
        assertEquals(status, answer.statusCode(), answer.asString());
        return answer;
    }

    private static JsonNode numbers(JsonNode undone) {
        return ((ObjectNode) undone.deepCopy()).retain("retracted", "restored", "kept");
    }

    private static List<JsonNode> gone(String dataset) {
        List<JsonNode> items = new ArrayList<>();
        json(given().get("/api/v1/events?view=full&status=retracted&dataset=" + dataset))
                .path("items")
                .forEach(items::add);
        return items;
    }

    private static String changes(String dataset, String after) {
        StringBuilder told = new StringBuilder();
        json(given().get("/api/v1/changes?wait=10&dataset=%s&after=%s".formatted(dataset, after)))
                .path("items")
                .forEach(item ->
                        told.append(item.path("change").asText())
                                .append(' ')
                                .append(item.path("id").asLong())
                                .append('\n'));
        return told.toString();
    }

    /// All that the events of a data set say, and what their next import is compared with.
    private static String said(String dataset) {
        return ask(
                """
                select string_agg((to_jsonb(e) - '{id,revision,tx,recorded_at,recorded_by,reason,import_id}'::text[])::text, E'\\n'
                                  order by origin_key)
                  from event e where origin_dataset = (select id from dataset where code = '%s')
                """
                        .formatted(dataset));
    }
}
