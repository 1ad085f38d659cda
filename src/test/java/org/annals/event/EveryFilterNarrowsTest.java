package org.annals.event;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.annals.event.FilterCases.Case;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.Listing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Each filter, alone and with others, finds what filtering the exported events in Java finds.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryFilterNarrowsTest {

    private static final long SEED = 17_890_714;
    private static final int COMBINATIONS = 300;
    private static final String ALL_STATUSES = "status=reported,confirmed,disputed,retracted";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private List<JsonNode> events = List.of();
    private List<Case> cases = List.of();

    @BeforeAll
    void events_of_two_data_sets_are_taken_in_and_some_retracted() {
        Events.takeIn(RandomEvents.lines(random, "filters-a", 300));
        Events.takeIn(RandomEvents.lines(random, "filters-b", 100));
        for (JsonNode event : Events.exported("dataset=filters-a&maxFatalities=3")) {
            Events.retract(Events.read(event.path("id").asLong()), "a test of retraction");
        }
        events = Events.exported("dataset=filters-a,filters-b&" + ALL_STATUSES);
        assertEquals(400, events.size());
        cases = FilterCases.of(events);
    }

    @Test
    void every_component_of_a_question_has_a_case() {
        assertEquals(
                Arrays.stream(EventQuery.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(toSet()),
                cases.stream().map(Case::component).collect(toSet()));
    }

    @Test
    void each_filter_finds_a_part_that_is_neither_nothing_nor_everything() {
        for (Case one : cases) {
            int found = agree(List.of(one));
            assertTrue(found > 0 && found < events.size(), one.query() + " finds " + found);
        }
    }

    @Test
    void two_or_three_filters_find_what_all_of_them_hold_for() {
        for (int i = 0; i < COMBINATIONS; i++) {
            List<Case> some = new ArrayList<>();
            Set<String> names = new HashSet<>();
            int wanted = 2 + random.nextInt(2);
            while (some.size() < wanted) {
                Case one = cases.get(random.nextInt(cases.size()));
                Set<String> more = names(one.query());
                if (more.stream().anyMatch(names::contains)) continue;
                names.addAll(more);
                some.add(one);
            }
            agree(some);
        }
    }

    private int agree(List<Case> some) {
        String asked = some.stream().map(Case::query).collect(joining("&"));
        Set<String> names = names(asked);
        String query = names.contains("dataset") ? asked : "dataset=filters-a,filters-b&" + asked;
        Predicate<JsonNode> holds =
                some.stream().map(Case::holds).reduce(event -> true, Predicate::and);
        boolean usual = !names.contains("status");
        List<Long> expected =
                Listing.ids(
                        events.stream()
                                .filter(event ->
                                        !usual
                                                || !event.path("status")
                                                        .asText()
                                                        .equals("retracted"))
                                .filter(holds));
        String seen = "seed %d: %s".formatted(SEED, query);
        int limit = 1 + random.nextInt(200);
        List<JsonNode> pages = Listing.pages(query, limit);
        List<Long> listed = Listing.ids(pages.stream().flatMap(page -> stream(page.path("items"))));
        assertEquals(expected, listed, seen);
        assertEquals(expected.reversed(), Listing.ids(query + "&sort=-date", 100), seen);
        assertEquals(expected, Listing.ids(Events.exported(query).stream()), seen);
        assertEquals(expected.size(), pages.getFirst().at("/total/value").asInt(), seen);
        return expected.size();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items.stream();
    }

    private static Set<String> names(String query) {
        return Arrays.stream(query.split("&")).map(pair -> pair.split("=")[0]).collect(toSet());
    }

    @Test
    void a_record_is_found_by_its_number_as_by_its_outside_key() {
        for (String table : List.of("actor", "conflict", "dyad")) {
            JsonNode items = Http.get("/api/v1/%ss?q=Filter&limit=1".formatted(table)).json();
            JsonNode record = items.at("/items/0");
            String key =
                    record.at("/origin/dataset").asText() + ":" + record.at("/origin/key").asText();
            String byNumber = "%s=%s".formatted(table, record.path("id"));
            assertEquals(
                    Listing.ids("%s=%s".formatted(table, key), 100),
                    Listing.ids(byNumber, 100),
                    byNumber);
        }
    }

    @Test
    void repeating_a_parameter_and_putting_commas_is_the_same() {
        assertEquals(
                Listing.ids("dataset=filters-a&kind=talks,coup&tag=red,green", 100),
                Listing.ids("dataset=filters-a&kind=talks&tag=red&kind=coup&tag=green", 100));
    }

    @Test
    void words_that_nobody_wrote_find_nothing_and_that_is_no_error() {
        assertEquals(List.of(), Listing.ids("dataset=filters-a&q=zyzzyva", 100));
    }
}
