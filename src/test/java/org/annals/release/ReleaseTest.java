package org.annals.release;

import static org.annals.platform.http.ProblemType.CONFLICTING_PARAMETERS;
import static org.annals.platform.http.ProblemType.RANGE_NOT_SATISFIABLE;
import static org.annals.platform.http.ProblemType.RECORD_NOT_FOUND;
import static org.annals.platform.http.ProblemType.RELEASE_EXISTS;
import static org.annals.platform.http.ProblemType.UNREADABLE_BODY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// States with a name: what is in them, their files, and what differs between two.
@QuarkusTest
class ReleaseTest {

    private static final String RELEASES = "/api/v1/releases";

    private static Response create(String name) {
        return Events.writing()
                .contentType(ContentType.JSON)
                .body("{\"name\": \"%s\"}".formatted(name))
                .post(RELEASES);
    }

    private static JsonNode released(String name) {
        Response answer = create(name);
        assertEquals(201, answer.statusCode(), answer.asString());
        while (true) {
            JsonNode release = get(RELEASES + "/" + name);
            if (release.path("state").asText().equals("ready")) return release;
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static JsonNode get(String path) {
        Response answer = Events.writing().get(path);
        assertEquals(200, answer.statusCode(), answer.asString());
        return Events.json(answer.asString());
    }

    private static byte[] file(String name, String file) {
        Response answer = Events.writing().get(RELEASES + "/" + name + "/" + file);
        assertEquals(200, answer.statusCode());
        return answer.asByteArray();
    }

    @Test
    void a_release_stays_what_it_was() throws Exception {
        Stored event =
                Events.create(Draft.of("Kept for good").date("1881-02-03").tags("release-kept"));
        JsonNode release = released("kept-1");
        String list = "/api/v1/events?tag=release-kept&asOf=kept-1";
        byte[] csv = file("kept-1", "events.csv.gz");
        Events.patched(event, "{\"title\": \"Changed later\"}");
        assertEquals("Kept for good", get(list).path("items").path(0).path("title").asText());
        assertArrayEquals(csv, file("kept-1", "events.csv.gz"));

        long events =
                get("/api/v1/events?limit=1&total=exact&asOf=kept-1").at("/total/value").asLong();
        assertEquals(events, release.path("events").asLong());
        long ofSets = 0;
        for (JsonNode set : release.path("datasets")) ofSets += set.path("events").asLong();
        assertEquals(events, ofSets);
        long ofLicences = 0;
        for (JsonNode licence : release.path("licences"))
            ofLicences += licence.path("events").asLong();
        assertEquals(events, ofLicences);
        assertTrue(release.at("/citation/text").asText().contains("Release kept-1 of 20"));
        assertTrue(release.at("/citation/bibtex").asText().startsWith("@misc{annals-kept-1,"));
        assertEquals("dataset", release.at("/citation/csl/type").asText());

        String text =
                new String(
                        new GZIPInputStream(new ByteArrayInputStream(csv)).readAllBytes(),
                        StandardCharsets.UTF_8);
        String lines =
                new String(
                        new GZIPInputStream(
                                        new ByteArrayInputStream(
                                                file("kept-1", "events.ndjson.gz")))
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        assertEquals(events, lines.lines().count());
        assertTrue(text.contains("Kept for good"));
        assertEquals(Http.get("/api/v1/events?format=csv&asOf=kept-1").body(), text);
    }

    @Test
    void files_bear_length_and_checksum_and_come_in_ranges() throws Exception {
        JsonNode release = released("ranges-1");
        for (JsonNode file : release.path("files")) {
            byte[] whole = file("ranges-1", file.path("name").asText());
            assertEquals(file.path("length").asInt(), whole.length);
            assertEquals(
                    file.path("sha256").asText(),
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole)));
        }
        String path = RELEASES + "/ranges-1/events.ndjson.gz";
        byte[] whole = file("ranges-1", "events.ndjson.gz");
        int length = whole.length;
        Map<String, int[]> parts =
                Map.of(
                        "bytes=0-99", new int[] {0, 100},
                        "bytes=100-", new int[] {100, length},
                        "bytes=-50", new int[] {length - 50, length},
                        "bytes=10-9999999999", new int[] {10, length});
        parts.forEach((range, part) -> {
            Response answer = Events.writing().header("Range", range).get(path);
            assertEquals(206, answer.statusCode(), range);
            assertArrayEquals(
                    Arrays.copyOfRange(whole, part[0], part[1]), answer.asByteArray(), range);
            assertEquals(
                    "bytes %d-%d/%d".formatted(part[0], part[1] - 1, length),
                    answer.header("Content-Range"));
        });
        Refused.as(
                RANGE_NOT_SATISFIABLE,
                Events.writing().header("Range", "bytes=" + length + "-").get(path));
        Response other =
                Events.writing()
                        .header("Range", "bytes=0-9")
                        .header("If-Range", "\"another\"")
                        .get(path);
        assertEquals(200, other.statusCode());
        Response head = Events.writing().head(path);
        assertEquals(String.valueOf(length), head.header("Content-Length"));
        assertEquals(
                304,
                Events.writing()
                        .header("If-None-Match", head.header("ETag"))
                        .get(path)
                        .statusCode());
    }

    @Test
    void a_difference_tells_every_change_and_what_it_did_to_the_tolls() throws IOException {
        Stored changed =
                Events.create(
                        Draft.of("Toll corrected")
                                .date("1882-03-04")
                                .with("place", Map.of("country", "MLI"))
                                .with("fatalities", Map.of("low", 1, "best", 5, "high", 9)));
        Stored removed =
                Events.create(
                        Draft.of("Never was")
                                .date("1883-03-04")
                                .with("fatalities", Map.of("best", 7)));
        Stored into = Events.create(Draft.of("Survivor").date("1884-03-04"));
        Stored loser =
                Events.create(
                        Draft.of("Twin").date("1884-03-04").with("fatalities", Map.of("best", 2)));
        Stored same = Events.create(Draft.of("Back and forth").date("1885-03-04"));
        released("diff-1");
        Events.patched(changed, "{\"fatalities\": {\"low\": 1, \"best\": 12, \"high\": 19}}");
        assertEquals(
                204,
                Events.writing()
                        .header("If-Match", removed.tag())
                        .queryParam("reason", "a rumour")
                        .delete(removed.path())
                        .statusCode());
        assertEquals(
                200,
                Events.writing()
                        .header("If-Match", "*")
                        .queryParam("reason", "the same")
                        .queryParam("from", loser.id())
                        .post(into.path() + "/merge")
                        .statusCode());
        Stored there = Events.patched(same, "{\"title\": \"Otherwise\"}");
        Events.patched(there, "{\"title\": \"Back and forth\"}");
        Stored added =
                Events.create(
                        Draft.of("New").date("1886-03-04").with("fatalities", Map.of("best", 3)));
        released("diff-2");

        JsonNode sums = get(RELEASES + "/diff-1/diff/diff-2");
        assertEquals(1, sums.at("/events/added").asInt());
        assertEquals(1, sums.at("/events/removed").asInt());
        assertEquals(1, sums.at("/events/changed").asInt());
        assertEquals(1, sums.at("/events/merged").asInt());
        assertEquals(7 - 7 - 2 + 3, sums.at("/fatalities/best").asInt());
        assertEquals(10, sums.at("/fatalities/high").asInt());
        assertEquals(
                Map.of("1882", 7, "1883", -7, "1884", -2, "1886", 3), deaths(sums.path("years")));
        assertEquals(7, deaths(sums.path("countries")).get("MLI"));

        JsonNode events = get(RELEASES + "/diff-1/diff/diff-2/events").path("items");
        assertEquals(4, events.size());
        assertEquals(
                Map.of(
                        changed.id(), "changed",
                        removed.id(), "removed",
                        loser.id(), "merged",
                        added.id(), "added"),
                kinds(events));
        JsonNode first = events.path(0);
        assertEquals(5, first.at("/before/fatalitiesBest").asInt());
        assertEquals(12, first.at("/after/fatalitiesBest").asInt());
        JsonNode page = get(RELEASES + "/diff-1/diff/diff-2/events?limit=3");
        String next = page.path("next").asText().replaceFirst("^https?://[^/]+", "");
        assertEquals(1, get(next).path("items").size());
        assertEquals(
                1, get(RELEASES + "/diff-1/diff/diff-2/events?change=merged").path("items").size());
        String csv = Http.get(RELEASES + "/diff-1/diff/diff-2/events?format=csv").body();
        assertEquals(5, csv.split("\r\n").length);
        assertEquals(0, get(RELEASES + "/diff-2/diff/diff-2").at("/events/changed").asInt());
        Refused.as(CONFLICTING_PARAMETERS, Events.writing().get(RELEASES + "/diff-2/diff/diff-1"));
    }

    private static Map<String, Integer> deaths(JsonNode shares) {
        Map<String, Integer> deaths = new java.util.TreeMap<>();
        for (JsonNode share : shares) {
            deaths.put(share.path("value").asText(), share.at("/fatalities/best").asInt());
        }
        return deaths;
    }

    private static Map<Long, String> kinds(JsonNode events) {
        Map<Long, String> kinds = new java.util.TreeMap<>();
        for (JsonNode event : events) {
            kinds.put(event.path("id").asLong(), event.path("change").asText());
        }
        return kinds;
    }

    @Test
    void a_name_is_taken_once_and_is_no_date() {
        released("once-1");
        Refused.as(RELEASE_EXISTS, create("once-1"));
        Refused.as(UNREADABLE_BODY, create("2024"));
        Refused.as(UNREADABLE_BODY, create("of today"));
        Refused.as(RECORD_NOT_FOUND, Events.writing().get(RELEASES + "/never-made"));
        Refused.as(RECORD_NOT_FOUND, Events.writing().get(RELEASES + "/once-1/diff/never-made"));
    }
}
