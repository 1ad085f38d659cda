package org.annals.time;

/// A year of four digits, some of which may be `X`, before or since the year 0000. `-0000` is no
/// year, so `-000X` begins at -0009 and ends at -0001.
///
/// Years are numbered from 0 in the order of time, so that one loop serves both eras.
record Year(boolean negative, int digits) {
    Year {
        if (negative && digits == 0) {
            throw new IllegalArgumentException("-0000 is no year");
        }
    }

    boolean masked() {
        return Digits.masked(digits);
    }

    /// How many years fit.
    int count() {
        int count = Digits.count(digits);
        return negative && Digits.number(digits) == 0 ? count - 1 : count;
    }

    int nth(int index) {
        return negative
                ? -Digits.nth(digits, Digits.count(digits) - 1 - index)
                : Digits.nth(digits, index);
    }

    int first() {
        return nth(0);
    }

    int last() {
        return nth(count() - 1);
    }

    /// How many years from the first on follow each other without a gap, and again from the next.
    int run() {
        return Math.min(Digits.run(digits), count());
    }

    Precision precision() {
        if (!masked()) {
            return Precision.YEAR;
        }
        if (Digits.masked(digits >>> 8)) {
            return Precision.LONGER;
        }
        return Digits.masked(digits >>> 4) ? Precision.CENTURY : Precision.DECADE;
    }

    void write(StringBuilder text) {
        if (negative) {
            text.append('-');
        }
        Digits.append(text, digits, 4);
    }
}
