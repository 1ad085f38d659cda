package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.annals.support.PackagedService;
import org.annals.support.PackagedService.Setup;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// What one instance exports another takes in, and gives out again as it came.
@NullUnmarked
class RoundTripIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLES = Path.of("src/test/resources/org/annals/importing/ucdp-ged");
    private static final String OWN =
            """
            {"title":"Made here, \\"without\\" a key","kind":"talks","date":{"text":"last Friday","reported":"2013-01-14"},
             "actors":[{"name":"Somebody new","create":true,"role":"mediator"}],"tags":["zeta","alpha"],
             "sources":[{"name":"A paper","published":"2013~","says":{"edtf":"2013-01","low":1,"note":"claims"}}]}
            """;
    private static final String GOING_ON =
            """
            {"title":"Goes on","kind":"deployment","date":{"edtf":"2013-01-11/..","confirmed":"2014-01-01"},
             "concerns":["MLI"],"place":{"country":"FRA"},"fatalities":{"low":0},"status":"disputed"}
            """;

    @Test
    void what_is_exported_comes_back_the_same_from_an_instance_that_was_empty() throws Exception {
        Map<String, ObjectNode> first;
        Map<String, String> names;
        Path file;
        try (PackagedService one =
                Setup.warm("round-trip-one").with("ANNALS_STARTER_DATA", "true").start()) {
            one.load(
                    "format=ucdp-ged&version=23.1",
                    SAMPLES.resolve("ged231-central-african-republic.csv"));
            one.load("format=ucdp-ged&dataset=world", SAMPLES.resolve("ged231-world-sample.csv"));
            one.load("format=ucdp-ged&dataset=odd", SAMPLES.resolve("odd-and-broken.csv"));
            made(one, OWN);
            made(one, GOING_ON);
            file = one.setup().folder().resolve("all.ndjson");
            Files.writeString(file, one.get("/api/v1/events?format=ndjson").body());
            first = events(file);
            names = names(one);
        }
        assertTrue(first.size() > 2_890, () -> first.size() + " events");
        try (PackagedService other = Setup.warm("round-trip-other").start()) {
            String report = other.load("format=ndjson", file);
            assertEquals("succeeded", PackagedService.field(report, "status"), report);
            assertEquals("" + first.size(), PackagedService.field(report, "inserted"), report);
            Path again = other.setup().folder().resolve("again.ndjson");
            Files.writeString(again, other.get("/api/v1/events?format=ndjson").body());
            Map<String, ObjectNode> second = events(again);
            assertEquals(first.keySet(), second.keySet());
            first.forEach((key, event) -> assertEquals(event, second.get(key), key));
            assertEquals(names, names(other));

            String replay = other.load("format=ndjson", again);
            assertEquals("" + first.size(), PackagedService.field(replay, "unchanged"), replay);
        }
    }

    private static void made(PackagedService service, String event) {
        var answer =
                service.write(
                        "POST",
                        "/api/v1/events",
                        "application/json",
                        BodyPublishers.ofString(event));
        assertEquals(201, answer.statusCode(), answer.body());
    }

    /// By origin, without what belongs to the instance.
    private static Map<String, ObjectNode> events(Path file) throws IOException {
        Map<String, ObjectNode> events = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            ObjectNode event = (ObjectNode) JSON.readTree(line);
            event.remove(List.of("id", "url", "revision", "recordedAt", "firstRecordedAt"));
            events.put(
                    event.at("/origin/dataset").asText() + ":" + event.at("/origin/key").asText(),
                    event);
        }
        return events;
    }

    /// Actors, conflicts and dyads with their numbers.
    private static Map<String, String> names(PackagedService service) throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (String list : List.of("actors", "conflicts", "dyads")) {
            var page = JSON.readTree(service.get("/api/v1/%s?limit=1000".formatted(list)).body());
            assertTrue(page.path("next").isNull(), "one page holds all");
            page.path("items")
                    .forEach(item ->
                            names.put(list + " " + item.path("id"), item.path("name").asText()));
        }
        return names;
    }
}
