package org.annals.exporting;

import static org.annals.platform.http.ProblemType.CONFLICTING_PARAMETERS;
import static org.annals.platform.http.ProblemType.UNREADABLE_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.annals.event.EventShape;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.PlainCsv;
import org.annals.support.Refused;
import org.annals.support.Uploads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `fields` names of an event is what the event has under that name, whichever way it is
/// found.
@QuarkusTest
class FieldsTest {

    private static final String SOME = "title,date.startEarliest,place.country,fatalities";

    /// Each finds events by another way through the tables.
    private static final List<String> QUESTIONS =
            List.of(
                    "date=2012/2024",
                    "date=2012/2024&sort=-date",
                    "country=MLI",
                    "country=MLI&kind=attack,armed-clash",
                    "dataset=annals",
                    "minFatalities=1&sort=-fatalities",
                    "sort=-recorded",
                    "q=mali&sort=relevance",
                    "q=attack",
                    "bbox=-18,5,20,35",
                    "country=MLI&sort=-fatalities",
                    "headline=lowest",
                    "id=1,2,3,4,5");

    private static final Path CENTRAL_AFRICA =
            Path.of(
                    "src/test/resources/org/annals/importing/ucdp-ged/ged231-central-african-republic.csv");

    private static boolean loaded;

    @BeforeEach
    void events_are_there() throws Exception {
        if (loaded) return;
        Uploads.load("format=ucdp-ged&dataset=fields", Files.readAllBytes(CENTRAL_AFRICA));
        loaded = true;
    }

    private static List<JsonNode> lines(String text) {
        return text.lines().map(Events::json).toList();
    }

    private static List<JsonNode> items(String query) {
        JsonNode page = Http.get("/api/v1/events?limit=1000&" + query).json();
        return StreamSupport.stream(page.path("items").spliterator(), false).toList();
    }

    /// What is under these paths, told again from a whole event.
    private static JsonNode only(JsonNode whole, String prefix, List<String> paths) {
        if (whole.isArray()) {
            ArrayNode parts = JsonNodeFactory.instance.arrayNode();
            whole.forEach(part -> parts.add(only(part, prefix, paths)));
            return parts;
        }
        ObjectNode some = JsonNodeFactory.instance.objectNode();
        whole.properties()
                .forEach(field -> {
                    String path = prefix + field.getKey();
                    if (paths.contains(path)) {
                        some.set(field.getKey(), field.getValue());
                    } else if (paths.stream().anyMatch(p -> p.startsWith(path + "."))) {
                        some.set(
                                field.getKey(),
                                field.getValue().isNull()
                                        ? NullNode.getInstance()
                                        : only(field.getValue(), path + ".", paths));
                    }
                });
        return some;
    }

    private static List<JsonNode> only(List<JsonNode> whole, List<String> paths) {
        return whole.stream().map(event -> only(event, "", paths)).toList();
    }

    @Test
    void each_field_alone_is_what_a_whole_event_has_there() {
        List<JsonNode> whole = items("view=full");
        assertTrue(whole.size() > 50);
        for (String path : EventShape.paths()) {
            assertEquals(only(whole, List.of(path)), items("fields=" + path), path);
        }
    }

    @Test
    void one_event_has_them_too() {
        for (JsonNode whole : items("view=full&dataset=annals").subList(0, 10)) {
            String address = "/api/v1/events/" + whole.path("id").asText();
            Http.Answer some = Http.get(address + "?fields=" + SOME);
            assertEquals(only(whole, "", List.of(SOME.split(","))), some.json());
            assertEquals(some.json(), Http.get(address + "?headline=editor&fields=" + SOME).json());
            assertEquals(
                    304,
                    Http.get(address + "?fields=" + SOME, "If-None-Match", some.header("ETag"))
                            .status());
        }
        Refused.as(UNREADABLE_PARAMETER, Http.get("/api/v1/events/1?fields=titel")).at("fields");
    }

    @Test
    void the_paths_are_those_of_whole_events() {
        Set<String> paths = new TreeSet<>();
        for (JsonNode event : items("view=full&dataset=fields,annals")) gather(event, "", paths);
        // What is inside these is handed on as it is stored, and has no paths of its own.
        paths.removeIf(path -> path.matches("(links|sources|extra)\\..*"));
        assertEquals(new TreeSet<>(EventShape.paths()), paths);
    }

    private static void gather(JsonNode value, String prefix, Set<String> paths) {
        if (value.isArray()) value.forEach(part -> gather(part, prefix, paths));
        if (!value.isObject()) return;
        value.properties()
                .forEach(field -> {
                    paths.add(prefix + field.getKey());
                    gather(field.getValue(), prefix + field.getKey() + ".", paths);
                });
    }

