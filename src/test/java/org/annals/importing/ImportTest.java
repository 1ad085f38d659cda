package org.annals.importing;

import static io.restassured.RestAssured.given;
import static org.annals.support.Uploads.asAdmin;
import static org.annals.support.Uploads.ask;
import static org.annals.support.Uploads.complaints;
import static org.annals.support.Uploads.edit;
import static org.annals.support.Uploads.event;
import static org.annals.support.Uploads.json;
import static org.annals.support.Uploads.load;
import static org.annals.support.Uploads.post;
import static org.annals.support.Uploads.stored;
import static org.annals.support.Uploads.ucdp;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.annals.support.Uploads;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files sent to `/imports`, and what the reports say of them.
@NullUnmarked
@QuarkusTest
class ImportTest {

    @ParameterizedTest
    @CsvSource({"whole-car, " + Samples.CENTRAL_AFRICA, "whole-world, " + Samples.WORLD})
    void a_real_file_goes_in_and_every_row_of_it_is_accounted_for(String dataset, String file) {
        byte[] bytes = Samples.bytes(file);
        int rows = UcdpRows.of(file).size();
        JsonNode report = load("format=ucdp-ged&version=23.1&dataset=" + dataset, bytes);

        assertEquals("succeeded", report.path("status").asText(), report.toString());
        assertEquals(rows, report.path("rows").asInt());
        assertEquals(rows, report.path("inserted").asInt());
        assertEquals(
                Map.of(),
                numbers(report, "changed", "unchanged", "conflicting", "refused", "missing"));
        assertEquals("ucdp-ged", report.path("format").asText());
        assertEquals(dataset, report.path("dataset").asText());
        assertEquals("23.1", report.path("version").asText());
        assertTrue(report.path("finishedAt").isTextual());
        assertEquals(rows, total("dataset=" + dataset));

        List<JsonNode> paged = complaints(report, 7);
        assertEquals(report.path("warnings").asInt(), paged.size());
        assertEquals(complaints(report), paged);
        assertEquals(
                paged.size(),
                paged.stream().filter(c -> c.path("kind").asText().equals("warning")).count());
        given().get("/api/v1/datasets?q=" + dataset).then().body(containsString(dataset));
        assertTrue(
                Uploads.all("/api/v1/imports?limit=3").stream()
                        .anyMatch(other -> other.path("id").equals(report.path("id"))));
    }

    @Test
    void the_same_file_again_makes_no_revision_no_history_and_no_transaction() {
        String csv = UcdpRows.of(Samples.WORLD).csv();
        JsonNode first = ucdp("again", csv);
        String before = stored("again");
        String tag = given().get("/api/v1/kinds").header("ETag");
        JsonNode second = ucdp("again", csv);

        assertEquals(first.path("rows"), second.path("unchanged"));
        assertEquals(
                Map.of(),
                numbers(second, "inserted", "changed", "conflicting", "refused", "missing"));
        assertEquals(first.path("warnings"), second.path("warnings"));
        assertEquals("succeeded", second.path("status").asText());
        assertEquals(before, stored("again"));
        assertEquals(tag, given().get("/api/v1/kinds").header("ETag"), "no name was touched");
    }

    @Test
    void a_corrected_file_makes_a_revision_of_what_it_corrects_alone() {
        UcdpRows rows = UcdpRows.first(60);
        ucdp("corrected", rows.csv());
        rows.set(3, "best", "7").set(3, "high", "9").set(20, "where_coordinates", "Elsewhere town");
        JsonNode report =
                load(
                        "format=ucdp-ged&version=24.1&dataset=corrected&reason=New%20release",
                        rows.csv().getBytes(StandardCharsets.UTF_8));

        assertEquals(
                Map.of("changed", 2, "unchanged", 58),
                numbers(
                        report,
                        "inserted",
                        "changed",
                        "unchanged",
                        "conflicting",
                        "refused",
                        "missing"));
        assertEquals(7, event("corrected", rows.get(3, "id")).at("/fatalities/best").asInt());
        assertEquals(2, event("corrected", rows.get(3, "id")).path("revision").asInt());
        assertEquals(
                "Elsewhere town",
                event("corrected", rows.get(20, "id")).at("/place/name").asText());
        assertEquals(1, event("corrected", rows.get(4, "id")).path("revision").asInt());
        assertEquals(
                "2 of 2 by admin in %d, New release".formatted(Uploads.id(report)),
                ask(
                        """
                        select count(*) || ' of ' || max(revision) || ' by ' || max(recorded_by) || ' in ' || max(import_id)
                               || ', ' || max(reason)
                          from event e
                         where revision > 1 and origin_dataset = (select id from dataset where code = 'corrected')
                        """));
        assertEquals(
                "2",
                ask(
                        """
                        select count(*) from event_history h
                         where origin_dataset = (select id from dataset where code = 'corrected')
                        """));
    }

