package org.annals.time;

/// The answer of one event to one range. A boolean would turn "possibly" into a lie either way.
public enum Certainty {
    /// True whatever the true dates are.
    CERTAIN,
    /// True for some of the dates that fit, false for others.
    POSSIBLE,
    /// False whatever the true dates are.
    NONE
}
