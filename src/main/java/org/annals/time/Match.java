package org.annals.time;

import java.util.Locale;

/// How an event has to lie to the range that is asked for. Each of the other three implies
/// [#POSSIBLE].
public enum Match {
    /// The event may have touched the range.
    POSSIBLE,
    /// The event touched the range, whatever the true dates are.
    CERTAIN,
    /// The event lay inside the range, whatever the true dates are.
    WITHIN,
    /// The event was going on during all of the range, whatever the true dates are.
    CONTAINS;

    private final String code = name().toLowerCase(Locale.ROOT);

    /// The word used in questions and answers.
    public String code() {
        return code;
    }
}
