package org.annals.event;

import static org.annals.support.Uploads.event;
import static org.annals.support.Uploads.json;
import static org.annals.support.Uploads.load;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.annals.codebook.Codebooks;
import org.annals.event.EventBulkWriter.Merged;
import org.annals.event.EventBulkWriter.Overtaken;
import org.annals.support.TestDatabase;
import org.annals.support.Uploads;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OvertakenLoadTest {

    private final Codebooks codebooks;

    OvertakenLoadTest(Codebooks codebooks) {
        this.codebooks = codebooks;
    }

    @Test
    void what_another_import_changed_since_it_was_found_unchanged_is_staged_again()
            throws SQLException, Overtaken {
        send(line("1", "As the file says"));
        try (Connection connection = TestDatabase.connect()) {
            connection.setAutoCommit(false);
            try (EventBulkWriter writer = staged(connection, "1")) {
                send(line("1", "As a newer file says"));
                assertThrows(Overtaken.class, () -> writer.merge(null, "test", null));
            }
            try (EventBulkWriter again = staged(connection, "1")) {
                Merged merged = again.merge(null, "test", null);
                connection.commit();
                assertEquals(new Merged(0, 1, 0, 0, 0, 0), merged);
            }
        }
        assertEquals("As the file says", event("overtaken", "1").path("title").asText());
    }

    @Test
    void what_an_editor_changed_since_it_was_found_unchanged_stays() throws Exception {
        send(line("2", "As the file says"));
        try (Connection connection = TestDatabase.connect()) {
            connection.setAutoCommit(false);
            try (EventBulkWriter writer = staged(connection, "2")) {
                Uploads.edit(event("overtaken", "2"), "As an editor says");
                assertEquals(new Merged(0, 0, 1, 0, 0, 0), writer.merge(null, "test", null));
                connection.commit();
            }
        }
        assertEquals("As an editor says", event("overtaken", "2").path("title").asText());
    }

    private EventBulkWriter staged(Connection connection, String key) {
        EventBulkWriter writer =
                new EventBulkWriter(connection, 0, codebooks.current(), LocalDate.of(2024, 1, 1));
        EventDraft draft =
                DraftReader.readLine(json(line(key, "As the file says"))).draft().orElseThrow();
        assertEquals(List.of(), writer.add(1, draft));
        writer.stage();
        return writer;
    }

    private static void send(String line) {
        load("format=ndjson", line.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String key, String title) {
        return """
        {"origin": {"dataset": "overtaken", "key": "%s"}, "title": "%s", "date": {"edtf": "6101-02-03"}, "kind": "protest"}
        """
                .formatted(key, title)
                .strip();
    }
}