    @Test
    void an_editors_correction_outlives_the_file_that_knows_nothing_of_it() {
        UcdpRows rows = UcdpRows.first(10);
        ucdp("edited", rows.csv());
        edit(event("edited", rows.get(0, "id")), "As an editor knows it");
        edit(event("edited", rows.get(1, "id")), "As another knows it");

        JsonNode same = ucdp("edited", rows.csv());
        assertEquals(
                Map.of("unchanged", 10),
                numbers(same, "inserted", "changed", "unchanged", "conflicting"));
        assertEquals(
                "As an editor knows it", event("edited", rows.get(0, "id")).path("title").asText());

        rows.set(1, "deaths_civilians", "11").set(2, "deaths_civilians", "12");
        JsonNode corrected = ucdp("edited", rows.csv());
        assertEquals(
                Map.of("unchanged", 8, "changed", 1, "conflicting", 1),
                numbers(corrected, "inserted", "changed", "unchanged", "conflicting"));
        assertEquals("partly", corrected.path("status").asText());
        JsonNode listed = only(corrected, "conflicting");
        JsonNode kept = event("edited", rows.get(1, "id"));
        assertEquals(3, listed.path("line").asInt());
        assertEquals(rows.get(1, "id"), listed.path("value").asText());
        assertEquals(kept.path("id"), listed.path("event"));
        assertEquals("As another knows it", kept.path("title").asText());
        assertEquals(2, kept.path("revision").asInt());
    }

    @Test
    void an_editor_and_the_file_that_say_the_same_agree() {
        UcdpRows rows = UcdpRows.first(3);
        ucdp("agreed", rows.csv());
        JsonNode event = event("agreed", rows.get(0, "id"));
        String path = "/api/v1/events/" + event.path("id").asLong();
        asAdmin()
                .contentType("application/merge-patch+json")
                .header("If-Match", given().get(path).header("ETag"))
                .body("{\"place\":{\"admin1\":\"Haut-Mbomou\"}}")
                .patch(path)
                .then()
                .statusCode(200);
        JsonNode report = ucdp("agreed", rows.set(0, "adm_1", "Haut-Mbomou").csv());
        assertEquals(
                Map.of("unchanged", 3), numbers(report, "changed", "unchanged", "conflicting"));
    }

    @Test
    void the_day_to_which_an_editor_confirmed_an_event_outlives_the_file_too() {
        String line =
                """
                {"origin":{"dataset":"going-on","key":"%s"},"title":"Talks","kind":"talks","date":{"edtf":"2022-02-24/..","confirmed":"%s"}}
                """;
        byte[] file =
                (line.formatted("a", "2022-03-01") + line.formatted("b", "2022-03-01"))
                        .getBytes(StandardCharsets.UTF_8);
        load("format=ndjson", file);
        String path = "/api/v1/events/" + event("going-on", "a").path("id").asLong();
        asAdmin()
                .contentType("application/merge-patch+json")
                .header("If-Match", given().get(path).header("ETag"))
                .body("{\"date\":{\"edtf\":\"2022-02-24/..\",\"confirmed\":\"2023-01-01\"}}")
                .patch(path)
                .then()
                .statusCode(200);

        JsonNode same = load("format=ndjson", file);
        assertEquals(Map.of("unchanged", 2), numbers(same, "changed", "unchanged", "conflicting"));
        byte[] newer =
                (line.formatted("a", "2022-04-01") + line.formatted("b", "2022-04-01"))
                        .getBytes(StandardCharsets.UTF_8);
        JsonNode report = load("format=ndjson", newer);
        assertEquals(
                Map.of("changed", 1, "conflicting", 1),
                numbers(report, "changed", "unchanged", "conflicting"));
        assertEquals("2023-01-01", event("going-on", "a").at("/date/confirmed").asText());
        assertEquals("2022-04-01", event("going-on", "b").at("/date/confirmed").asText());
    }

    @Test
    void rows_that_are_gone_from_the_file_are_listed_as_missing_and_stay() {
        UcdpRows rows = UcdpRows.first(5);
        ucdp("gone", rows.csv());
        String key = rows.get(2, "id");
        JsonNode report = ucdp("gone", rows.without(2).csv());

        assertEquals(
                Map.of("unchanged", 4, "missing", 1),
                numbers(report, "changed", "unchanged", "missing", "refused"));
        assertEquals(4, report.path("rows").asInt());
        assertEquals("succeeded", report.path("status").asText());
        JsonNode listed = only(report, "missing");
        assertEquals(key, listed.path("value").asText());
        assertEquals(event("gone", key).path("id"), listed.path("event"));
        assertEquals(5, total("dataset=gone"));
    }

