package org.annals.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.Http.Answer;
import org.annals.support.Listing;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.EventDate;
import org.annals.time.Extent;
import org.annals.time.Match;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two thousand events with every form of date, asked over HTTP and in plain Java.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelationsTest {

    private static final long SEED = 11_870_702;
    private static final int EVENTS = 2_000;
    private static final int RANGES = 200;
    private static final int APART = 50;
    private static final String DATASET = "relations";
    private static final LocalDate CONFIRMED = LocalDate.of(1245, 6, 1);

    private record Dated(long id, Extent extent) {}

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomDates dates = new RandomDates(random, 1190, 60);
    private final List<Dated> events = new ArrayList<>();
    private final List<DayRange> ranges = new ArrayList<>();

    @BeforeAll
    void two_thousand_events_are_taken_in() {
        Map<String, Extent> extents = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String edtf = dates.next();
            EventDate date = EventDate.parse(edtf);
            Draft draft = Draft.of("Event " + i).origin(DATASET, "e" + i).date(edtf);
            if (date.ongoing()) {
                draft.with("date", Map.of("edtf", edtf, "confirmed", CONFIRMED.toString()));
            }
            lines.add(draft.json());
            extents.put("e" + i, date.extent((int) CONFIRMED.toEpochDay()));
        }
        Events.takeIn(lines);
        for (JsonNode event : Events.exported("dataset=" + DATASET)) {
            Extent extent = extents.get(event.at("/origin/key").asText());
            assertTrue(extent != null, event.toString());
            events.add(new Dated(event.path("id").asLong(), extent));
        }
        assertEquals(EVENTS, events.size());
        for (int i = 0; i < RANGES; i++) ranges.add(dates.range());
    }

    @Test
    void lists_exports_and_totals_are_those_computed_in_plain_java() {
        for (DayRange range : ranges) {
            for (Match match : Match.values()) agree(range, match);
        }
    }

    private void agree(DayRange range, Match match) {
        List<Long> expected =
                events.stream()
                        .filter(event -> event.extent().matches(match, range))
                        .sorted(
                                Comparator.comparingInt(
                                                (Dated e) -> e.extent().bounds().startEarliest())
                                        .thenComparing(Dated::id))
                        .map(Dated::id)
                        .toList();
        String query = "dataset=%s&match=%s%s".formatted(DATASET, match.code(), asked(range));
        boolean backward = random.nextBoolean();
        int limit = random.nextInt(40) == 0 ? 1 + random.nextInt(9) : 20 + random.nextInt(400);
        String seen = "seed %d: %s, limit %d".formatted(SEED, query, limit);

        List<JsonNode> pages = Listing.pages(query + (backward ? "&sort=-date" : ""), limit);
        List<Long> listed = new ArrayList<>();
        for (JsonNode page : pages) {
            page.path("items").forEach(event -> listed.add(event.path("id").asLong()));
        }
        assertEquals(backward ? expected.reversed() : expected, listed, seen);
        assertEquals(total(expected.size()), pages.getFirst().path("total"), seen);
        assertEquals(expected, lineIds(query), seen + " as NDJSON");
        assertEquals(expected, rowIds(query), seen + " as CSV");
        JsonNode exact = Http.get(Events.PATH + "?" + query + "&total=exact&limit=1").json();
        assertEquals(total(expected.size()), exact.path("total"), seen + " total=exact");
    }

    private static JsonNode total(int value) {
        return Events.json("{\"value\": %d, \"relation\": \"eq\"}".formatted(value));
    }

    private static String asked(DayRange range) {
        String from = range.from() == Days.BEFORE_ALL ? "" : "&from=" + Days.text(range.from());
        String to = range.to() == Days.AFTER_ALL ? "" : "&to=" + Days.text(range.to());
        return from + to;
    }

    private static List<Long> lineIds(String query) {
        return all(query, "ndjson")
                .lines()
                .map(line -> line.substring("{\"id\":".length(), line.indexOf(',')))
                .map(Long::valueOf)
                .toList();
    }

    private static List<Long> rowIds(String query) {
        return all(query, "csv")
                .lines()
                .skip(1)
                .map(row -> Long.valueOf(row.substring(0, row.indexOf(','))))
                .toList();
    }

    private static String all(String query, String format) {
        Answer answer = Http.get(Events.PATH + "?" + query + "&format=" + format);
        assertEquals(200, answer.status(), () -> answer.body());
        return answer.body();
    }

    @Test
    void each_two_of_the_relations_differ_on_many_events() {
        for (Match one : Match.values()) {
            for (Match other : Match.values()) {
                if (one == other) continue;
                Set<Long> differing = new HashSet<>();
                for (DayRange range : ranges) {
                    Predicate<Dated> differs =
                            event ->
                                    event.extent().matches(one, range)
                                            != event.extent().matches(other, range);
                    events.stream().filter(differs).forEach(event -> differing.add(event.id()));
                }
                assertTrue(
                        differing.size() >= APART,
                        "%s and %s differ on %d events".formatted(one, other, differing.size()));
            }
        }
    }
}
