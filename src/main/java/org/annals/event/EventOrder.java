package org.annals.event;

/// In which order events are listed; the id decides between equals.
public enum EventOrder {
    /// By `startEarliest`, unknown beginnings first.
    DATE("date"),
    DATE_DESCENDING("-date"),
    /// The deadliest first, unknown tolls last.
    FATALITIES_DESCENDING("-fatalities"),
    /// The last changed first.
    RECORDED_DESCENDING("-recorded"),
    /// Where the words stand thickest first; needs words.
    RELEVANCE("relevance");

    private final String code;

    EventOrder(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    boolean byDate() {
        return this == DATE || this == DATE_DESCENDING;
    }
}