    @Test
    void a_key_that_stands_twice_in_a_file_is_refused_the_second_time() {
        UcdpRows rows = UcdpRows.first(4);
        rows.set(3, "id", rows.get(1, "id")).set(3, "best", "99");
        JsonNode report = ucdp("twice", rows.csv());

        assertEquals(
                Map.of("inserted", 3, "refused", 1),
                numbers(report, "inserted", "unchanged", "refused"));
        assertEquals(4, report.path("rows").asInt());
        assertEquals("partly", report.path("status").asText());
        JsonNode listed = only(report, "refused");
        assertEquals(5, listed.path("line").asInt());
        assertTrue(listed.path("reason").asText().contains("line 3"), listed.toString());
        assertEquals(
                rows.get(1, "best"),
                event("twice", rows.get(1, "id")).at("/fatalities/best").asText());
    }

    @Test
    void an_event_that_the_file_gives_as_retracted_comes_in_as_such() {
        String line =
                """
                {"origin": {"dataset": "retracted-elsewhere", "key": "1"}, "title": "Never happened",
                 "kind": "attack", "status": "retracted", "date": {"edtf": "2012-03-01"}}
                """
                        .replace("\n", " ");
        JsonNode report = load("format=ndjson", line.getBytes(StandardCharsets.UTF_8));
        assertEquals("succeeded", report.path("status").asText(), report.toString());
        JsonNode found =
                json(given().get("/api/v1/events?status=retracted&origin=retracted-elsewhere:1"));
        assertEquals(1, found.path("items").size(), found.toString());
    }