    @Test
    void some_fields_are_those_of_the_same_events_whichever_way_they_are_found() {
        Random random = new Random(6);
        for (String question : QUESTIONS) {
            List<JsonNode> whole = items(question + "&view=full");
            assertTrue(!whole.isEmpty(), question);
            for (int draw = 0; draw < 3; draw++) {
                List<String> paths = new ArrayList<>(EventShape.paths());
                Collections.shuffle(paths, random);
                paths = paths.subList(0, 1 + random.nextInt(8));
                String fields = "&fields=" + String.join(",", paths);
                assertEquals(only(whole, paths), items(question + fields), question + fields);
                assertEquals(
                        only(whole, paths).subList(0, Math.min(14, whole.size())),
                        twoPages(question + fields, 7),
                        question + fields);
            }
        }
    }

    private static List<JsonNode> twoPages(String query, int limit) {
        JsonNode first = Http.get("/api/v1/events?%s&limit=%d".formatted(query, limit)).json();
        List<JsonNode> items = new ArrayList<>();
        first.path("items").forEach(items::add);
        if (first.path("next").isTextual()) {
            String next = first.path("next").asText().substring(Http.base().length());
            Http.get(next).json().path("items").forEach(items::add);
        }
        return items;
    }

    @Test
    void a_stream_of_lines_has_them_too() {
        List<JsonNode> whole = lines(Http.get("/api/v1/events?format=ndjson").body());
        for (String fields :
                List.of(SOME, "links", "id,sources,extra", "actors.role,dyad.origin.key")) {
            List<String> paths = List.of(fields.split(","));
            String address = "/api/v1/events?format=ndjson&fields=" + fields;
            assertEquals(only(whole, paths), lines(Http.get(address).body()), fields);
            List<JsonNode> page = lines(Http.get(address + "&limit=5").body());
            assertEquals(only(whole, paths).subList(0, 5), page, fields);
        }
    }

    @Test
    void csv_has_the_columns_that_are_named_in_their_order() {
        List<List<String>> all = PlainCsv.read(Http.get("/api/v1/events?format=csv").body());
        Random random = new Random(7);
        for (int draw = 0; draw < 40; draw++) {
            List<String> names = new ArrayList<>(EventColumn.names());
            Collections.shuffle(names, random);
            List<String> some = names.subList(0, 1 + random.nextInt(5));
            List<List<String>> expected =
                    all.stream()
                            .map(row ->
                                    some.stream()
                                            .map(name -> row.get(all.getFirst().indexOf(name)))
                                            .toList())
                            .toList();
            String address = "/api/v1/events?format=csv&fields=" + String.join(",", some);
            assertEquals(withoutBlank(expected), PlainCsv.read(Http.get(address).body()), address);
            List<List<String>> page = PlainCsv.read(Http.get(address + "&limit=9").body());
            assertEquals(withoutBlank(expected.subList(0, 10)), page, address);
        }
    }

    // A line of one empty column is blank, and the reader takes it for none.
    private static List<List<String>> withoutBlank(List<List<String>> rows) {
        return rows.stream().filter(row -> !row.equals(List.of(""))).toList();
    }

    @Test
    void geojson_has_the_properties_that_are_named() {
        JsonNode all = Http.get("/api/v1/events?format=geojson").json().path("features");
        for (String names : List.of("title", "year,country_name,side_a", "kind_branch,date_edtf")) {
            String address = "/api/v1/events?format=geojson&fields=" + names;
            JsonNode some = Http.get(address).json().path("features");
            assertEquals(all.size(), some.size());
            for (int i = 0; i < all.size(); i++) {
                assertEquals(all.get(i).path("id"), some.get(i).path("id"));
                assertEquals(all.get(i).path("geometry"), some.get(i).path("geometry"));
                TreeMap<String, JsonNode> expected = new TreeMap<>();
                for (String name : names.split(",")) {
                    expected.put(name, all.get(i).path("properties").path(name));
                }
                TreeMap<String, JsonNode> found = new TreeMap<>();
                some.get(i)
                        .path("properties")
                        .properties()
                        .forEach(field -> found.put(field.getKey(), field.getValue()));
                assertEquals(expected, found);
            }
        }
    }

    @Test
    void what_is_named_may_change_from_page_to_page() {
        String next = Http.get("/api/v1/events?limit=3&fields=id").json().path("next").asText();
        assertTrue(next.contains("fields=id"), next);
        String other = next.substring(Http.base().length()).replace("fields=id", "fields=title");
        assertEquals(200, Http.get(other).status());
    }

    @Test
    void what_there_is_not_is_refused_with_the_nearest() {
        refused("fields=titel").saying("'titel'", "title").at("fields");
        refused("fields=date.start").saying("date.startEarliest").at("fields");
        refused("fields=date_edtf").saying("date.edtf").at("fields");
        refused("fields=").at("fields");
        refused("fields=date.edtf&format=csv").saying("date_edtf").at("fields");
        refused("fields=titel&format=geojson").saying("title").at("fields");
        Refused.as(CONFLICTING_PARAMETERS, Http.get("/api/v1/events?fields=id&view=full"))
                .at("fields", "view");
    }

    private static Refused refused(String query) {
        return Refused.as(UNREADABLE_PARAMETER, Http.get("/api/v1/events?" + query));
    }
}
