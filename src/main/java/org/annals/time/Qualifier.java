package org.annals.time;

import java.util.Locale;
import java.util.Optional;

/// What the writer of a date doubted. A qualifier is shown and can be filtered by; it never moves a
/// bound.
public enum Qualifier {
    /// `?`: the source may be wrong.
    UNCERTAIN('?'),
    /// `~`: an estimate.
    APPROXIMATE('~'),
    /// `%`: both.
    BOTH('%');

    private final char sign;
    private final String code = name().toLowerCase(Locale.ROOT);

    Qualifier(char sign) {
        this.sign = sign;
    }

    /// The word used in questions and answers.
    public String code() {
        return code;
    }

    char sign() {
        return sign;
    }

    /// Two bits, so that qualifiers of several parts are merged with `|`: 1 uncertain, 2
    /// approximate.
    int bits() {
        return ordinal() + 1;
    }

    static Optional<Qualifier> ofBits(int bits) {
        return bits == 0 ? Optional.empty() : Optional.of(ALL[bits - 1]);
    }

    private static final Qualifier[] ALL = values();
}
