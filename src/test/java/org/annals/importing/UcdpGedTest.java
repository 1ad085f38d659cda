package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.annals.codebook.ActorRole;
import org.annals.codebook.EventStatus;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.Reference;
import org.annals.codebook.ViolenceType;
import org.annals.event.EventDraft;
import org.annals.event.Source;
import org.annals.importing.Complaint.Kind;
import org.annals.support.PlainCsv;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // a null that is not expected fails a test, which is what tests are for
class UcdpGedTest {

    @Test
    void a_row_becomes_a_draft() throws Exception {
        EventDraft draft = Samples.row().only();
        assertEquals(new EventDraft.Origin("ucdp-ged", "300380", "23.1", null), draft.origin());
        assertEquals("Government of Syria – Syrian insurgents, Rami village", draft.title());
        assertNull(draft.description());
        assertEquals("violence", draft.kind());
        assertEquals(ViolenceType.STATE_BASED, draft.violenceType());
        assertEquals("SYR", draft.place().country());
        assertEquals("Rami village", draft.place().name());
        assertEquals("Idlib governorate", draft.place().admin1());
        assertEquals(PlacePrecision.EXACT, draft.place().precision());
        assertEquals(
                List.of(
                        new EventDraft.Participant(
                                created("ucdp-actor", "118", "Government of Syria"),
                                ActorRole.SIDE_A),
                        new EventDraft.Participant(
                                created("ucdp-actor", "4456", "Syrian insurgents"),
                                ActorRole.SIDE_B)),
                draft.actors());
        assertEquals(
                List.of(created("ucdp-conflict", "299", "Syria: Government")), draft.conflicts());
        assertEquals(
                created("ucdp-dyad", "11973", "Government of Syria - Syrian insurgents"),
                draft.dyad());
        assertEquals(
                List.of(
                        new Source(
                                "Support Kurds in Syria",
                                null,
                                "2013-01-03",
                                "Thursday 3 January 2013",
                                null),
                        new Source("VDC", null, "2013-01-03", "Abdul Satar Mustafa Hankosh", null)),
                draft.sources());
        assertEquals(2, draft.sourceCount());
        assertEquals(EventStatus.CONFIRMED, draft.status());
    }

    @Test
    void what_no_field_holds_goes_to_extra_as_it_is() throws Exception {
        assertEquals(
                Map.ofEntries(
                        Map.entry("active_year", "1"),
                        Map.entry("code_status", "Clear"),
                        Map.entry("conflict_dset_id", "299"),
                        Map.entry("country", "Syria"),
                        Map.entry("country_id", "652"),
                        Map.entry("date_prec", "1"),
                        Map.entry("dyad_dset_id", "11973"),
                        Map.entry("gwnoa", "652"),
                        Map.entry("priogrid_gid", "181154"),
                        Map.entry("region", "Middle East"),
                        Map.entry("relid", "SYR-2013-1-11973-99"),
                        Map.entry("side_a_dset_id", "118"),
                        Map.entry("side_b_dset_id", "4456"),
                        // The headline begins with a space, which the source does not keep.
                        Map.entry(
                                "source_article",
                                "\"Support Kurds in Syria,2013-01-03, Thursday 3 January 2013\";\"VDC,2013-01-03,Abdul Satar Mustafa Hankosh\""),
                        Map.entry("source_original", "SOHR; VDC"),
                        Map.entry("where_description", "in the al-Rami village")),
                Samples.row().only().extra().get("ucdp-ged"));
    }

    @Test
    void a_column_that_is_not_known_goes_to_extra() throws Exception {
        var draft = Samples.row("event_confidence", "0.9").only();
        assertEquals("0.9", draft.extra().get("ucdp-ged").get("event_confidence"));
    }

