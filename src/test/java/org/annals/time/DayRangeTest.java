package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DayRangeTest {
    private static DayRange days(String from, String to) {
        return new DayRange(Days.parse(from), Days.parse(to));
    }

    private static void refused(String reason, Runnable asking) {
        var refused = assertThrows(DateRefused.class, asking::run);
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void a_question_goes_from_the_first_day_it_can_mean_to_the_last() {
        assertEquals(days("2013-01-01", "2013-12-31"), DayRange.asked("2013"));
        assertEquals(days("2013-01-11", "2013-03-31"), DayRange.asked("2013-01-11/2013-03"));
        assertEquals(days("1990-01-01", "1999-12-31"), DayRange.asked("199X"));
        assertEquals(days("2013-06-01", "2013-08-31"), DayRange.asked("2013-22~"));
        assertEquals(
                new DayRange(Days.parse("2013-01-01"), Days.AFTER_ALL), DayRange.asked("2013/.."));
        assertEquals(
                new DayRange(Days.BEFORE_ALL, Days.parse("2013-12-31")), DayRange.asked("/2013"));
    }

    @Test
    void a_question_in_two_parts_goes_to_the_last_day_of_the_second() {
        assertEquals(days("2012-01-01", "2013-12-31"), DayRange.asked("2012", "2013"));
        assertEquals(days("2013-05-01", "2013-05-31"), DayRange.asked("2013-05", "2013-05"));
        assertEquals(
                new DayRange(Days.BEFORE_ALL, Days.parse("2013-12-31")),
                DayRange.asked(null, "2013"));
        assertEquals(DayRange.ALWAYS, DayRange.asked(null, null));
    }

    @Test
    void a_question_has_no_gaps_and_is_in_order() {
        refused("sets are for events", () -> DayRange.asked("[2013,2015]"));
        refused("gaps", () -> DayRange.asked("20XX-12-25"));
        refused("ends before it begins", () -> DayRange.asked("2014", "2013"));
        refused("one date", () -> DayRange.asked("2013/2014", null));
        refused("out of range", () -> DayRange.asked("Y17E7"));
        refused("2023 has no 29 February", () -> DayRange.asked(null, "2023-02-29"));
    }
}
