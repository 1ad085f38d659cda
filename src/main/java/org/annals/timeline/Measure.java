package org.annals.timeline;

/// What is counted. Shares of it are whole numbers, of which `2^shift` are one.
enum Measure {
    EVENTS(32),
    LOW(20),
    BEST(20),
    HIGH(20),
    /// Events without a best estimate.
    UNKNOWN(32);

    private final int shift;

    Measure(int shift) {
        this.shift = shift;
    }

    int shift() {
        return shift;
    }
}
