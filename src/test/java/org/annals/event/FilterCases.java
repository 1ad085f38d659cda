package org.annals.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.annals.geo.BoundingBox;
import org.annals.geo.Circle;
import org.annals.geo.Position;
import org.annals.support.Http;
import org.annals.time.DayRange;
import org.annals.time.EventDate;
import org.annals.time.Match;
import org.jspecify.annotations.Nullable;

/// For each component of a question: how it is asked over HTTP, and the same of an exported event
/// in plain Java.
final class FilterCases {

    /// One filter: `holds` says of an exported event whether it should be found.
    record Case(String component, String query, Predicate<JsonNode> holds) {}

    private static final int CONFIRMED = (int) LocalDate.parse(RandomEvents.CONFIRMED).toEpochDay();

    private final List<Case> cases = new ArrayList<>();

    private FilterCases() {}

    static List<Case> of(List<JsonNode> events) {
        FilterCases all = new FilterCases();
        all.time(events);
        all.codes();
        all.records();
        all.places();
        all.tolls();
        all.words();
        all.identities(events);
        return all.cases;
    }

    private void add(String component, String query, Predicate<JsonNode> holds) {
        cases.add(new Case(component, query, holds));
    }

    private void time(List<JsonNode> events) {
        add("range", "date=1312", e -> matches(e, Match.POSSIBLE, "1312"));
        add("range", "from=1310-05-01&to=1312", e -> matches(e, Match.POSSIBLE, "1310-05-01/1312"));
        for (Match match : Match.values()) {
            String asked = match == Match.CONTAINS ? "1305-03-04" : "1303/1308";
            add(
                    "match",
                    "date=%s&match=%s".formatted(asked, match.code()),
                    e -> matches(e, match, asked));
        }
        add("maxUncertaintyDays", "maxUncertaintyDays=30", e -> uncertainty(e) <= 30);
        add("qualifiers", "qualifier=none", e -> e.at("/date/qualifier").isNull());
        add(
                "qualifiers",
                "qualifier=none&qualifier=both",
                e -> List.of("null", "both").contains(e.at("/date/qualifier").asText()));
        add(
                "qualifiers",
                "qualifier=uncertain,approximate",
                e -> Set.of("uncertain", "approximate").contains(e.at("/date/qualifier").asText()));
        List<Instant> recorded =
                new ArrayList<>(events.stream().map(FilterCases::recorded).toList());
        Collections.sort(recorded);
        Instant middle = recorded.get(recorded.size() / 2);
        add("recordedFrom", "recordedFrom=" + middle, e -> !recorded(e).isBefore(middle));
        add("recordedTo", "recordedTo=" + middle, e -> !recorded(e).isAfter(middle));
    }

    private static boolean matches(JsonNode event, Match match, String asked) {
        return EventDate.parse(event.at("/date/edtf").asText())
                .extent(CONFIRMED)
                .matches(match, DayRange.asked(asked));
    }

    private static long uncertainty(JsonNode event) {
        JsonNode earliest = event.at("/date/startEarliest");
        if (earliest.isNull()) return Long.MAX_VALUE;
        return LocalDate.parse(event.at("/date/startLatest").asText()).toEpochDay()
                - LocalDate.parse(earliest.asText()).toEpochDay();
    }

    private static Instant recorded(JsonNode event) {
        return Instant.parse(event.path("recordedAt").asText());
    }

    private void codes() {
        add("kinds", "kind=coup", is("/kind", "coup"));
        add("kinds", "kind=violence", is("/kind", "violence", "armed-clash", "attack"));
        add("kinds", "kind=politics,protest", is("/kind", "politics", "coup", "talks", "protest"));
        add("statuses", "status=disputed", is("/status", "disputed"));
        add("statuses", "status=retracted", is("/status", "retracted"));
        add("statuses", "status=retracted,reported", is("/status", "retracted", "reported"));
        add("violenceTypes", "violenceType=one-sided", is("/violenceType", "one-sided"));
        add(
                "violenceTypes",
                "violenceType=one-sided,non-state",
                is("/violenceType", "one-sided", "non-state"));
        add("placePrecisions", "placePrecision=near", is("/place/precision", "near"));
        add(
                "placePrecisions",
                "placePrecision=exact,region",
                is("/place/precision", "exact", "region"));
        add("datasets", "dataset=filters-b", is("/origin/dataset", "filters-b"));
        add("admin1", "admin1=Gao", is("/place/admin1", "Gao"));
        add("admin1", "admin1=Mopti,Kidal", is("/place/admin1", "Mopti", "Kidal"));
        add("tags", "tag=red", e -> holds(e.path("tags"), "red"));
        add(
                "tags",
                "tag=red,blue",
                e -> holds(e.path("tags"), "red") || holds(e.path("tags"), "blue"));
        add("countries", "country=ML", country("MLI"));
        add("countries", "country=fji,NER", country("FJI").or(country("NER")));
    }

    private static Predicate<JsonNode> is(String pointer, String... values) {
        return event -> List.of(values).contains(event.at(pointer).asText());
    }

    private static boolean holds(JsonNode array, String text) {
        return EveryFilterNarrowsTest.stream(array).anyMatch(item -> item.asText().equals(text));
    }

