package org.annals.event;

import static org.annals.platform.http.ProblemType.UNREADABLE_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.annals.platform.http.ProblemType;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Http;
import org.annals.support.PlainCsv;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.annals.time.Bounds;
import org.annals.time.EventDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Date and toll by a rule are, in every answer, as if an editor had decided so.
@QuarkusTest
class HeadlineTest {

    private static final long SEED = 18_410_305;
    private static final int EVENTS = 40;

    private static final List<String> DATES =
            List.of(
                    "1841-03-05",
                    "1841-03-11",
                    "1841-04",
                    "1841-03/1841-05",
                    "1841-03-02?",
                    "[1841-03-02,1841-06-09]",
                    "{1841-02-02,1841-03-09}",
                    "1841-02/..",
                    "1841",
                    "1841-03-01/1841-03-31");
    private static final List<String> QUERIES =
            List.of(
                    "",
                    "&date=1841-03",
                    "&date=1841-03&match=certain",
                    "&from=1841-04-01&match=within",
                    "&minFatalities=20",
                    "&maxFatalities=20&sort=-date",
                    "&sort=-fatalities",
                    "&country=MLI",
                    "&country=MLI&date=1841-03&kind=talks",
                    "&kind=armed-clash&sort=-date",
                    "&q=odd",
                    "&bbox=-10,0,10,20",
                    "&qualifier=uncertain",
                    "&maxUncertaintyDays=10");
    private static final List<String> COUNTS =
            List.of(
                    "/api/v1/timeline/histogram?by=month&date=1841",
                    "/api/v1/timeline/histogram?by=day&date=1841-03&counting=active&country=MLI",
                    "/api/v1/timeline/histogram?by=month&date=1841&split=kind",
                    "/api/v1/timeline/density?date=1841",
                    "/api/v1/map/cells?zoom=3&minFatalities=20",
                    "/api/v1/facets?date=1841-03");

    // What does not tell a claimed event from one that an editor decided on.
    private static final List<String> OWN =
            List.of(
                    "id",
                    "url",
                    "tags",
                    "origin",
                    "recordedAt",
                    "firstRecordedAt",
                    "sources",
                    "sourceCount");

    private record Says(@Nullable String edtf, @Nullable Integer low, @Nullable Integer best) {}

    private record Said(@Nullable LocalDate published, Says says) {

        Bounds bounds() {
            return EventDate.parse(Objects.requireNonNull(says.edtf))
                    .extent((int) confirmed().toEpochDay())
                    .bounds();
        }

        LocalDate day() {
            return published == null ? LocalDate.MIN : published;
        }

        /// The only date that goes on begins there.
        LocalDate confirmed() {
            return published == null ? LocalDate.of(1841, 2, 1) : published;
        }

        int toll() {
            Integer toll = says.best == null ? says.low : says.best;
            return Objects.requireNonNull(toll);
        }

        Map<String, Object> source() {
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("name", "Post");
            source.put("published", published == null ? null : published.toString());
            Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("edtf", says.edtf);
            claim.put("low", says.low);
            claim.put("best", says.best);
            claim.put("note", "as told");
            source.put("says", claim);
            return source;
        }
    }

    private record Case(String title, Says editor, List<Said> sources, Map<String, Object> more) {

        static Case random(Random random, int n) {
            List<Said> said = new ArrayList<>();
            for (int s = random.nextInt(5); s > 0; s--) {
                LocalDate published =
                        random.nextInt(4) == 0
                                ? null
                                : LocalDate.of(1841, 5, 1).plusDays(random.nextInt(60));
                said.add(new Said(published, says(random)));
            }
            Map<String, Object> more = new LinkedHashMap<>();
            more.put("kind", n % 3 == 0 ? "armed-clash" : "talks");
            more.put(
                    "place",
                    Map.of(
                            "country",
                            n % 2 == 0 ? "MLI" : "NER",
                            "latitude",
                            n % 30,
                            "longitude",
                            n % 20));
            return new Case(
                    (n % 2 == 0 ? "Even " : "Odd ") + n,
                    new Says(DATES.get(random.nextInt(7)), random.nextInt(10), random.nextInt(60)),
                    said,
                    more);
        }

