package org.annals.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/// A plain date of which parts may be missing, as in "13 January" or "March". 0 stands for a part
/// that is not there.
record Moment(int year, int month, int day) {
    boolean isDay() {
        return day != 0;
    }

    boolean isMonth() {
        return day == 0 && month != 0;
    }

    Moment ofYear(int other) {
        return new Moment(other, month, day);
    }

    /// With the parts that only the other one names: "11" of "11–13 January 2013".
    Moment filledFrom(Moment other) {
        return new Moment(
                year == 0 ? other.year : year, month == 0 && day != 0 ? other.month : month, day);
    }

    /// @throws DateTimeException when there is no such day
    LocalDate first() {
        return LocalDate.of(year, month == 0 ? 1 : month, day == 0 ? 1 : day);
    }

    /// @throws DateTimeException when there is no such day
    LocalDate last() {
        if (day != 0) {
            return first();
        }
        return month == 0 ? LocalDate.of(year, 12, 31) : YearMonth.of(year, month).atEndOfMonth();
    }

    /// Whether the day is on the calendar of the year, or of any year when none is given.
    boolean exists() {
        return month <= 12
                && year >= 0
                && (day == 0
                        || month == 0 && day <= 31
                        || month != 0 && day <= Days.lengthOfMonth(year == 0 ? 2000 : year, month));
    }

    String edtf() {
        var text = "%04d".formatted(year);
        if (month != 0) {
            text += "-%02d".formatted(month);
        }
        return day == 0 ? text : text + "-%02d".formatted(day);
    }
}
