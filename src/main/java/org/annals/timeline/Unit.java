package org.annals.timeline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.annals.time.Days;

/// How long the buckets of a count are. The ordinal is the number that stands for it in the
/// database, where every second one is kept; the wider of each pair is added up from the other.
enum Unit {
    DAY,
    /// From Monday, by ISO 8601.
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    /// From a year that ends in 0.
    DECADE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// About how many days a bucket has.
    double days() {
        return switch (this) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 30.4;
            case QUARTER -> 91.3;
            case YEAR -> 365.2;
            case DECADE -> 3652;
        };
    }

    /// The unit in which the sums for this one are kept.
    Unit kept() {
        return values()[ordinal() & ~1];
    }

    boolean isKept() {
        return kept() == this;
    }

    /// The first day of the bucket that holds `day`; an infinite day is its own bucket.
    int start(int day) {
        if (!Days.isFinite(day)) return day;
        return (int) start(LocalDate.ofEpochDay(day)).toEpochDay();
    }

    /// The first day of the bucket after the one that holds the finite `day`.
    int next(int day) {
        LocalDate start = start(LocalDate.ofEpochDay(day));
        LocalDate next =
                switch (this) {
                    case DAY -> start.plusDays(1);
                    case WEEK -> start.plusWeeks(1);
                    case MONTH -> start.plusMonths(1);
                    case QUARTER -> start.plusMonths(3);
                    case YEAR -> start.plusYears(1);
                    case DECADE -> start.plusYears(10);
                };
        return (int) next.toEpochDay();
    }

    private LocalDate start(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).withMonth(firstMonth(day));
            case YEAR -> day.withDayOfYear(1);
            case DECADE -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear(), 10) * 10);
        };
    }

    private static int firstMonth(LocalDate day) {
        return (day.getMonthValue() - 1) / 3 * 3 + 1;
    }
}
