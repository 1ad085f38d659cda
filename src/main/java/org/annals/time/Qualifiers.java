package org.annals.time;

/// The qualifiers of one date, packed into an `int`: two bits on either side of the year, the month
/// and the day. A sign left of a component is for it alone; one to the right is for it and all
/// before it.
final class Qualifiers {
    static final int YEAR = 0;
    static final int MONTH = 1;
    static final int DAY = 2;

    private static final int MASK = 0b11;

    private Qualifiers() {}

    static int left(int component, int bits) {
        return bits << component * 4;
    }

    static int right(int component, int bits) {
        return bits << component * 4 + 2;
    }

    /// What holds for a component: the sign at its left and all signs to its right.
    static int of(int component, int packed) {
        int bits = packed >>> component * 4 & MASK;
        for (int i = component; i <= DAY; i++) {
            bits |= packed >>> i * 4 + 2 & MASK;
        }
        return bits;
    }

    static int merged(int packed) {
        return of(YEAR, packed) | of(MONTH, packed) | of(DAY, packed);
    }

    static void writeLeft(StringBuilder text, int component, int packed) {
        write(text, packed >>> component * 4 & MASK);
    }

    static void writeRight(StringBuilder text, int component, int packed) {
        write(text, packed >>> component * 4 + 2 & MASK);
    }

    private static void write(StringBuilder text, int bits) {
        Qualifier.ofBits(bits).ifPresent(qualifier -> text.append(qualifier.sign()));
    }
}
