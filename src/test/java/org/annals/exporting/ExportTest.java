package org.annals.exporting;

import static io.restassured.RestAssured.given;
import static org.annals.support.Uploads.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.annals.support.PlainCsv;
import org.annals.support.Uploads;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reader of an exported file reads, compared with the JSON of the same events.
@NullUnmarked
@QuarkusTest
class ExportTest {

    private static final String HEADER =
            "event_id,url,dataset,dataset_version,origin_key,title,kind,kind_branch,violence_type,status,date_edtf,"
                    + "start_earliest,start_latest,end_earliest,end_latest,date_precision,date_qualifier,ongoing,"
                    + "start_uncertainty_days,year,aggregate,place_name,country_iso3,country_name,country_gw,admin1,"
                    + "admin2,latitude,longitude,place_precision,conflict_id,conflict_name,dyad_id,dyad_name,side_a_id,"
                    + "side_a,side_b_id,side_b,actors,fatalities_low,fatalities_best,fatalities_high,fatalities_side_a,"
                    + "fatalities_side_b,fatalities_civilians,fatalities_unknown,source_count,sources,source_urls,tags,"
                    + "description,revision,recorded_at,first_recorded_at";

    /// Events that are hard on formats, each for another reason.
    private static final String ODD =
            """
            {"origin":{"dataset":"odd-texts","key":"quotes"},"title":"He said \\"no\\", twice","description":"Two\\r\\nlines, a \\"quote\\"; and Nguyễn Văn 😀","date":{"edtf":"2013-01-11"},"kind":"statement","sources":[{"name":"One | two","url":"https://example.org/a,b"},{"name":"Three","published":"2013"}],"tags":["b","a"]}
            {"origin":{"dataset":"odd-texts","key":"formula"},"title":"=1+1","description":"-2+3 @cmd","date":{"edtf":"../2014"},"kind":"report","place":{"name":"+41","latitude":-8.5,"longitude":-13.25},"fatalities":{"low":0,"high":5}}
            {"origin":{"dataset":"odd-texts","key":"namibia"},"title":"A vote","date":{"edtf":"1989-11-07/1989-11-11"},"kind":"election","place":{"country":"NAM","name":"Windhoek"}}
            {"origin":{"dataset":"odd-texts","key":"set"},"title":"One of two","date":{"edtf":"[2013-01-01,2013-12-31]"},"kind":"ceasefire","concerns":["MLI","FRA"],"actors":[{"name":"Odd texts side one","role":"side-a"},{"name":"Odd texts side two","role":"side-b"}]}
            {"origin":{"dataset":"odd-texts","key":"going-on","version":"7","url":"https://example.org/7"},"title":"Goes on","date":{"edtf":"2012~/..","confirmed":"2023-02-05"},"kind":"deployment","aggregate":true,"status":"disputed","conflicts":[{"name":"Odd texts conflict"}],"dyad":{"name":"Odd texts dyad"},"links":[{"rel":"follows","origin":{"dataset":"odd-texts","key":"set"}}],"extra":{"odd-texts":{"date_prec":"3"}}}
            {"origin":{"dataset":"odd-texts","key":"before-christ"},"title":"Long ago","date":{"edtf":"-0043-03-15"},"kind":"assassination","place":{"name":"Rome","country":"ITA","latitude":41.895,"longitude":12.4769}}
            """;

    private static final Path CENTRAL_AFRICA =
            Path.of(
                    "src/test/resources/org/annals/importing/ucdp-ged/ged231-central-african-republic.csv");

    private static boolean loaded;

    @BeforeEach
    void events_are_there() throws Exception {
        if (loaded) return;
        JsonNode report = Uploads.load("format=ndjson", ODD.getBytes(StandardCharsets.UTF_8));
        assertEquals("succeeded", report.path("status").asText(), report.toString());
        Uploads.load("format=ucdp-ged&dataset=exported", Files.readAllBytes(CENTRAL_AFRICA));
        loaded = true;
    }

