package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DaysTest {
    private static final long SEED = 1_582;

    @Test
    void days_are_written_and_read_as_java_time_does() {
        var random = new SplittableRandom(SEED);
        IntStream.concat(
                        IntStream.rangeClosed(-800_000, 800_000).filter(day -> day % 7 == 0),
                        random.ints(200_000, -Days.FARTHEST, Days.FARTHEST))
                .forEach(day -> {
                    var date = LocalDate.ofEpochDay(day);
                    assertEquals(date.toString(), Days.text(day), "seed " + SEED);
                    assertEquals(
                            day,
                            Days.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                            "seed " + SEED);
                });
        assertEquals(Days.FARTHEST, Days.parse(Days.text(Days.FARTHEST)));
        assertEquals(-Days.FARTHEST, Days.parse(Days.text(-Days.FARTHEST)));
        assertEquals("-0044-03-15", Days.text(Days.parse("-0044-03-15")));
    }

    @Test
    void infinity_has_no_text_and_nonsense_is_no_day() {
        assertThrows(IllegalArgumentException.class, () -> Days.text(Days.AFTER_ALL));
        assertThrows(IllegalArgumentException.class, () -> Days.parse("2023-02-29"));
        assertThrows(IllegalArgumentException.class, () -> Days.parse("+9000000-01-01"));
    }
}
