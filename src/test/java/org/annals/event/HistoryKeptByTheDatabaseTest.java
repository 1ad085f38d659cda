package org.annals.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// Whatever changes an event, the version before is kept whole, and what would be wrong is refused:
/// by the database itself, also past the service.
@QuarkusTest
class HistoryKeptByTheDatabaseTest {

    private static List<JsonNode> rows(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<JsonNode> found = new ArrayList<>();
            while (rows.next()) found.add(Events.json(rows.getString(1)));
            return found;
        }
    }

    private static JsonNode row(long id) throws SQLException {
        return rows("select to_jsonb(e) from event e where id = " + id).getFirst();
    }

    private static void refused(String state, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            SQLException e = assertThrows(SQLException.class, () -> statement.execute(sql), sql);
            assertEquals(state, e.getSQLState(), e.getMessage());
        }
    }

    @Test
    void superseded_versions_are_in_the_history_as_they_were() throws Exception {
        Stored event =
                Events.create(
                        Draft.of("First version")
                                .tags("history")
                                .with("sources", List.of(Map.of("name", "A paper")))
                                .with("fatalities", Map.of("best", 3)));
        List<JsonNode> versions = new ArrayList<>();
        versions.add(row(event.id()));
        event =
                Events.patched(
                        event,
                        "{\"title\": \"Second version\", \"date\": {\"edtf\": \"[2013,2015]\"}}");
        versions.add(row(event.id()));
        event = Events.patched(event, "{\"fatalities\": {\"best\": null}}");
        versions.add(row(event.id()));
        Events.retract(event, "to see the history").then().statusCode(204);
        JsonNode last = row(event.id());

        List<JsonNode> history =
                rows(
                        "select to_jsonb(h) from event_history h where id = %d order by revision"
                                .formatted(event.id()));
        assertEquals(versions.size(), history.size());
        for (int i = 0; i < versions.size(); i++) {
            ObjectNode kept = history.get(i).deepCopy();
            JsonNode next = i + 1 < versions.size() ? versions.get(i + 1) : last;
            assertEquals(next.path("tx"), kept.remove("superseded_tx"));
            assertEquals(versions.get(i), kept);
        }
        assertEquals(4, last.path("revision").asInt());
    }

    @Test
    void the_history_has_the_columns_of_the_event() throws Exception {
        String columns =
                """
                select jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attname)
                  from pg_attribute
                 where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attname <> 'superseded_tx'
                """;
        assertEquals(rows(columns.formatted("event")), rows(columns.formatted("event_history")));
    }

    @Test
    void a_change_past_the_service_raises_the_revision_and_is_kept_too() throws Exception {
        Stored event = Events.create(Draft.of("Changed at a prompt"));
        refused("23514", "update event set title = 'x' where id = " + event.id());
        refused("23514", "update event set title = 'x', revision = 3 where id = " + event.id());
        refused("23514", "update event set id = -1, revision = 2 where id = " + event.id());
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(
                    1,
                    statement.executeUpdate(
                            """
                            update event
                               set title = 'By hand', revision = revision + 1, recorded_at = '2000-01-01'
                             where id = %d
                            """
                                    .formatted(event.id())));
        }
        JsonNode now = Events.read(event.id()).body();
        assertEquals("By hand", now.path("title").asText());
        assertEquals(2, now.path("revision").asInt());
        assertTrue(
                now.path("recordedAt").asText().compareTo(event.body().path("recordedAt").asText())
                        > 0);
        assertEquals(
                1, rows("select to_jsonb(h) from event_history h where id = " + event.id()).size());
    }

    @Test
    void nothing_is_ever_deleted() throws Exception {
        Stored event = Events.create(Draft.of("Not to be deleted"));
        refused("23001", "delete from event where id = " + event.id());
        refused("23001", "truncate event cascade");
        refused("23001", "delete from event_history");
        refused("23001", "update event_history set title = 'x'");
    }

    @Test
    void bounds_out_of_order_or_range_are_refused() throws Exception {
        Stored event = Events.create(Draft.of("Bounds").date("2013"));
        for (String change :
                List.of(
                        "start_earliest = start_latest + 1",
                        "end_earliest = end_latest + 1",
                        "start_earliest = end_earliest + 1, start_latest = end_latest, end_latest = end_latest + 9",
                        "start_latest = end_latest + 1",
                        "start_earliest = -2147483647",
                        "end_latest = 2147483646",
                        "start_earliest = 2147483647, start_latest = 2147483647, end_earliest = 2147483647, end_latest = 2147483647",
                        "members = '{}'",
                        "latitude = 1",
                        "latitude = 91, longitude = 0",
                        "fat_best = -1",
                        "status = 'retracted'")) {
            refused(
                    "23514",
                    "update event set %s, revision = revision + 1 where id = %d"
                            .formatted(change, event.id()));
        }
        refused(
                "23505",
                "update event set (origin_dataset, origin_key) = (select origin_dataset, origin_key from event where id = 1), revision = 2 where id = "
                        + event.id());
    }

    @Test
    void the_view_for_people_shows_dates() throws Exception {
        Stored event =
                Events.create(Draft.of("Shown to people").date("2022-02-24/").tags("people"));
        JsonNode shown =
                rows("select to_jsonb(r) from event_readable r where id = " + event.id())
                        .getFirst();
        assertEquals("2022-02-24", shown.path("start_earliest").asText());
        assertEquals("infinity", shown.path("end_latest").asText());
        assertEquals("talks", shown.path("kind").asText());
        assertEquals("people", shown.at("/tags/0").asText());
    }
}