        private static Says says(Random random) {
            return new Says(
                    random.nextInt(3) == 0 ? null : DATES.get(random.nextInt(DATES.size())),
                    random.nextInt(3) == 0 ? null : random.nextInt(60),
                    random.nextInt(3) == 0 ? null : random.nextInt(60));
        }

        Stored create(String tag, @Nullable Headline rule) {
            Map<String, Object> date = new LinkedHashMap<>();
            date.put("edtf", editor.edtf);
            Map<String, Object> toll = new LinkedHashMap<>();
            toll.put("low", editor.low);
            toll.put("best", editor.best);
            toll.put("civilians", 3);
            if (rule != null) {
                Said taken = taken(rule, s -> s.says.edtf != null, byDate());
                if (taken != null) {
                    date.put("edtf", taken.says.edtf);
                    if (EventDate.parse(Objects.requireNonNull(taken.says.edtf)).ongoing()) {
                        date.put("confirmed", taken.confirmed().toString());
                    }
                }
                Said counted =
                        taken(
                                rule,
                                s -> s.says.low != null || s.says.best != null,
                                Comparator.comparingInt(Said::toll));
                if (counted != null) {
                    toll.put("low", counted.says.low);
                    toll.put("best", counted.says.best);
                    toll.put("civilians", null);
                }
            }
            Draft draft = Draft.of(title).tags(tag).with("date", date).with("fatalities", toll);
            more.forEach(draft::with);
            draft.with(
                    "sources",
                    rule == null ? sources.stream().map(Said::source).toList() : List.of());
            return Events.create(draft);
        }

        private static Comparator<Said> byDate() {
            return Comparator.<Said>comparingInt(s -> s.bounds().startEarliest())
                    .thenComparingInt(s -> s.bounds().startLatest())
                    .thenComparingInt(s -> s.bounds().endEarliest())
                    .thenComparingInt(s -> s.bounds().endLatest());
        }

        private @Nullable Said taken(Headline rule, Predicate<Said> says, Comparator<Said> order) {
            List<Said> all = sources.stream().filter(says).toList();
            if (all.isEmpty()) return null;
            List<Said> ranked = all.stream().sorted(order).toList();
            return switch (rule) {
                case EDITOR -> null;
                case LATEST -> {
                    Said last = all.getFirst();
                    for (Said one : all) {
                        if (!one.day().isBefore(last.day())) last = one;
                    }
                    yield last;
                }
                case MEDIAN -> ranked.get((ranked.size() - 1) / 2);
                case LOWEST -> ranked.getFirst();
                case HIGHEST -> ranked.getLast();
            };
        }
    }

    private static final List<Case> CASES = cases();

    private static List<Case> cases() {
        Random random = new Random(SEED);
        return Stream.iterate(0, n -> n + 1)
                .limit(EVENTS)
                .map(n -> Case.random(random, n))
                .toList();
    }

    private static List<JsonNode> shown(JsonNode page) {
        List<JsonNode> shown = new ArrayList<>();
        for (JsonNode item : page.path("items")) {
            ObjectNode event = item.deepCopy();
            shown.add(event.remove(OWN));
        }
        return shown;
    }

    private static String list(String tag) {
        return "/api/v1/events?limit=1000&view=full&total=exact&tag=" + tag;
    }

    private static JsonNode counted(String path, String tag) {
        ObjectNode answer = Http.get(path + "&tag=" + tag).json().deepCopy();
        answer.remove("tag");
        answer.findParents("id").forEach(event -> ((ObjectNode) event).remove(OWN));
        return answer;
    }

    @Test
    void every_answer_is_as_if_an_editor_had_decided_so() {
        String claimed = "claimed";
        for (Case one : CASES) one.create(claimed, null);
        for (Headline rule : Headline.values()) {
            String decided = "decided-" + code(rule);
            for (Case one : CASES) one.create(decided, rule);
            compare(claimed, decided, code(rule));
        }
        assertNotEquals(
                shown(Http.get(list(claimed)).json()),
                shown(Http.get(list(claimed) + "&headline=latest").json()));
    }