    private static Predicate<JsonNode> country(String code) {
        return is("/place/country", code).or(e -> holds(e.path("concerns"), code));
    }

    private void records() {
        add("conflicts", "conflict=ucdp-conflict:990001", refers("conflicts", "990001", null));
        add(
                "conflicts",
                "conflict=ucdp-conflict:990001,ucdp-conflict:990002",
                refers("conflicts", "990001", null).or(refers("conflicts", "990002", null)));
        add("dyads", "dyad=ucdp-dyad:990003", is("/dyad/origin/key", "990003"));
        add("actors", "actor=ucdp-actor:990000", refers("actors", "990000", null));
        add(
                "actors",
                "actor=ucdp-actor:990000&actor=ucdp-actor:990003",
                refers("actors", "990000", null).or(refers("actors", "990003", null)));
        add(
                "roles",
                "role=mediator",
                e ->
                        EveryFilterNarrowsTest.stream(e.path("actors"))
                                .anyMatch(is("/role", "mediator")));
        add("roles", "actor=ucdp-actor:990002&role=side-a", refers("actors", "990002", "side-a"));
        add(
                "roles",
                "actor=ucdp-actor:990002,ucdp-actor:990001&role=side-b,mediator",
                refers("actors", "990002", "side-b")
                        .or(refers("actors", "990002", "mediator"))
                        .or(refers("actors", "990001", "side-b"))
                        .or(refers("actors", "990001", "mediator")));
    }

    private static Predicate<JsonNode> refers(String list, String key, @Nullable String role) {
        return event ->
                EveryFilterNarrowsTest.stream(event.path(list))
                        .filter(is("/origin/key", key))
                        .anyMatch(r -> role == null || r.path("role").asText().equals(role));
    }

    private void places() {
        box("-5,-3,7.5,12");
        box("175,-20,-174,20");
        box("-180,-90,180,0");
        for (Circle circle :
                List.of(
                        new Circle(new Position(3, 2), 700_000),
                        new Circle(new Position(-2, 179), 900_000),
                        new Circle(new Position(89, 0), 9_000_000))) {
            add(
                    "circle",
                    "latitude=%s&longitude=%s&radius=%s"
                            .formatted(
                                    circle.centre().latitude(),
                                    circle.centre().longitude(),
                                    (int) circle.radius()),
                    e -> position(e).filter(circle::holds).isPresent());
        }
    }

    private void box(String text) {
        BoundingBox box = BoundingBox.parse(text);
        add("box", "bbox=" + text, e -> position(e).filter(box::holds).isPresent());
    }

    private static Optional<Position> position(JsonNode event) {
        JsonNode latitude = event.at("/place/latitude");
        if (!latitude.isNumber()) return Optional.empty();
        return Optional.of(
                new Position(latitude.asDouble(), event.at("/place/longitude").asDouble()));
    }

    private void tolls() {
        add("minFatalities", "minFatalities=30", e -> toll(e, "best") >= 30);
        add("minFatalities", "minFatalities=0", e -> toll(e, "best") >= 0);
        add("maxFatalities", "maxFatalities=12", e -> between(toll(e, "best"), 0, 12));
        add(
                "estimate",
                "estimate=low&minFatalities=5&maxFatalities=40",
                e -> between(toll(e, "low"), 5, 40));
        add("estimate", "estimate=high&minFatalities=26", e -> toll(e, "high") >= 26);
    }

    private static boolean between(int toll, int least, int most) {
        return toll >= least && toll <= most;
    }

    /// -1 where it is unknown.
    static int toll(JsonNode event, String estimate) {
        JsonNode toll = event.path("fatalities");
        JsonNode said = toll.path(estimate);
        if (said.isNumber() || !estimate.equals("best")) return said.asInt(-1);
        return Math.max(toll.path("low").asInt(-1), toll.path("high").asInt(-1));
    }

    private void words() {
        add("words", "q=toure", e -> words(e).contains("toure"));
        add("words", "q=" + Http.encoded("ÉLYSÉE convoy"), has("elysee").and(has("convoy")));
        add("words", "q=coup+-bamako", has("coup").and(has("bamako").negate()));
        add(
                "words",
                "q=" + Http.encoded("\"convoy ambush\""),
                e -> Collections.indexOfSubList(words(e), List.of("convoy", "ambush")) >= 0);
        add("words", "q=toure+or+truce", has("toure").or(has("truce")));
    }

    private static Predicate<JsonNode> has(String word) {
        return event -> words(event).contains(word);
    }

    private static List<String> words(JsonNode event) {
        String text = event.path("title").asText() + " " + event.path("description").asText("");
        String folded = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return Arrays.asList(folded.toLowerCase(Locale.ROOT).split(" "));
    }

    private void identities(List<JsonNode> events) {
        List<JsonNode> some = List.of(events.get(3), events.get(33), events.get(333));
        List<String> ids = some.stream().map(e -> e.path("id").asText()).toList();
        add("ids", "id=" + String.join(",", ids), e -> ids.contains(e.path("id").asText()));
        List<String> keys = some.stream().map(FilterCases::key).toList();
        add("origins", "origin=" + String.join(",", keys), e -> keys.contains(key(e)));
    }

    private static String key(JsonNode event) {
        return event.at("/origin/dataset").asText() + ":" + event.at("/origin/key").asText();
    }
}