    @Test
    void refused_rows_say_where_and_why_and_the_rest_goes_in() {
        UcdpRows rows = UcdpRows.first(6);
        rows.set(1, "type_of_violence", "4")
                .set(3, "date_start", "1 May 2013")
                .set(3, "latitude", "95.5")
                .set(5, "best", "-1");
        JsonNode report = ucdp("half", rows.csv());

        assertEquals("partly", report.path("status").asText());
        assertEquals(Map.of("inserted", 3, "refused", 3), numbers(report, "inserted", "refused"));
        Map<String, JsonNode> refused =
                complaints(report).stream()
                        .filter(c -> c.path("kind").asText().equals("refused"))
                        .collect(
                                Collectors.toMap(
                                        c -> c.path("line") + " " + c.path("column").asText(),
                                        c -> c));
        assertEquals(
                java.util.Set.of("3 type_of_violence", "5 date_start", "5 latitude", "7 best"),
                refused.keySet());
        assertEquals("1 May 2013", refused.get("5 date_start").path("value").asText());
        assertTrue(refused.get("5 date_start").path("reason").asText().contains("2013-01-31"));
        assertEquals(3, total("dataset=half"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PK\u0003\u0004……… | zip archive",
                "<!doctype html><title>Not found</title> | HTML",
                "{\"a\": 1} | JSON",
                "'' | empty",
                "name,when | lacks the columns",
                "id;relid;year | commas"
            })
    void a_file_that_is_something_else_fails_with_the_reason(String text, String reason) {
        JsonNode report =
                load(
                        "format=ucdp-ged&dataset=nothing-of-it",
                        text.getBytes(StandardCharsets.UTF_8));
        assertEquals("failed", report.path("status").asText());
        assertTrue(report.path("reason").asText().contains(reason), report.toString());
        assertEquals(0, report.path("rows").asInt());
        assertEquals(report.path("reason"), only(report, "refused").path("reason"));
        assertEquals(
                0,
                Integer.parseInt(ask("select count(*) from dataset where code = 'nothing-of-it'")));
    }

    @Test
    void a_file_that_turns_out_broken_after_thousands_of_rows_leaves_nothing() {
        StringBuilder csv = new StringBuilder(UcdpRows.of(Samples.CENTRAL_AFRICA).csv());
        UcdpRows more = UcdpRows.of(Samples.CENTRAL_AFRICA);
        for (int row = 0; row < more.size(); row++) more.set(row, "id", "7" + more.get(row, "id"));
        more.set(0, "type_of_violence", "9");
        String rows = more.csv();
        csv.append(rows.substring(rows.indexOf('\n') + 1));
        byte[] whole = (csv + "\"").getBytes(StandardCharsets.UTF_8);
        byte[] broken = java.util.Arrays.copyOf(whole, whole.length + 2);
        broken[whole.length] = (byte) 0xC3;
        broken[whole.length + 1] = '\n';

        JsonNode report = load("format=ucdp-ged&dataset=broken", broken);
        assertEquals("failed", report.path("status").asText());
        assertTrue(report.path("reason").asText().contains("UTF-8"), report.toString());
        assertEquals(1, complaints(report).size(), "what was said of rows is void with them");
        assertEquals(
                "0",
                ask(
                        "select count(*) from event e join dataset d on d.id = e.origin_dataset where d.code = 'broken'"));
    }

    @Test
    void what_an_import_cannot_be_asked_is_told_before_the_file_is_read() {
        byte[] file = UcdpRows.first(1).csv().getBytes(StandardCharsets.UTF_8);
        refused("dataset=x", file, "format=ucdp-ged");
        refused("format=ucdp-gde", file, "ucdp-ged");
        refused("format=ucdp-ged&dataset=Not%20a%20name", file, "small letters");
        refused("format=ucdp-ged&datset=x", file, "dataset");
        given().contentType("text/csv")
                .body(file)
                .post("/api/v1/imports?format=ucdp-ged&dataset=x")
                .then()
                .statusCode(401);
        assertEquals(415, post("format=ucdp-ged&dataset=x", "application/xml", file).statusCode());
        given().get("/api/v1/imports/999999999").then().statusCode(404);
        given().get("/api/v1/imports/999999999/complaints").then().statusCode(404);
        given().get("/api/v1/imports/abc").then().statusCode(404);
    }

    @Test
    void imports_at_the_same_time_make_each_name_once() {
        List<Thread> clients =
                List.of("at-once-a", "at-once-b", "at-once-c").stream()
                        .map(dataset ->
                                Thread.startVirtualThread(
                                        () -> ucdp(dataset, newNames("at-once").csv())))
                        .toList();
        clients.forEach(ImportTest::join);
        for (String dataset : List.of("at-once-a", "at-once-b", "at-once-c")) {
            assertEquals(40, total("dataset=" + dataset));
        }
        assertEquals("1", ask("select count(*) from actor where origin_key = '9900001'"));
        assertEquals("1", ask("select count(*) from actor where name = 'at-once group'"));
    }

    @Test
    void editors_go_on_while_a_file_goes_in() {
        ucdp("busy-edits", UcdpRows.first(20).csv());
        List<JsonNode> events = Uploads.all("/api/v1/events?dataset=busy-edits");
        long id =
                json(post(
                                "format=ucdp-ged&dataset=busy-import",
                                "text/csv",
                                Samples.bytes(Samples.CENTRAL_AFRICA)))
                        .path("id")
                        .asLong();
        int edited = 0;
        do {
            edit(events.get(edited % 20), "Title " + edited);
            asAdmin()
                    .contentType("application/json")
                    .body(
                            """
                            {"title":"Made meanwhile","kind":"talks","date":{"edtf":"2013-01-%02d"},"tags":["meanwhile-%d"],
                             "actors":[{"name":"Meanwhile group %d","create":true,"role":"participant"}]}
                            """
                                    .formatted(1 + edited % 28, edited, edited))
                    .post("/api/v1/events")
                    .then()
                    .statusCode(201);
            edited++;
        } while (given().get("/api/v1/imports/" + id).path("status").equals("running"));
        JsonNode report = Uploads.report(id);
        assertEquals("succeeded", report.path("status").asText(), report.toString());
        assertEquals(1848, total("dataset=busy-import"));
        assertEquals(
                String.valueOf(edited),
                ask("select count(*) from actor where name like 'Meanwhile group %'"));
    }

    private static UcdpRows newNames(String name) {
        return UcdpRows.first(40)
                .setAll("side_b_new_id", "9900001")
                .setAll("side_b", name + " group")
                .setAll("dyad_new_id", "9900002")
                .setAll("dyad_name", "Government - " + name + " group");
    }

    private static void refused(String query, byte[] file, String hint) {
        Response answer = post(query, "text/csv", file);
        assertEquals(400, answer.statusCode(), answer.asString());
        assertTrue(answer.asString().contains(hint), answer.asString());
    }

    private static JsonNode only(JsonNode report, String kind) {
        List<JsonNode> found =
                complaints(report).stream()
                        .filter(c -> c.path("kind").asText().equals(kind))
                        .toList();
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    /// The numbers of a report by name, but those that are 0.
    private static Map<String, Integer> numbers(JsonNode report, String... names) {
        return List.of(names).stream()
                .filter(name -> report.path(name).asInt() != 0)
                .collect(Collectors.toMap(name -> name, name -> report.path(name).asInt()));
    }

    private static int total(String query) {
        JsonNode total =
                json(given().get("/api/v1/events?limit=1&total=exact&" + query)).path("total");
        assertNotNull(total);
        return total.path("value").asInt();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