    @Test
    void csv_has_the_promised_columns_in_their_order_and_ends_lines_as_rfc_4180_does() {
        Response answer = export("csv", "dataset=odd-texts");
        String csv = text(answer);
        assertTrue(csv.startsWith(HEADER + "\r\n"), csv);
        assertTrue(csv.endsWith("\r\n"));
        assertEquals("text/csv;charset=utf-8", answer.contentType().replace(" ", ""));
        assertEquals(
                "attachment; filename=\"annals-events.csv\"", answer.header("Content-Disposition"));
        String plain = csv.replaceAll("\"(?:[^\"]|\"\")*\"", "");
        assertEquals(
                plain.replace("\r\n", "\n"), plain.replace("\r", ""), "every line ends in CRLF");
        assertEquals(7, plain.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd-texts", "exported"})
    void csv_reads_back_as_the_json_says(String dataset) {
        Map<String, JsonNode> events =
                Uploads.all("/api/v1/events?view=full&limit=1000&dataset=" + dataset).stream()
                        .collect(Collectors.toMap(e -> e.path("id").asText(), e -> e));
        JsonNode columns = json(given().get("/api/v1/codebook/columns")).path("columns");
        List<Map<String, String>> rows = rows(text(export("csv", "dataset=" + dataset)));
        assertEquals(events.size(), rows.size());
        for (Map<String, String> row : rows) {
            JsonNode event = events.get(row.get("event_id"));
            for (JsonNode column : columns) {
                if (!column.path("path").isTextual()
                        || column.path("name").asText().equals("actors")) continue;
                if (column.path("name").asText().startsWith("side_")) continue;
                String name = column.path("name").asText();
                assertEquals(
                        value(event, column.path("path").asText()),
                        row.get(name),
                        name + " of " + event);
            }
        }
    }

    @Test
    void columns_without_a_json_path_say_what_they_promise() {
        Map<String, Map<String, String>> rows =
                rows(text(export("csv", "dataset=odd-texts"))).stream()
                        .collect(Collectors.toMap(row -> row.get("origin_key"), row -> row));
        assertEquals("NAM", rows.get("namibia").get("country_iso3"));
        assertEquals("Namibia", rows.get("namibia").get("country_name"));
        assertFalse(rows.get("namibia").containsValue("NA"), "which readers take for missing");
        assertEquals("1989", rows.get("namibia").get("year"));
        assertEquals("politics", rows.get("namibia").get("kind_branch"));
        assertEquals("0", rows.get("namibia").get("start_uncertainty_days"));
        assertEquals("364", rows.get("set").get("start_uncertainty_days"));
        assertEquals("Odd texts side one", rows.get("set").get("side_a"));
        assertEquals("Odd texts side two", rows.get("set").get("side_b"));
        assertEquals(
                "Odd texts side one (side-a) | Odd texts side two (side-b)",
                rows.get("set").get("actors"));
        assertEquals("-43", rows.get("before-christ").get("year"));
        assertEquals("", rows.get("formula").get("start_earliest"));
        assertEquals("", rows.get("formula").get("year"));
        assertEquals("0", rows.get("formula").get("fatalities_low"));
        assertEquals("", rows.get("formula").get("fatalities_best"));
    }

    @Test
    void formulas_are_guarded_for_spreadsheets_alone() {
        String plain = text(export("csv", "origin=odd-texts:formula"));
        assertTrue(plain.contains(",=1+1,"), plain);
        assertEquals('e', plain.charAt(0));

        String guarded = text(export("csv", "origin=odd-texts:formula&bom=true"));
        assertEquals('\ufeff', guarded.charAt(0));
        Map<String, String> row = rows(guarded.substring(1)).getFirst();
        assertEquals("'=1+1", row.get("title"));
        assertEquals("'-2+3 @cmd", row.get("description"));
        assertEquals("'+41", row.get("place_name"));
        assertEquals("-8.5", row.get("latitude"), "a number is no formula");
    }

    @Test
    void columns_of_the_file_that_have_no_field_here_are_had_by_name() {
        String csv = text(export("csv", "dataset=odd-texts,exported&extra=date_prec,relid"));
        assertTrue(csv.startsWith(HEADER + ",x_date_prec,x_relid\r\n"), csv.substring(0, 2000));
        List<Map<String, String>> rows = rows(csv);
        Map<String, String> kept = new LinkedHashMap<>();
        rows.forEach(row -> kept.put(row.get("origin_key"), row.get("x_date_prec")));
        assertEquals("3", kept.get("going-on"));
        assertEquals("", kept.get("set"));
        assertEquals("1", kept.get("36210"));
        assertEquals(
                "0",
                rows.stream()
                        .filter(r -> r.get("origin_key").equals("36210"))
                        .findFirst()
                        .orElseThrow()
                        .get("x_relid"));
    }

    @Test
    void geojson_is_a_feature_collection_of_flat_properties() {
        Response answer = export("geojson", "dataset=odd-texts");
        String text = text(answer);
        assertTrue(text.startsWith("{\"type\":\"FeatureCollection\","), text);
        assertTrue(answer.contentType().startsWith("application/geo+json"));
        Map<String, JsonNode> features = new LinkedHashMap<>();
        for (JsonNode feature : json(text).path("features")) {
            assertEquals("Feature", feature.path("type").asText());
            assertTrue(feature.has("geometry"));
            List<String> names = new ArrayList<>();
            feature.path("properties").fieldNames().forEachRemaining(names::add);
            assertEquals(List.of(HEADER.split(",")), names);
            feature.path("properties").forEach(value -> assertTrue(value.isValueNode()));
            features.put(feature.at("/properties/origin_key").asText(), feature);
        }
        assertEquals(6, features.size());
        assertTrue(features.get("quotes").path("geometry").isNull());
        assertTrue(features.get("namibia").path("geometry").isNull(), "a place without a point");
        JsonNode point = features.get("before-christ").path("geometry");
        assertEquals("{\"type\":\"Point\",\"coordinates\":[12.4769,41.895]}", point.toString());
        assertTrue(features.get("formula").at("/properties/fatalities_low").isInt());
        assertTrue(features.get("formula").at("/properties/fatalities_best").isNull());
        assertTrue(features.get("going-on").at("/properties/ongoing").isBoolean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset=odd-texts",
                "dataset=exported",
                "dataset=exported&date=2013&match=certain",
                "dataset=exported&date=2013-03&match=possible",
                "dataset=exported&minFatalities=25",
                "dataset=exported&violenceType=one-sided&sort=-fatalities",
                "dataset=exported&bbox=15,4,20,8&sort=-recorded",
                "dataset=exported&q=Bangui",
                "dataset=exported&date=1066"
            })
    void all_formats_count_the_same(String filters) {
        int expected =
                json(given().get("/api/v1/events?limit=1&total=exact&" + filters))
                        .at("/total/value")
                        .asInt();
        assertEquals(expected, rows(text(export("csv", filters))).size());
        assertEquals(expected, text(export("ndjson", filters)).lines().count());
        assertEquals(expected, json(text(export("geojson", filters))).path("features").size());
        List<String> listed =
                Uploads.all("/api/v1/events?limit=500&" + filters).stream()
                        .map(e -> e.path("id").asText())
                        .toList();
        assertEquals(
                listed,
                rows(text(export("csv", filters))).stream()
                        .map(row -> row.get("event_id"))
                        .toList(),
                "in the same order");
    }

    @Test
    void answers_without_a_body_take_no_place_among_the_exports() {
        String path = "/api/v1/events?format=csv&dataset=odd-texts";
        for (int i = 0; i < 12; i++) {
            String tag = given().head(path).header("ETag");
            int status = given().header("If-None-Match", tag).get(path).statusCode();
            assertNotEquals(503, status);
        }
        given().get(path).then().statusCode(200);
    }

    private static Response export(String format, String query) {
        Response answer = given().get("/api/v1/events?format=" + format + "&" + query);
        assertEquals(200, answer.statusCode(), answer.asString());
        return answer;
    }

    private static String text(Response answer) {
        return new String(answer.asByteArray(), StandardCharsets.UTF_8);
    }

    private static List<Map<String, String>> rows(String csv) {
        List<List<String>> records = PlainCsv.read(csv);
        List<String> header = records.getFirst();
        return records.stream()
                .skip(1)
                .map(record -> {
                    assertEquals(header.size(), record.size());
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < header.size(); i++) row.put(header.get(i), record.get(i));
                    return row;
                })
                .toList();
    }

    /// What stands at a path such as `place.name` or `tags[]`, as CSV writes it.
    private static String value(JsonNode event, String path) {
        JsonNode node = event;
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length; i++) {
            if (!steps[i].endsWith("[]")) {
                node = node.path(steps[i]);
                continue;
            }
            List<String> joined = new ArrayList<>();
            for (JsonNode item : node.path(steps[i].substring(0, steps[i].length() - 2))) {
                JsonNode part = i + 1 < steps.length ? item.path(steps[i + 1]) : item;
                if (!part.isNull()) joined.add(part.asText());
            }
            return String.join(" | ", joined);
        }
        return node.isNull() || node.isMissingNode() ? "" : node.asText();
    }
}
