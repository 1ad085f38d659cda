package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtentTest {
    private static final int CONFIRMED = Days.parse("2024-01-01");

    private static Extent extent(String edtf) {
        return EventDate.parse(edtf).extent(CONFIRMED);
    }

    private static boolean matches(String edtf, Match match, String range) {
        return extent(edtf).matches(match, DayRange.asked(range));
    }

    private static String name(int day) {
        return Days.isFinite(day) ? Days.text(day) : day == Days.BEFORE_ALL ? "-inf" : "+inf";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2022-07-22               | 2022-07-22 | 2022-07-22 | 2022-07-22 | 2022-07-22
                    2022-07                  | 2022-07-01 | 2022-07-31 | 2022-07-01 | 2022-07-31
                    [2013-03-01..2013-03-10] | 2013-03-01 | 2013-03-10 | 2013-03-01 | 2013-03-10
                    2013-01-11/2014-07-15    | 2013-01-11 | 2013-01-11 | 2014-07-15 | 2014-07-15
                    2012-03/2012-06          | 2012-03-01 | 2012-03-31 | 2012-06-01 | 2012-06-30
                    2022-02-24/..            | 2022-02-24 | 2022-02-24 | 2024-01-01 | +inf
                    2022-02-24/              | 2022-02-24 | 2022-02-24 | 2022-02-24 | +inf
                    ../2014                  | -inf       | -inf       | 2014-01-01 | 2014-12-31
                    /2014                    | -inf       | 2014-12-31 | 2014-01-01 | 2014-12-31
                    ../..                    | -inf       | -inf       | 2024-01-01 | +inf
                    2001-02-03/2001          | 2001-02-03 | 2001-02-03 | 2001-02-03 | 2001-12-31
                    2001/2001-02-03          | 2001-01-01 | 2001-02-03 | 2001-02-03 | 2001-02-03
                    2005-XX-25/2005-02-10    | 2005-01-25 | 2005-01-25 | 2005-02-10 | 2005-02-10
                    {1667,1760-12}           | 1667-01-01 | 1667-12-31 | 1760-12-01 | 1760-12-31
                    {2011-03-15..2011-03-18} | 2011-03-15 | 2011-03-15 | 2011-03-18 | 2011-03-18
                    200X-02-29               | 2000-02-29 | 2008-02-29 | 2000-02-29 | 2008-02-29
                    -004X                    | -0049-01-01 | -0040-12-31 | -0049-01-01 | -0040-12-31
                    -000X                    | -0009-01-01 | -0001-12-31 | -0009-01-01 | -0001-12-31
                    """)
    void each_date_has_four_bounds(
            String edtf, String startEarliest, String startLatest, String endEarliest, String end) {
        var bounds = extent(edtf).bounds();
        assertEquals(startEarliest, name(bounds.startEarliest()));
        assertEquals(startLatest, name(bounds.startLatest()));
        assertEquals(endEarliest, name(bounds.endEarliest()));
        assertEquals(end, name(bounds.endLatest()));
    }

    @Test
    void an_ongoing_event_that_begins_after_the_confirmed_day_ends_no_earlier_than_it_begins() {
        var bounds = extent("2030/..").bounds();
        assertEquals("2030-01-01", Days.text(bounds.endEarliest()));
    }

    @Test
    void an_ongoing_event_is_certain_up_to_the_confirmed_day_and_possible_after_it() {
        assertTrue(matches("2022-02-24/..", Match.CERTAIN, "2023"));
        assertFalse(matches("2022-02-24/..", Match.CERTAIN, "2025"));
        assertTrue(matches("2022-02-24/..", Match.POSSIBLE, "2025"));
        assertFalse(matches("2022-02-24/", Match.CERTAIN, "2023"));
    }

    @Test
    void an_event_of_unknown_day_possibly_touches_a_week_and_surely_its_month() {
        assertTrue(matches("2014-05", Match.POSSIBLE, "2014-05-05/2014-05-11"));
        assertFalse(matches("2014-05", Match.CERTAIN, "2014-05-05/2014-05-11"));
        assertTrue(matches("2014-05", Match.CERTAIN, "2014-05"));
        assertTrue(matches("2014-05", Match.WITHIN, "2014"));
    }

    @Test
    void a_date_with_gaps_does_not_touch_the_days_between() {
        assertFalse(matches("[2013-01-01,2013-12-31]", Match.POSSIBLE, "2013-06"));
        assertFalse(matches("20XX-12-25", Match.POSSIBLE, "2013-06"));
        assertTrue(matches("20XX-12-25", Match.POSSIBLE, "2013-12"));
        assertFalse(matches("XXXX-12-25", Match.POSSIBLE, "2013-06"));
        assertEquals(
                Certainty.NONE,
                extent("2004-XX-15").touches(DayRange.asked("2004-03-16/2004-04-14")));
    }

    @Test
    void one_of_several_dates_is_certain_only_where_all_of_them_lie() {
        assertFalse(matches("[2013-01-01,2013-12-31]", Match.CERTAIN, "2013-01"));
        assertTrue(matches("[2013-01-01,2013-12-31]", Match.CERTAIN, "2013"));
    }

    @Test
    void all_of_several_dates_are_certain_where_one_of_them_lies() {
        assertTrue(matches("{2013-01-01,2013-12-31}", Match.CERTAIN, "2013-01"));
        assertTrue(matches("{2013-01-01,2013-12-31}", Match.CONTAINS, "2013-12-31"));
        assertFalse(matches("{2013-01-01,2013-12-31}", Match.CONTAINS, "2013-12-30/2013-12-31"));
        assertFalse(matches("{2013-01-01,2013-12-31}", Match.WITHIN, "2013-01"));
        assertFalse(matches("{2013-01-01,2013-12-31}", Match.POSSIBLE, "2013-06"));
    }

    @Test
    void consecutive_dates_of_an_all_of_set_are_each_by_themselves() {
        assertEquals(3, members("{1670..1672}").orElseThrow().ranges().size());
        assertTrue(matches("{1670..1672}", Match.CERTAIN, "1671"));
        assertFalse(matches("{1670..1672}", Match.CERTAIN, "1671-06"));
        assertEquals(2, members("{2013-01-01,2013-01-02}").orElseThrow().ranges().size());
        assertFalse(matches("{1984..}", Match.CERTAIN, "1990-05"));
    }

    @Test
    void only_dates_with_gaps_have_members() {
        for (var whole :
                new String[] {
                    "2022",
                    "19XX",
                    "2004-06-1X",
                    "2004-XX-XX",
                    "[1667,1668]",
                    "[1984-11,1984-12]",
                    "{1984}",
                    "{1984,1984}",
                    "{2011-03-15..2011-03-18}",
                    "1984/2004",
                    "1950S2"
                }) {
            assertEquals(Optional.empty(), members(whole), whole);
        }
        for (var apart :
                new String[] {"1X1X", "1984-X2", "[1667,1670]", "{1667,1668}", "199X-21"}) {
            assertTrue(members(apart).isPresent(), apart);
        }
    }

    private static Optional<Members> members(String edtf) {
        return extent(edtf).gaps();
    }

    @Test
    void one_day_in_ten_thousand_years_is_the_most_that_is_kept_exactly() {
        assertEquals(Members.MOST, members("XXXX-12-25").orElseThrow().ranges().size());
        // 120,000 days: whole years instead, which are never wrong and sometimes too many.
        assertEquals(Members.MOST, members("XXXX-XX-25").orElseThrow().ranges().size());
        assertTrue(matches("XXXX-XX-25", Match.POSSIBLE, "2013-06-25"));
    }

    @Test
    void bounds_out_of_order_or_range_cannot_be_made() {
        assertThrows(IllegalArgumentException.class, () -> new Bounds(2, 1, 2, 2));
        assertThrows(IllegalArgumentException.class, () -> new Bounds(1, 1, 3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Bounds(1, 1, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> new Bounds(1, 3, 1, 2));
        int beyond = Days.FARTHEST + 1;
        assertThrows(IllegalArgumentException.class, () -> new Bounds(0, beyond, 0, beyond));
        assertThrows(IllegalArgumentException.class, () -> new DayRange(1, 0));
    }
}