    @Test
    void an_import_can_name_the_data_set() throws Exception {
        var collected = new Collected();
        Samples.FORMAT.read(
                new ByteArrayInputStream(Samples.csv().getBytes(StandardCharsets.UTF_8)),
                new Edition("ucdp-candidate", null),
                collected);
        var draft = collected.only();
        assertEquals(new EventDraft.Origin("ucdp-candidate", "300380", null, null), draft.origin());
        assertEquals(Set.of("ucdp-candidate"), draft.extra().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2013-01-03 00:00:00.000, 2013-01-03 00:00:00.000, 2013-01-03",
        "1, 2013-01-03T00:00:00, 2013-01-03T00:00:00, 2013-01-03",
        "1, 2013-01-03, 2013-01-03, 2013-01-03",
        "2, 2013-01-03, 2013-01-05, [2013-01-03..2013-01-05]",
        "5, 2013-01-01, 2013-12-31, [2013-01-01..2013-12-31]",
        "4, 2013-01-03, 2013-01-03, 2013-01-03"
    })
    void a_range_is_one_day_of_several(String precision, String start, String end, String edtf)
            throws Exception {
        var read = Samples.row("date_prec", precision, "date_start", start, "date_end", end);
        assertEquals(edtf, read.only().date().date().edtf());
        assertEquals(List.of(), read.complaints);
    }

    @Test
    void an_exact_day_that_is_a_range_is_dated_to_the_range_with_a_warning() throws Exception {
        var read = Samples.row("date_prec", "1", "date_end", "2013-01-04");
        assertEquals("[2013-01-03..2013-01-04]", read.only().date().date().edtf());
        assertEquals(1, read.warnings("date_prec", "one of these days"));
    }

