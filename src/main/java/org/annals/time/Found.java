package org.annals.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// The days that a phrase was found to mean.
///
/// @param edtf the same in EDTF
/// @param precision UCDP's code, 1 to 5
record Found(LocalDate first, LocalDate last, String edtf, int precision, String rule) {
    static final String PLAIN = "plain date form";
    static final String A_YEAR = "ucdp: a year";
    private static final String CUT = ", cut at the report";

    /// A plain date as written.
    static Found of(Moment moment) {
        var first = moment.first();
        var last = moment.last();
        boolean year = moment.month() == 0;
        return new Found(first, last, moment.edtf(), code(first, last), year ? A_YEAR : PLAIN);
    }

    static Found day(LocalDate day) {
        return new Found(day, day, day.toString(), 1, PLAIN);
    }

    /// One of the days from the first to the last.
    static Found between(LocalDate first, LocalDate last, int precision, String rule) {
        var edtf = first.equals(last) ? first.toString() : "[" + first + ".." + last + "]";
        return new Found(first, last, edtf, precision, rule);
    }

    static Found between(LocalDate first, LocalDate last) {
        return between(first, last, code(first, last), PLAIN);
    }

    static Found of(String edtf) {
        var bounds = new EdtfReader(edtf).read().extent(0).bounds();
        var first = LocalDate.ofEpochDay(bounds.startEarliest());
        var last = LocalDate.ofEpochDay(bounds.endLatest());
        return new Found(first, last, edtf, code(first, last), PLAIN);
    }

    Found by(int precision, String rule) {
        return new Found(first, last, edtf, precision, rule);
    }

    /// Nothing that is reported lies after its report.
    Found cutAt(LocalDate report) {
        return last.isAfter(report) && !first.isAfter(report)
                ? between(first, report, precision, rule + CUT)
                : this;
    }

    /// UCDP's code for so many days: a day; 2 to 6; a week; up to a month; longer.
    static int code(LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days <= 1) {
            return 1;
        }
        if (days <= 7) {
            return days < 7 ? 2 : 3;
        }
        return days <= 31 ? 4 : 5;
    }

    DatePhrase phrase() {
        return new DatePhrase(new EdtfReader(edtf).read(), precision, rule);
    }
}
