package org.annals.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.annals.platform.http.ProblemType.FEED_RESTARTED;
import static org.annals.platform.http.ProblemType.UNREADABLE_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.annals.event.EventVersions.Place;
import org.annals.event.FeedToken;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// What a client learns of changes, one after the other.
@QuarkusTest
class ChangeFeedTest {

    private static final String PATH = "/api/v1/changes";

    private static JsonNode get(String query) {
        Response answer = Events.writing().get(PATH + "?" + query);
        assertEquals(200, answer.statusCode(), answer.asString());
        return Events.json(answer.asString());
    }

    private static String now() {
        return get("after=now").path("next").asText();
    }

    /// Everything after a token, page by page.
    private static List<JsonNode> all(String query, String after) {
        List<JsonNode> items = new ArrayList<>();
        String token = after;
        while (true) {
            JsonNode page = get(query + "&after=" + token);
            page.path("items").forEach(items::add);
            if (page.path("items").isEmpty()) return items;
            token = page.path("next").asText();
        }
    }

    private static List<String> told(List<JsonNode> items) {
        return items.stream()
                .map(item -> item.path("change").asText() + " " + item.path("revision").asText())
                .toList();
    }

    @Test
    void each_change_comes_once_in_order_and_with_what_the_event_came_to_be() {
        String before = now();
        Stored event = Events.create(Draft.of("Fed").tags("feed-each"));
        JsonNode first = event.body();
        event = Events.patched(event, "{\"description\": \"More of it\"}");
        Events.retract(event, "entered twice");
        List<JsonNode> items = all("tag=feed-each", before);
        assertEquals(List.of("created 1", "changed 2", "retracted 3"), told(items));
        assertEquals(first, items.get(0).path("event"));
        assertEquals(event.body(), items.get(1).path("event"));
        assertTrue(items.get(2).path("event").isNull());
        assertEquals("entered twice", items.get(2).path("reason").asText());
        assertEquals(items, all("tag=feed-each&limit=1", before));
        assertEquals(List.of(), all("tag=feed-each", now()));
    }

    @Test
    void an_event_that_stops_matching_has_left_and_one_that_begins_to_is_told() {
        String before = now();
        Stored event = Events.create(Draft.of("Comes and goes").tags("feed-in"));
        event = Events.patched(event, "{\"tags\": [\"feed-out\"]}");
        event = Events.patched(event, "{\"title\": \"Changed while away\"}");
        Events.patched(event, "{\"tags\": [\"feed-in\"]}");
        assertEquals(List.of("created 1", "left 2", "changed 4"), told(all("tag=feed-in", before)));
        assertEquals(
                List.of("changed 2", "changed 3", "left 4"), told(all("tag=feed-out", before)));
    }

    @Test
    void a_merged_event_is_told_with_the_one_that_took_it_in() {
        Stored into = Events.create(Draft.of("Takes in").tags("feed-merge"));
        Stored gone = Events.create(Draft.of("Goes").tags("feed-merge"));
        String before = now();
        Events.writing()
                .header("If-Match", "*")
                .queryParam("from", gone.id())
                .queryParam("reason", "the same")
                .post(into.path() + "/merge");
        List<JsonNode> items = all("tag=feed-merge", before);
        assertEquals(List.of("changed 2", "merged 2"), told(items));
        assertEquals(into.id(), items.get(1).path("mergedInto").asLong());
    }

    @Test
    void an_export_says_from_where_to_go_on() {
        Events.create(Draft.of("In the export").tags("feed-export"));
        Http.Answer export = Http.get("/api/v1/events?tag=feed-export&format=ndjson");
        assertEquals(1, export.body().lines().count());
        String after = export.header("Annals-Changes-After");
        Events.create(Draft.of("After the export").tags("feed-export"));
        List<JsonNode> items = all("tag=feed-export", after);
        assertEquals("After the export", items.getLast().at("/event/title").asText());
    }

    @Test
    void a_client_that_waits_is_told_when_something_happens() throws Exception {
        String before = now();
        CompletableFuture<Http.Answer> waiting =
                CompletableFuture.supplyAsync(
                        () -> Http.get(PATH + "?wait=30&tag=feed-wait&after=" + before));
        Events.create(Draft.of("Waited for").tags("feed-wait"));
        JsonNode page = waiting.get(40, TimeUnit.SECONDS).json();
        // What else is written wakes it too; it then goes on from where it is.
        if (page.path("items").isEmpty()) {
            page = get("wait=30&tag=feed-wait&after=" + page.path("next").asText());
        }
        assertEquals("Waited for", page.at("/items/0/event/title").asText());
    }

    @Test
    void a_stream_tells_changes_as_they_come_and_is_taken_up_again() throws Exception {
        String before = now();
        Events.create(Draft.of("Streamed 1").tags("feed-stream"));
        List<String> ids = new ArrayList<>();
        assertEquals("Streamed 1", streamed(before, ids));
        Events.create(Draft.of("Streamed 2").tags("feed-stream"));
        assertEquals("Streamed 2", streamed(ids.getLast(), ids));
    }

    /// The title in the first event of a stream.
    private static String streamed(String lastEventId, List<String> ids) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection)
                        URI.create(Http.base() + PATH + "?tag=feed-stream")
                                .toURL()
                                .openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setRequestProperty("Last-Event-ID", lastEventId);
        connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(30));
        assertEquals(200, connection.getResponseCode());
        assertTrue(connection.getContentType().startsWith("text/event-stream"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) ids.add(line.substring(4));
                if (line.startsWith("data: ")) {
                    return Events.json(line.substring(6)).at("/event/title").asText();
                }
            }
        } finally {
            connection.disconnect();
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void a_token_of_another_database_is_told_from_nonsense() {
        Refused.as(UNREADABLE_PARAMETER, Events.writing().get(PATH + "?after=nonsense"));
        String foreign = new FeedToken(1, new Place(2, 3, 1)).encode();
        Refused.as(FEED_RESTARTED, Events.writing().get(PATH + "?after=" + foreign));
        FeedToken now = FeedToken.decode(now()).orElseThrow();
        String ahead = new FeedToken(now.cluster(), new Place(Long.MAX_VALUE / 2, 0, 0)).encode();
        Refused.as(FEED_RESTARTED, Events.writing().get(PATH + "?after=" + ahead));
        Refused.as(UNREADABLE_PARAMETER, Events.writing().get(PATH + "?wait=61"));
    }
}
