package org.annals.importing;

import static org.annals.platform.http.ProblemType.MISSING_PARAMETER;
import static org.annals.platform.http.ProblemType.NOTHING_TO_UNDO;
import static org.annals.platform.http.ProblemType.RECORD_NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Refused;
import org.annals.support.Uploads;
import org.junit.jupiter.api.Test;

/// An import taken back, and imported again.
@QuarkusTest
class UndoTest {

    private static final String SET = "undo-set";

    private static JsonNode load(String... titles) {
        return into(SET, titles);
    }

    private static JsonNode into(String dataset, String... titles) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < titles.length; i++) {
            lines.append(
                            Draft.of(titles[i])
                                    .date("1891-02-0" + (i + 1))
                                    .origin(dataset, "row-" + i)
                                    .json())
                    .append('\n');
        }
        return Uploads.load("format=ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Response undo(long id) {
        return Events.writing()
                .queryParam("reason", "the wrong file")
                .post("/api/v1/imports/" + id + "/undo");
    }

    private static List<String> titles() {
        return Uploads.all("/api/v1/events?dataset=" + SET).stream()
                .map(event -> event.path("title").asText())
                .toList();
    }

    @Test
    void what_it_brought_is_retracted_what_it_changed_goes_back_and_what_was_edited_since_stays() {
        load("One", "Two", "Three");
        JsonNode second = load("One", "Two changed", "Three changed", "Four");
        assertEquals(2, second.path("changed").asInt());
        assertEquals(1, second.path("inserted").asInt());
        JsonNode three = Uploads.all("/api/v1/events?origin=" + SET + ":row-2").getFirst();
        Events.patched(Events.read(three.path("id").asLong()), "{\"title\": \"Three edited\"}");

        Response answer = undo(Uploads.id(second));
        assertEquals(200, answer.statusCode(), answer.asString());
        JsonNode undone = Events.json(answer.asString()).path("undone");
        assertEquals(1, undone.path("retracted").asInt());
        assertEquals(1, undone.path("restored").asInt());
        assertEquals(1, undone.path("kept").asInt());
        assertEquals("the wrong file", undone.path("reason").asText());
        assertEquals(List.of("One", "Two", "Three edited"), titles());
        List<JsonNode> kept =
                Uploads.complaints(second).stream()
                        .filter(complaint -> complaint.path("kind").asText().equals("kept"))
                        .toList();
        assertEquals(1, kept.size());
        assertEquals(three.path("id"), kept.getFirst().path("event"));
        Refused.as(NOTHING_TO_UNDO, undo(Uploads.id(second)));

        JsonNode again = load("One", "Two changed", "Three changed", "Four");
        assertEquals(List.of("One", "Two changed", "Three edited", "Four"), titles());
        assertEquals(2, again.path("changed").asInt());
        assertEquals(2, again.path("unchanged").asInt());
    }

    @Test
    void there_must_be_an_import_and_a_reason() {
        Refused.as(RECORD_NOT_FOUND, undo(999_999_999));
        JsonNode report = into("undo-alone", "Alone");
        Refused.as(
                MISSING_PARAMETER,
                Events.writing().post("/api/v1/imports/" + Uploads.id(report) + "/undo"));
    }
}
