package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.annals.codebook.EventStatus;
import org.annals.event.EventDraft;
import org.annals.support.PlainCsv;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both real files whole, against what a second reader makes of them.
@NullUnmarked // a null that is not expected fails a test, which is what tests are for
class UcdpGedRealFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {Samples.CENTRAL_AFRICA, Samples.WORLD})
    void every_row_becomes_one_draft_and_none_is_refused(String file) throws Exception {
        var read = Samples.read(Samples.bytes(file));
        var rows = rows(file);
        assertEquals(rows.size(), read.drafts.size());
        assertEquals(0, read.refusedRows());
        assertEquals(
                rows.stream().map(r -> r.get("id")).toList(),
                read.drafts.values().stream().map(d -> d.origin().key()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {Samples.CENTRAL_AFRICA, Samples.WORLD})
    void a_row_is_named_by_the_line_on_which_it_begins(String file) throws Exception {
        var lines = new String(Samples.bytes(file), StandardCharsets.UTF_8).split("\n");
        Samples.read(Samples.bytes(file))
                .drafts
                .forEach((line, draft) ->
                        assertTrue(
                                lines[(int) (line - 1)].startsWith(draft.origin().key() + ","),
                                "line " + line));
    }

    @ParameterizedTest
    @ValueSource(strings = {Samples.CENTRAL_AFRICA, Samples.WORLD})
    void fields_hold_what_the_columns_say(String file) throws Exception {
        var drafts = drafts(file);
        for (var row : rows(file)) {
            EventDraft draft = drafts.get(row.get("id"));
            String start = row.get("date_start").substring(0, 10);
            String end = row.get("date_end").substring(0, 10);
            assertEquals(
                    start.equals(end) ? start : "[" + start + ".." + end + "]",
                    draft.date().date().edtf());
            var tolls = draft.fatalities();
            assertEquals(
                    Stream.of(
                                    "low",
                                    "best",
                                    "high",
                                    "deaths_a",
                                    "deaths_b",
                                    "deaths_civilians",
                                    "deaths_unknown")
                            .map(c -> Integer.valueOf(row.get(c)))
                            .toList(),
                    List.of(
                            tolls.low(),
                            tolls.best(),
                            tolls.high(),
                            tolls.sideA(),
                            tolls.sideB(),
                            tolls.civilians(),
                            tolls.unknown()));
            var place = draft.place();
            assertEquals(Double.parseDouble(row.get("latitude")), place.latitude());
            assertEquals(Double.parseDouble(row.get("longitude")), place.longitude());
            assertEquals(Integer.parseInt(row.get("where_prec")) - 1, place.precision().ordinal());
            assertEquals(row.get("where_coordinates"), place.name());
            assertEquals(row.get("adm_1"), orEmpty(place.admin1()));
            assertEquals(row.get("adm_2"), orEmpty(place.admin2()));
            assertEquals(row.get("event_clarity").equals("2"), draft.aggregate());
            assertEquals(
                    Integer.parseInt(row.get("type_of_violence")) - 1,
                    draft.violenceType().ordinal());
            assertEquals(
                    List.of(
                            "ucdp-actor:" + row.get("side_a_new_id"),
                            "ucdp-actor:" + row.get("side_b_new_id")),
                    draft.actors().stream().map(a -> a.actor().origin().toString()).toList());
            assertEquals(
                    "ucdp-conflict:" + row.get("conflict_new_id"),
                    draft.conflicts().get(0).origin().toString());
            assertEquals("ucdp-dyad:" + row.get("dyad_new_id"), draft.dyad().origin().toString());
            assertEquals(EventStatus.CONFIRMED, draft.status());
        }
    }

    /// Nothing of a row is thrown away: each cell is in `extra` or one of the fields has it.
    @ParameterizedTest
    @ValueSource(strings = {Samples.CENTRAL_AFRICA, Samples.WORLD})
    void every_cell_is_found_again(String file) throws Exception {
        Set<String> inFields =
                Set.of(
                        "id",
                        "year",
                        "type_of_violence",
                        "event_clarity",
                        "where_prec",
                        "date_start",
                        "date_end",
                        "latitude",
                        "longitude",
                        "geom_wkt",
                        "number_of_sources",
                        "best",
                        "high",
                        "low",
                        "deaths_a",
                        "deaths_b",
                        "deaths_civilians",
                        "deaths_unknown",
                        "conflict_new_id",
                        "dyad_new_id",
                        "side_a_new_id",
                        "side_b_new_id");
        var drafts = drafts(file);
        for (var row : rows(file)) {
            EventDraft draft = drafts.get(row.get("id"));
            var texts = texts(draft);
            row.forEach((column, cell) -> {
                String value = cell.strip();
                if (value.isEmpty() || inFields.contains(column)) return;
                assertTrue(
                        value.equals(draft.extra().get("ucdp-ged").get(column))
                                || texts.contains(tight(value)),
                        () -> column + " of " + row.get("id") + " is lost: " + value);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Samples.CENTRAL_AFRICA, Samples.WORLD})
    void there_are_as_many_sources_as_the_row_counts(String file) throws Exception {
        var drafts = drafts(file);
        for (var row : rows(file)) {
            EventDraft draft = drafts.get(row.get("id"));
            if (row.get("number_of_sources").equals("-1")) {
                assertEquals(null, draft.sourceCount());
                assertEquals(1, draft.sources().size());
                assertEquals(row.get("source_article").strip(), draft.sources().get(0).headline());
            } else {
                assertEquals(Integer.valueOf(row.get("number_of_sources")), draft.sourceCount());
                assertEquals(
                        draft.sourceCount(), draft.sources().size(), row.get("source_article"));
                draft.sources().forEach(source -> assertNotNull(source.name()));
            }
        }
    }

    @Test
    void dates_are_as_precise_as_the_codebook_says() throws Exception {
        var days = new TreeMap<String, Integer>();
        var widths = new TreeMap<String, List<Integer>>();
        for (EventDraft draft :
                Samples.read(Samples.bytes(Samples.CENTRAL_AFRICA)).drafts.values()) {
            String precision = draft.extra().get("ucdp-ged").get("date_prec");
            var bounds = draft.date().date().extent(0).bounds();
            days.merge(precision, 1, Integer::sum);
            widths.computeIfAbsent(precision, _ -> new ArrayList<>())
                    .add(bounds.endLatest() - bounds.startEarliest());
        }
        assertEquals(Map.of("1", 1367, "2", 251, "3", 24, "4", 163, "5", 43), days);
        assertEquals("0..0", spread(widths.get("1")));
        assertEquals("1..5", spread(widths.get("2")));
        assertEquals("6..6", spread(widths.get("3")));
        assertEquals("7..30", spread(widths.get("4")));
        assertEquals("34..365", spread(widths.get("5")));
    }

    @Test
    void tolls_out_of_order_are_warned_about_and_kept() throws Exception {
        var africa = Samples.read(Samples.bytes(Samples.CENTRAL_AFRICA));
        assertEquals(15, africa.warnings("best", "above high"));
        assertEquals(6, africa.warnings("low", "above best"));
        var world = Samples.read(Samples.bytes(Samples.WORLD));
        assertEquals(5, world.warnings("best", "above high"));
        assertEquals(8, world.warnings("low", "above best"));
        for (var read : List.of(africa, world)) {
            assertEquals(0, read.warnings("best", "sum"));
            read.complaints.forEach(c -> assertNotNull(read.drafts.get(c.line())));
        }
    }

    @Test
    void every_state_number_is_a_country_of_its_time() throws Exception {
        var countries = new HashMap<String, Long>();
        for (String file : List.of(Samples.CENTRAL_AFRICA, Samples.WORLD)) {
            var read = Samples.read(Samples.bytes(file));
            assertEquals(0, read.warnings("country_id", ""));
            read.drafts.values().forEach(d -> countries.merge(d.place().country(), 1L, Long::sum));
        }
        assertEquals(1848 + 6, countries.get("CAF"));
        assertEquals(7, countries.get("YUG"));
    }

    private static List<Map<String, String>> rows(String file) {
        var records = PlainCsv.read(new String(Samples.bytes(file), StandardCharsets.UTF_8));
        var header = records.get(0);
        var rows = new ArrayList<Map<String, String>>();
        for (var record : records.subList(1, records.size())) {
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < header.size(); i++) row.put(header.get(i), record.get(i));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, EventDraft> drafts(String file) throws Exception {
        return Samples.read(Samples.bytes(file)).drafts.values().stream()
                .collect(Collectors.toMap(d -> d.origin().key(), d -> d));
    }

    /// The texts of a draft, and its sources as the four columns of UCDP list them.
    private static Set<String> texts(EventDraft draft) {
        var place = draft.place();
        var texts = new HashSet<String>();
        Stream.of(place.name(), place.admin1(), place.admin2()).forEach(texts::add);
        draft.actors().forEach(a -> texts.add(a.actor().name()));
        draft.conflicts().forEach(c -> texts.add(c.name()));
        texts.add(draft.dyad().name());
        var sources = draft.sources();
        texts.add(sources.get(0).headline());
        texts.add(
                sources.stream()
                        .map(s -> s.name() + "," + day(s.published()) + "," + orEmpty(s.headline()))
                        .collect(Collectors.joining("\";\"", "\"", "\"")));
        texts.add(sources.stream().map(s -> orEmpty(s.name())).collect(Collectors.joining(";")));
        texts.add(sources.stream().map(s -> day(s.published())).collect(Collectors.joining(";")));
        texts.add(
                sources.stream().map(s -> orEmpty(s.headline())).collect(Collectors.joining(";")));
        return texts.stream().map(UcdpGedRealFilesTest::tight).collect(Collectors.toSet());
    }

    /// Without space around the entries of a list: where that was lost, source_article is in extra.
    private static String tight(String text) {
        return orEmpty(text).strip().replaceAll("\\s*;\\s*", ";");
    }

    private static String day(String published) {
        return published == null ? "1753-01-01" : published;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static String spread(List<Integer> numbers) {
        var all = numbers.stream().mapToInt(Integer::intValue).summaryStatistics();
        return all.getMin() + ".." + all.getMax();
    }
}