    @Test
    void a_year_that_is_not_that_of_the_days_is_kept() throws Exception {
        assertEquals(
                "2012", Samples.row("year", "2012").only().extra().get("ucdp-ged").get("year"));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void clarity_says_whether_several_events_are_summed_up(String clarity, boolean aggregate)
            throws Exception {
        assertEquals(aggregate, Samples.row("event_clarity", clarity).only().aggregate());
    }

    @ParameterizedTest
    @CsvSource({
        "1, exact",
        "2, near",
        "3, district",
        "4, region",
        "5, linear",
        "6, country",
        "7, international"
    })
    void where_prec_is_the_precision_of_the_place(String code, String precision) throws Exception {
        assertEquals(precision, Samples.row("where_prec", code).only().place().precision().code());
    }

    @ParameterizedTest
    @CsvSource({"1, state-based", "2, non-state", "3, one-sided"})
    void type_of_violence_is_kept_as_ucdp_has_it(String code, String type) throws Exception {
        assertEquals(type, Samples.row("type_of_violence", code).only().violenceType().code());
    }

    @ParameterizedTest
    @CsvSource({
        "345, 1999, YUG",
        "345, 2005, SCG",
        "365, 1991, SUN",
        "365, 1992, RUS",
        "432, 2012, MLI",
        "490, 1996, COD",
        "678, 1994, YEM",
        "347, 2009, XKX"
    })
    void a_state_number_means_the_country_of_that_year(String number, String year, String country)
            throws Exception {
        var read =
                Samples.row(
                        "country_id",
                        number,
                        "year",
                        year,
                        "date_start",
                        year + "-05-01",
                        "date_end",
                        year + "-05-01");
        assertEquals(country, read.only().place().country());
        assertEquals(List.of(), read.complaints);
    }

    @Test
    void an_unknown_state_number_is_warned_about_and_kept() throws Exception {
        var read = Samples.row("country_id", "999");
        assertNull(read.only().place().country());
        assertEquals("999", read.only().extra().get("ucdp-ged").get("country_id"));
        assertEquals(1, read.warnings("country_id", "in 2013"));
    }

    @ParameterizedTest
    @CsvSource({"event_clarity, 3", "where_prec, 8", "date_prec, 9", "number_of_sources, some"})
    void an_unknown_code_is_warned_about_and_kept(String column, String value) throws Exception {
        var read = Samples.row(column, value);
        assertEquals(value, read.only().extra().get("ucdp-ged").get(column));
        assertEquals(1, read.warnings(column, "xpected"));
        assertEquals(0, read.refusedRows());
    }

    @Test
    void tolls_that_contradict_each_other_are_kept_with_a_warning() throws Exception {
        var read = Samples.row("best", "9", "high", "5", "low", "10");
        var tolls = read.only().fatalities();
        assertEquals(List.of(10, 9, 5), List.of(tolls.low(), tolls.best(), tolls.high()));
        assertEquals(1, read.warnings("best", "above high, 5"));
        assertEquals(1, read.warnings("low", "above best, 9"));
        assertEquals(1, read.warnings("best", "sum of the four deaths_ columns, 2"));
    }

    @Test
    void an_empty_toll_is_unknown_and_nought_is_none() throws Exception {
        var read = Samples.row("best", "", "deaths_a", "0");
        assertNull(read.only().fatalities().best());
        assertEquals(0, read.only().fatalities().sideA());
        assertEquals(List.of(), read.complaints);
    }

    @ParameterizedTest
    @CsvSource({
        "date_end, 2012-12-31, before date_start",
        "date_start, 03/01/2013, A day is expected",
        "date_start, 2013-02-30, A day is expected",
        "date_start, 2013-01-03 12:30:00, A day is expected",
        "date_end, '', A day is expected",
        "best, -1, Less than 0",
        "deaths_civilians, many, A whole number",
        "high, 3.5, A whole number",
        "low, 99999999999, A whole number",
        "latitude, 91, from -90 to 90",
        "longitude, -180.5, from -180 to 180",
        "latitude, north, decimal",
        "longitude, NaN, decimal",
        "latitude, '', both or neither",
        "type_of_violence, 4, Expected is 1",
        "id, '', UCDP number",
        "id, 0, UCDP number",
        "side_b_new_id, x, UCDP number",
        "side_a, '', a name is expected",
        "conflict_name, '', a name is expected"
    })
    void a_value_that_cannot_be_right_refuses_the_row(String column, String value, String reason)
            throws Exception {
        var read = Samples.row(column, value);
        assertEquals(Map.of(), read.drafts);
        var complaint = read.of(Kind.REFUSED).get(0);
        assertEquals(2, complaint.line());
        assertEquals(column, complaint.column());
        assertEquals(value, complaint.value());
        assertTrue(complaint.reason().contains(reason), complaint.reason());
        assertEquals(1, read.refusedRows());
    }

    @Test
    void all_faults_of_a_row_are_told_at_once() throws Exception {
        var read = Samples.row("best", "-1", "latitude", "99", "date_start", "never");
        assertEquals(
                List.of("date_start", "latitude", "best"),
                read.of(Kind.REFUSED).stream().map(Complaint::column).toList());
        assertEquals(1, read.refusedRows());
    }

    @Test
    void both_coordinates_may_be_missing() throws Exception {
        var read = Samples.row("latitude", "", "longitude", "");
        assertNull(read.only().place().latitude());
        assertEquals(List.of(), read.complaints);
    }

    @Test
    void a_nul_character_refuses_the_row() throws Exception {
        var read = Samples.row("where_description", "a\0b");
        assertEquals("a␀b", read.of(Kind.REFUSED).get(0).value());
        assertEquals("where_description", read.of(Kind.REFUSED).get(0).column());
    }

    @Test
    void a_candidate_that_still_needs_a_check_is_only_reported() throws Exception {
        var read = Samples.read(Samples.bytes("ucdp-ged/candidate.csv"));
        assertEquals(
                List.of(EventStatus.CONFIRMED, EventStatus.REPORTED, EventStatus.REPORTED),
                read.drafts.values().stream().map(EventDraft::status).toList());
        assertEquals(List.of(), read.complaints);
    }

    @Test
    void older_headers_are_read_by_name() throws Exception {
        var old = Samples.read(Samples.bytes("ucdp-ged/older-header.csv"));
        assertEquals(List.of(), old.complaints);
        var now =
                Samples.read(Samples.bytes(Samples.CENTRAL_AFRICA)).drafts.values().stream()
                        .collect(Collectors.toMap(d -> d.origin().key(), d -> d));
        for (EventDraft draft : old.drafts.values()) {
            EventDraft same = now.get(draft.origin().key());
            assertEquals(same.fatalities(), draft.fatalities());
            assertEquals(same.title(), draft.title());
            assertEquals(same.sources(), draft.sources());
            assertEquals(same.status(), draft.status());
            assertFalse(draft.extra().get("ucdp-ged").containsKey("relid"));
        }
        assertEquals(3, old.drafts.size());
    }

    @Test
    void columns_in_another_order_give_the_same_draft() throws Exception {
        var records = PlainCsv.read(Samples.csv());
        var turned = new LinkedHashMap<String, String>();
        for (int i = records.get(0).size() - 1; i >= 0; i--) {
            turned.put(records.get(0).get(i), records.get(1).get(i));
        }
        var draft = Samples.row().only();
        var other = Samples.read(Samples.csv(turned)).only();
        assertEquals(draft, other);
        assertEquals(
                List.copyOf(draft.extra().get("ucdp-ged").keySet()),
                List.copyOf(other.extra().get("ucdp-ged").keySet()));
    }

    @Test
    void twenty_one_odd_and_broken_rows_are_counted_as_a_second_reader_counts_them()
            throws Exception {
        byte[] file = Samples.bytes("ucdp-ged/odd-and-broken.csv");
        var read = Samples.read(file);
        int rows = PlainCsv.read(new String(file, StandardCharsets.UTF_8)).size() - 1;
        assertEquals(21, rows);
        assertEquals(rows, read.drafts.size() + read.refusedRows());
        assertEquals(9, read.refusedRows());
        assertEquals(
                List.of(
                        "best", // above high
                        "best", // not the sum
                        "low",
                        "best",
                        "country_id",
                        "where_prec",
                        "date_prec",
                        "event_clarity"),
                read.of(Kind.WARNING).stream()
                        .filter(c -> read.drafts.containsKey(c.line()))
                        .map(Complaint::column)
                        .toList());
        var last = read.of(Kind.REFUSED).getLast();
        assertNull(last.column());
        assertTrue(last.reason().contains("3 values where the header names 49"), last.reason());
    }

    @Test
    void a_row_that_swallows_others_says_that_a_quote_may_be_missing() throws Exception {
        String whole = Samples.csv();
        String broken = whole.replace("\"Syria\"", "\"Syria");
        var read = Samples.read(broken + whole.lines().skip(1).findFirst().orElseThrow() + "\n");
        assertEquals(1, read.refusedRows());
        assertTrue(read.complaints.get(0).reason().contains("quote may be missing"));
    }

    @Test
    void a_title_is_never_longer_than_300_characters() throws Exception {
        var title = Samples.row("side_a", "A".repeat(500)).only().title();
        assertEquals(300, title.length());
        assertTrue(title.endsWith("…"));
    }

    @Test
    void without_a_place_name_the_title_names_the_next_larger_area() throws Exception {
        assertTrue(
                Samples.row("where_coordinates", "").only().title().endsWith(", Ariha district"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "date_start", "best", "country_id"})
    void a_missing_column_refuses_the_file_once(String column) {
        String csv = Samples.csv().replaceFirst("\"" + column + "\"", "\"" + column + "_x\"");
        var refused = assertThrows(FileRefused.class, () -> Samples.read(csv));
        assertTrue(
                refused.getMessage().contains("lacks the column " + column + "."),
                refused.getMessage());
        assertEquals(Kind.REFUSED, refused.complaint().kind());
    }

    @Test
    void a_file_with_semicolons_is_told_so() {
        var refused =
                assertThrows(FileRefused.class, () -> Samples.read("id;relid;year\n1;x;2013\n"));
        assertTrue(refused.getMessage().contains("not separated by commas"));
    }

    @Test
    void a_header_alone_is_a_file_without_rows() throws Exception {
        var read = Samples.read(Samples.csv().lines().findFirst().orElseThrow() + "\n");
        assertEquals(Map.of(), read.drafts);
        assertEquals(List.of(), read.complaints);
    }

    private static Reference created(String dataset, String key, String name) {
        return new Reference(null, new OutsideKey(dataset, key), name, true);
    }
}
