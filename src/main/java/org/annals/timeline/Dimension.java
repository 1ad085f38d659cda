package org.annals.timeline;

/// What sums are kept by; the ordinal is the dimension's number in the database.
enum Dimension {
    ALL,
    /// Where it happened or which state it concerns.
    COUNTRY,
    CONFLICT,
    KIND,
    BRANCH,
    DATASET,
    // The following only over all of time.
    STATUS,
    VIOLENCE_TYPE,
    PLACE_PRECISION,
    ACTOR,
    DYAD,
    TAG,
    CELL,
    IMPRECISE_CELL,
    COUNTRY_ONLY
}
