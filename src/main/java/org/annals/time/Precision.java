package org.annals.time;

import java.util.Locale;

/// How finely a date is written, from fine to coarse: never finer than what is known.
///
/// Where no name fits, the next coarser one is given: half years and four-month periods are
/// [#YEAR], a masked digit counts as the unit it leaves open (`2022-07-XX` is [#MONTH], `199X` is
/// [#DECADE]).
public enum Precision {
    DAY,
    MONTH,
    SEASON,
    QUARTER,
    YEAR,
    DECADE,
    CENTURY,
    /// More than a century, or without any limit.
    LONGER,
    /// A set of dates, which has no granularity of its own.
    RANGE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /// The word used in questions and answers.
    public String code() {
        return code;
    }

    Precision orCoarser(Precision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
