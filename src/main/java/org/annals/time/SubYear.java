package org.annals.time;

/// A season, quarter, four-month period or half of a year: `2001-21`, `1999-34`.
///
/// EDTF names these periods and says no days. Annals reads seasons as meteorology does, in whole
/// months, and winter as running into the next year: 21 to 24 and 25 to 28 northern, 29 to 32
/// southern.
///
/// @param code 21 to 41
record SubYear(Year year, int code, int qualifiers) implements Single {
    static final int FIRST = 21;
    static final int LAST = 41;

    SubYear {
        if (code < FIRST || code > LAST) {
            throw new IllegalArgumentException("no period of a year has the number " + code);
        }
    }

    private int firstMonth() {
        if (code <= 28) {
            return (code - 21) % 4 * 3 + 3;
        }
        if (code <= 32) {
            return ((code - 29) * 3 + 8) % 12 + 1;
        }
        if (code <= 36) {
            return (code - 33) * 3 + 1;
        }
        return code <= 39 ? (code - 37) * 4 + 1 : (code - 40) * 6 + 1;
    }

    private int months() {
        return code <= 36 ? 3 : code <= 39 ? 4 : 6;
    }

    @Override
    public long earliest() {
        return firstIn(year.first());
    }

    @Override
    public long latest() {
        return lastIn(year.last());
    }

    private long firstIn(int year) {
        return Days.of(year, firstMonth(), 1);
    }

    private long lastIn(int year) {
        int next = firstMonth() + months();
        return (next <= 12 ? Days.of(year, next, 1) : Days.of(year + 1L, next - 12, 1)) - 1;
    }

    @Override
    public boolean pieces(Detail detail, Pieces pieces) {
        if (detail == Detail.HULL) {
            return pieces.add(earliest(), latest());
        }
        for (int i = 0; i < year.count(); i++) {
            int number = year.nth(i);
            if (!pieces.add(firstIn(number), lastIn(number))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isMasked() {
        return year.masked();
    }

    @Override
    public boolean isUnit() {
        return false;
    }

    @Override
    public Precision precision() {
        if (year.masked()) {
            return year.precision();
        }
        return code <= 32 ? Precision.SEASON : code <= 36 ? Precision.QUARTER : Precision.YEAR;
    }

    @Override
    public void write(StringBuilder text) {
        Qualifiers.writeLeft(text, Qualifiers.YEAR, qualifiers);
        year.write(text);
        Qualifiers.writeRight(text, Qualifiers.YEAR, qualifiers);
        text.append('-');
        Qualifiers.writeLeft(text, Qualifiers.MONTH, qualifiers);
        text.append(code);
        Qualifiers.writeRight(text, Qualifiers.MONTH, qualifiers);
    }
}
