package org.annals.time;

/// Digits as they stand in a date, any of which may be the unspecified `X`, packed into an `int`
/// with four bits each: `19XX` is `0x19FF`. Packed rather than an object, since nearly every date
/// has three such groups and nearly none has an `X`.
final class Digits {
    /// The digit nobody specified.
    static final int X = 0xF;

    /// `XX`
    static final int ANY_TWO = 0xFF;

    private Digits() {}

    static boolean masked(int packed) {
        for (int rest = packed; rest != 0; rest >>>= 4) {
            if ((rest & X) == X) {
                return true;
            }
        }
        return false;
    }

    /// How many numbers fit.
    static int count(int packed) {
        int count = 1;
        for (int rest = packed; rest != 0; rest >>>= 4) {
            if ((rest & X) == X) {
                count *= 10;
            }
        }
        return count;
    }

    /// How many numbers follow each other without a gap wherever one begins: 100 for `19XX`.
    static int run(int packed) {
        int run = 1;
        for (int rest = packed; (rest & X) == X; rest >>>= 4) {
            run *= 10;
        }
        return run;
    }

    /// The number that fits and has `index` smaller ones before it.
    static int nth(int packed, int index) {
        int number = 0;
        int power = 1;
        int left = index;
        for (int rest = packed; rest != 0; rest >>>= 4) {
            int digit = rest & X;
            if (digit == X) {
                digit = left % 10;
                left /= 10;
            }
            number += digit * power;
            power *= 10;
        }
        return number;
    }

    /// The only number, of digits without `X`; with `X` the least.
    static int number(int packed) {
        return nth(packed, 0);
    }

    /// The least number from `least` to `most` that fits, or -1.
    static int first(int packed, int least, int most) {
        if (packed == ANY_TWO) {
            return least <= most ? least : -1;
        }
        int count = count(packed);
        for (int i = 0; i < count; i++) {
            int number = nth(packed, i);
            if (number >= least) {
                return number <= most ? number : -1;
            }
        }
        return -1;
    }

    /// The greatest number from `least` to `most` that fits, or -1.
    static int last(int packed, int least, int most) {
        if (packed == ANY_TWO) {
            return least <= most ? most : -1;
        }
        for (int i = count(packed) - 1; i >= 0; i--) {
            int number = nth(packed, i);
            if (number <= most) {
                return number >= least ? number : -1;
            }
        }
        return -1;
    }

    static void append(StringBuilder text, int packed, int width) {
        for (int shift = (width - 1) * 4; shift >= 0; shift -= 4) {
            int digit = packed >>> shift & X;
            text.append(digit == X ? 'X' : (char) ('0' + digit));
        }
    }
}
