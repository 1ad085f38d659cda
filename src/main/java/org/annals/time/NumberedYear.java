package org.annals.time;

/// A year given as a number, perhaps one of which only the first digits count: `Y-17E7`,
/// `Y171010S3`, `1950S2`.
///
/// @param plain whether it is written as four digits; with `Y` before it otherwise
/// @param negative before the year 0000
/// @param exponent 0 when none is written
/// @param significant how many of the first digits count; 0 when all do
record NumberedYear(
        boolean plain,
        boolean negative,
        long coefficient,
        int exponent,
        int significant,
        int qualifiers)
        implements Single {
    /// So that days fit into a `long` many times over; longer years can be stored nowhere anyway.
    static final int MOST_DIGITS = 15;

    NumberedYear {
        if (coefficient < 0 || digits(coefficient) + exponent > MOST_DIGITS) {
            throw new IllegalArgumentException("a year has at most " + MOST_DIGITS + " digits");
        }
        if (significant > (plain ? 4 : digits(coefficient) + exponent)) {
            throw new IllegalArgumentException("more significant digits than there are");
        }
    }

    static int digits(long number) {
        return number < 10 ? 1 : 1 + digits(number / 10);
    }

    static long tenToThe(int power) {
        return power == 0 ? 1 : 10 * tenToThe(power - 1);
    }

    /// The year itself, without its sign.
    long magnitude() {
        return coefficient * tenToThe(exponent);
    }

    /// How many years fit.
    private long unit() {
        int digits = plain ? 4 : digits(coefficient) + exponent;
        return significant == 0 ? 1 : tenToThe(digits - significant);
    }

    private long nearest() {
        long least = magnitude() / unit() * unit();
        // Four digits of which "0" counts take in the year 0000, which has no negative.
        return negative ? Math.max(least, 1) : least;
    }

    private long farthest() {
        return magnitude() / unit() * unit() + unit() - 1;
    }

    long firstYear() {
        return negative ? -farthest() : nearest();
    }

    long lastYear() {
        return negative ? -nearest() : farthest();
    }

    @Override
    public long earliest() {
        return Days.of(firstYear(), 1, 1);
    }

    @Override
    public long latest() {
        return Days.of(lastYear(), 12, 31);
    }

    @Override
    public boolean pieces(Detail detail, Pieces pieces) {
        return pieces.add(earliest(), latest());
    }

    @Override
    public boolean isMasked() {
        return false;
    }

    @Override
    public boolean isUnit() {
        return unit() == 1;
    }

    @Override
    public Precision precision() {
        long years = unit();
        if (years == 1) {
            return Precision.YEAR;
        }
        return years == 10 ? Precision.DECADE : years == 100 ? Precision.CENTURY : Precision.LONGER;
    }

    @Override
    public void write(StringBuilder text) {
        Qualifiers.writeLeft(text, Qualifiers.YEAR, qualifiers);
        text.append(plain ? "" : "Y").append(negative ? "-" : "");
        Days.appendPadded(text, coefficient, plain ? 4 : 1);
        if (exponent > 0) {
            text.append('E').append(exponent);
        }
        if (significant > 0) {
            text.append('S').append(significant);
        }
        Qualifiers.writeRight(text, Qualifiers.YEAR, qualifiers);
    }
}
