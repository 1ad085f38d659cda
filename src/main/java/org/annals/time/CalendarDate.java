package org.annals.time;

import org.jspecify.annotations.Nullable;

/// A year, a month or a day, with any digit unspecified and any component qualified, and for a day
/// perhaps the time: `1984?-06-1X`, `2022-07-22T05:00:00+02:00`.
///
/// @param month two [Digits], or [#NONE]
/// @param day two [Digits], or [#NONE]
/// @param time from the `T` on, as written; it is shown and never moves the day
record CalendarDate(Year year, int month, int day, int qualifiers, @Nullable String time)
        implements Single {
    /// The component is not written.
    static final int NONE = -1;

    private static final int ANY_LEAP_YEAR = 2000;
    private static final long MISSING = Long.MIN_VALUE;

    CalendarDate {
        if (!exists(year, month, day)) {
            throw new IllegalArgumentException("no such day");
        }
    }

    /// Whether at least one real day fits.
    static boolean exists(Year year, int month, int day) {
        if (month == NONE) {
            return day == NONE;
        }
        if (day != NONE && !Digits.masked(month) && !Digits.masked(day) && !year.masked()) {
            int number = Digits.number(month);
            return 1 <= number
                    && number <= 12
                    && day != 0
                    && Digits.number(day) <= Days.lengthOfMonth(year.first(), number);
        }
        return firstIn(ANY_LEAP_YEAR, month, day) != MISSING
                && (firstIn(ANY_LEAP_YEAR + 1, month, day) != MISSING || hasLeapYear(year));
    }

    /// Whether one of the years is a leap year. Looks at the last two digits, and for `00` at the
    /// first two, so that at most 200 numbers are tried.
    private static boolean hasLeapYear(Year year) {
        int centuries = year.digits() >>> 8;
        int years = year.digits() & 0xFF;
        for (int i = 0; i < Digits.count(years); i++) {
            int number = Digits.nth(years, i);
            if (number != 0 && number % 4 == 0) {
                return true;
            }
        }
        for (int i = 0; i < Digits.count(centuries) && Digits.first(years, 0, 0) == 0; i++) {
            int number = Digits.nth(centuries, i);
            if (number % 4 == 0 && !(year.negative() && number == 0)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long earliest() {
        int count = year.count();
        for (int i = 0; i < count; i++) {
            long day = firstIn(year.nth(i), month, this.day);
            if (day != MISSING) {
                return day;
            }
        }
        throw new AssertionError(edtf());
    }

    @Override
    public long latest() {
        for (int i = year.count() - 1; i >= 0; i--) {
            long day = lastIn(year.nth(i));
            if (day != MISSING) {
                return day;
            }
        }
        throw new AssertionError(edtf());
    }

    private static long firstIn(int year, int month, int day) {
        if (month == NONE) {
            return Days.of(year, 1, 1);
        }
        for (int m = Digits.first(month, 1, 12); m != -1; m = Digits.first(month, m + 1, 12)) {
            int d = day == NONE ? 1 : Digits.first(day, 1, Days.lengthOfMonth(year, m));
            if (d != -1) {
                return Days.of(year, m, d);
            }
        }
        return MISSING;
    }

    private long lastIn(int year) {
        if (month == NONE) {
            return Days.of(year, 12, 31);
        }
        for (int m = Digits.last(month, 1, 12); m != -1; m = Digits.last(month, 1, m - 1)) {
            int length = Days.lengthOfMonth(year, m);
            int d = day == NONE ? length : Digits.last(day, 1, length);
            if (d != -1) {
                return Days.of(year, m, d);
            }
        }
        return MISSING;
    }

    @Override
    public boolean pieces(Detail detail, Pieces pieces) {
        if (detail == Detail.HULL) {
            return pieces.add(earliest(), latest());
        }
        if (wholeYears()) {
            int count = year.count();
            for (int i = 0; i < count; i += year.run()) {
                long first = Days.of(year.nth(i), 1, 1);
                int end = Math.min(i + year.run(), count) - 1;
                if (!pieces.add(first, Days.of(year.nth(end), 12, 31))) {
                    return false;
                }
            }
            return true;
        }
        int count = year.count();
        for (int i = 0; i < count; i++) {
            int number = year.nth(i);
            if (!(detail == Detail.YEARS ? outlineOf(number, pieces) : piecesOf(number, pieces))) {
                return false;
            }
        }
        return true;
    }

    private boolean outlineOf(int year, Pieces pieces) {
        long first = firstIn(year, month, day);
        return first == MISSING || pieces.add(first, lastIn(year));
    }

    private boolean piecesOf(int year, Pieces pieces) {
        for (int m = Digits.first(month, 1, 12); m != -1; m = Digits.first(month, m + 1, 12)) {
            long before = Days.of(year, m, 1) - 1;
            int length = Days.lengthOfMonth(year, m);
            if (day == NONE || day == Digits.ANY_TWO) {
                if (!pieces.add(before + 1, before + length)) {
                    return false;
                }
                continue;
            }
            for (int d = Digits.first(day, 1, length); d != -1; ) {
                int end = Math.min(length, d - d % Digits.run(day) + Digits.run(day) - 1);
                if (!pieces.add(before + d, before + end)) {
                    return false;
                }
                d = Digits.first(day, end + 1, length);
            }
        }
        return true;
    }

    private boolean wholeYears() {
        return (month == NONE || month == Digits.ANY_TWO) && (day == NONE || day == Digits.ANY_TWO);
    }

    @Override
    public boolean isMasked() {
        return year.masked()
                || month != NONE && Digits.masked(month)
                || day != NONE && Digits.masked(day);
    }

    @Override
    public boolean isUnit() {
        return !isMasked();
    }

    @Override
    public Precision precision() {
        if (year.masked()) {
            return year.precision();
        }
        if (month == NONE || Digits.masked(month)) {
            return Precision.YEAR;
        }
        return day == NONE || Digits.masked(day) ? Precision.MONTH : Precision.DAY;
    }

    @Override
    public void write(StringBuilder text) {
        Qualifiers.writeLeft(text, Qualifiers.YEAR, qualifiers);
        year.write(text);
        Qualifiers.writeRight(text, Qualifiers.YEAR, qualifiers);
        writePart(text, Qualifiers.MONTH, month);
        writePart(text, Qualifiers.DAY, day);
        if (time != null) {
            text.append(time);
        }
    }

    private void writePart(StringBuilder text, int component, int part) {
        if (part != NONE) {
            text.append('-');
            Qualifiers.writeLeft(text, component, qualifiers);
            Digits.append(text, part, 2);
            Qualifiers.writeRight(text, component, qualifiers);
        }
    }
}
