package org.annals.time;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Days as numbers: the count since 1970-01-01 in the proleptic Gregorian calendar, where the year
/// 0000 is 1 BCE. [#BEFORE_ALL] and [#AFTER_ALL] are minus and plus infinity; a finite day is at
/// most [#FARTHEST] away from 0, which leaves room for sums such as "the day after".
public final class Days {
    /// Minus infinity.
    public static final int BEFORE_ALL = Integer.MIN_VALUE;

    /// Plus infinity.
    public static final int AFTER_ALL = Integer.MAX_VALUE;

    /// The greatest distance of a finite day, about 5.8 million years either way.
    public static final int FARTHEST = 2_147_000_000;

    static final String OUT_OF_RANGE =
            "it is out of range: days are counted for about 5.8 million years before and after 1970";

    private static final long DAYS_IN_400_YEARS = 146_097;
    private static final long DAYS_FROM_0000_TO_1970 = 719_528;

    private Days() {}

    public static boolean isFinite(int day) {
        return day != BEFORE_ALL && day != AFTER_ALL;
    }

    /// Whether a day counted in a `long` can be kept in an `int`.
    static boolean isStorable(long day) {
        return -FARTHEST <= day && day <= FARTHEST;
    }

    /// The day as `java.time` writes it: `2022-07-22`, `-0044-03-15`, `+12345-01-01`.
    ///
    /// @throws IllegalArgumentException for minus or plus infinity, which have no text
    public static String text(int day) {
        if (!isFinite(day)) {
            throw new IllegalArgumentException("an infinite day has no text");
        }
        // Counted from 1 March 0000, so that the leap day is the last of its year.
        long fromMarch = day + DAYS_FROM_0000_TO_1970 - 60;
        long era = Math.floorDiv(fromMarch, DAYS_IN_400_YEARS);
        int dayOfEra = (int) (fromMarch - era * DAYS_IN_400_YEARS);
        int yearOfEra =
                (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);

        var text = new StringBuilder(13);
        if (year > 9_999) {
            text.append('+');
        } else if (year < 0) {
            text.append('-');
        }
        appendPadded(text, Math.abs(year), 4);
        text.append('-');
        appendPadded(text, month, 2);
        text.append('-');
        appendPadded(text, dayOfMonth, 2);
        return text.toString();
    }

    /// The day that [#text] wrote.
    ///
    /// @throws IllegalArgumentException when the text is not such a day, or lies beyond [#FARTHEST]
    public static int parse(String text) {
        long day;
        try {
            day = LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a day; write it like 2022-07-22".formatted(text), e);
        }
        if (!isStorable(day)) {
            throw new IllegalArgumentException("'%s' is out of range".formatted(text));
        }
        return (int) day;
    }

    /// A day of this date as it is stored, where the least and greatest `long` are infinite.
    ///
    /// @throws DateRefused as out of range, since a day stored wrong is worse than none
    static int stored(long day, EventDate date) {
        if (day == Long.MIN_VALUE) {
            return BEFORE_ALL;
        }
        if (day == Long.MAX_VALUE) {
            return AFTER_ALL;
        }
        if (!isStorable(day)) {
            throw new DateRefused(date.edtf(), 0, OUT_OF_RANGE, null);
        }
        return (int) day;
    }

    /// The number of a day; the caller has checked that it exists.
    static long of(long year, int month, int day) {
        // The year is taken to begin in March, so that the leap day is its last.
        long marchYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(marchYear, 400L);
        long yearOfEra = marchYear - era * 400;
        int monthFromMarch = month <= 2 ? month + 9 : month - 3;
        long dayOfEra =
                yearOfEra * 365
                        + yearOfEra / 4
                        - yearOfEra / 100
                        + (153 * monthFromMarch + 2) / 5
                        + day
                        - 1;
        return era * DAYS_IN_400_YEARS + dayOfEra - DAYS_FROM_0000_TO_1970 + 60;
    }

    static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    static int lengthOfMonth(long year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    static void appendPadded(StringBuilder text, long number, int width) {
        long power = 1;
        for (int i = 1; i < width; i++) {
            power *= 10;
        }
        while (number < power && power > 1) {
            text.append('0');
            power /= 10;
        }
        text.append(number);
    }
}