    private static String code(Headline rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    private static void compare(String claimed, String decided, String code) {
        String by = "&headline=" + code;
        int found = 0;
        for (String query : QUERIES) {
            JsonNode page = Http.get(list(claimed) + query + by).json();
            JsonNode expected = Http.get(list(decided) + query).json();
            assertEquals(shown(expected), shown(page), query + by);
            assertEquals(expected.path("total"), page.path("total"), query + by);
            found += page.path("items").size();
        }
        assertTrue(found > EVENTS * 3, found + " found");
        for (String count : COUNTS) {
            assertEquals(counted(count, decided), counted(count + by, claimed), count + by);
        }
        List<String> columns = List.of("title", "date_edtf", "start_earliest", "fatalities_best");
        assertEquals(
                columns(Http.get("/api/v1/events?format=csv&tag=" + decided).body(), columns),
                columns(Http.get("/api/v1/events?format=csv&tag=" + claimed + by).body(), columns));
        JsonNode first = Http.get(list(claimed) + by).json().path("items").path(0);
        assertEquals(
                first.path("date"),
                Http.get("/api/v1/events/" + first.path("id") + "?headline=" + code)
                        .json()
                        .path("date"));
    }

    private static List<List<String>> columns(String csv, List<String> names) {
        List<List<String>> rows = PlainCsv.read(csv);
        List<Integer> places = names.stream().map(rows.getFirst()::indexOf).toList();
        return rows.stream().map(row -> places.stream().map(row::get).toList()).toList();
    }

    private static String claims(String... says) {
        List<String> sources = new ArrayList<>();
        for (String one : says) {
            sources.add("{\"name\": \"Post %d\", \"says\": %s}".formatted(sources.size(), one));
        }
        return "{\"sources\": %s}".formatted(sources);
    }

    private static List<String> tolls(String query) {
        List<String> tolls = new ArrayList<>();
        for (JsonNode item : Http.get("/api/v1/events?" + query).json().path("items")) {
            tolls.add(
                    item.path("title").asText()
                            + " "
                            + item.at("/date/edtf").asText()
                            + " "
                            + item.at("/fatalities/best"));
        }
        return tolls;
    }

    @Test
    void it_follows_edits_retractions_merges_and_restores_and_holds_for_the_past()
            throws Exception {
        String tag = "headline-life";
        String highest = "headline=highest&tag=" + tag;
        Stored one =
                Events.create(
                        Draft.of("One")
                                .date("1842-01-05")
                                .tags(tag)
                                .with("fatalities", Map.of("best", 5)));
        Stored two = Events.create(Draft.of("Two").date("1842-01-06").tags(tag));
        assertEquals(List.of("One 1842-01-05 5", "Two 1842-01-06 null"), tolls(highest));
        Instant unclaimed = AsOfTest.mark();

        one =
                Events.patched(
                        one, claims("{\"best\": 30}", "{\"edtf\": \"1842-01-09\", \"best\": 3}"));
        assertEquals(List.of("Two 1842-01-06 null", "One 1842-01-09 30"), tolls(highest));
        assertEquals(List.of("One 1842-01-09 30"), tolls(highest + "&minFatalities=6"));
        assertEquals(List.of(), tolls("tag=" + tag + "&minFatalities=6"));
        assertEquals(List.of("One 1842-01-05 5", "Two 1842-01-06 null"), tolls("tag=" + tag));
        Instant claimed = AsOfTest.mark();

        two = Events.patched(two, claims("{\"best\": 70, \"low\": 60, \"high\": 80}"));
        Http.Answer merged = write("POST", one.path() + "/merge?reason=same&from=" + two.id());
        assertEquals(200, merged.status(), merged.body());
        assertEquals(List.of("One 1842-01-09 70"), tolls(highest));
        assertEquals(List.of("One 1842-01-09 3"), tolls("headline=lowest&tag=" + tag));
        assertEquals(List.of("One 1842-01-09 30"), tolls("headline=median&tag=" + tag));
        Instant together = AsOfTest.mark();

        assertEquals(204, write("DELETE", one.path() + "?reason=wrong").status());
        assertEquals(List.of(), tolls(highest));
        assertEquals(200, write("POST", one.path() + "/restore?reason=right&revision=2").status());
        assertEquals(List.of("One 1842-01-09 30"), tolls(highest));
        assertEquals(200, write("POST", one.path() + "/restore?reason=right&revision=1").status());
        assertEquals(List.of("One 1842-01-05 5"), tolls(highest));

        assertEquals(
                List.of("One 1842-01-05 5", "Two 1842-01-06 null"),
                tolls(highest + "&asOf=" + unclaimed));
        assertEquals(
                List.of("Two 1842-01-06 null", "One 1842-01-09 30"),
                tolls(highest + "&asOf=" + claimed));
        assertEquals(List.of("One 1842-01-09 70"), tolls(highest + "&asOf=" + together));
        assertEquals(List.of("One 1842-01-05 5"), tolls("tag=" + tag + "&asOf=" + together));
        JsonNode cell =
                Http.get(
                                "/api/v1/timeline/histogram?by=month&date=1842-01&"
                                        + highest
                                        + "&asOf="
                                        + together)
                        .json()
                        .path("buckets")
                        .path(0);
        assertEquals(70, cell.at("/fatalities/best/certain").asInt(), cell.toString());
        assertEquals(
                70,
                Http.get(one.path() + "?headline=highest&asOf=" + together)
                        .json()
                        .at("/fatalities/best")
                        .asInt());
        Http.Answer moved = Http.get(two.path() + "?headline=highest&asOf=" + together);
        assertEquals(308, moved.status());
        assertTrue(moved.header("Location").contains("headline=highest"), moved.header("Location"));
    }

    private static Http.Answer write(String method, String path) {
        return Http.send(
                method,
                path,
                "",
                "Authorization",
                "Bearer " + TestDatabase.ADMIN_TOKEN,
                "If-Match",
                "*",
                "Content-Type",
                "application/json");
    }

    @Test
    void made_anew_it_is_what_the_triggers_made() throws Exception {
        String tag = "headline-anew";
        Stored one = Events.create(Draft.of("One").date("1843-01-05").tags(tag));
        one =
                Events.patched(
                        one, claims("{\"best\": 30}", "{\"edtf\": \"[1843-01-09,1843-02-09]\"}"));
        Events.patched(one, claims("{\"best\": 31}"));
        String digest =
                """
                select (select md5(string_agg(h::text, ' ' order by id, revision, rules)) from event_headline h)
                       || (select md5(string_agg(f::text, ' ' order by f::text)) from event_facet_headline f)
                """;
        try (Connection connection = TestDatabase.connect()) {
            connection.setAutoCommit(false);
            String before = Rows.one(connection, Sql.of(digest), row -> row.getString(1));
            Rows.list(connection, Sql.of("select annals_build_headlines()"), row -> true);
            assertEquals(before, Rows.one(connection, Sql.of(digest), row -> row.getString(1)));
            connection.rollback();
        }
    }

    @Test
    void what_cannot_be_taken_is_refused() {
        Refused.as(UNREADABLE_PARAMETER, Http.get("/api/v1/events?headline=mean"));
        Refused.as(ProblemType.UNKNOWN_PARAMETER, Http.get("/api/v1/changes?headline=median"));
        Refused.as(
                ProblemType.INVALID_EVENT,
                Events.post(
                        Draft.of("Far")
                                .with(
                                        "sources",
                                        List.of(Map.of("says", Map.of("edtf", "Y-17000000000"))))));
        String cursor =
                Http.get("/api/v1/events?limit=1&headline=median").json().path("next").asText();
        Refused.as(
                ProblemType.FOREIGN_CURSOR,
                Http.get(
                        cursor.substring(Http.base().length())
                                .replace("headline=median", "headline=lowest")));
    }
}
