package org.annals.time;

/// The four days from which every question about an event's date is answered: the first and last
/// day on which it can have begun, the first and last day on which it can have ended.
///
/// Days since 1970-01-01, both ends included; [Days#BEFORE_ALL] and [Days#AFTER_ALL] are infinite.
/// Always `startEarliest <= startLatest`, `endEarliest <= endLatest`, `startEarliest <=
/// endEarliest` and `startLatest <= endLatest`.
public record Bounds(int startEarliest, int startLatest, int endEarliest, int endLatest) {
    /// @throws IllegalArgumentException when the four days are not in order or out of range
    public Bounds {
        inOrder(
                startEarliest <= startLatest,
                "startEarliest",
                startEarliest,
                "startLatest",
                startLatest);
        inOrder(endEarliest <= endLatest, "endEarliest", endEarliest, "endLatest", endLatest);
        inOrder(
                startEarliest <= endEarliest,
                "startEarliest",
                startEarliest,
                "endEarliest",
                endEarliest);
        inOrder(startLatest <= endLatest, "startLatest", startLatest, "endLatest", endLatest);
        inRange(startEarliest);
        inRange(startLatest);
        inRange(endEarliest);
        inRange(endLatest);
    }

    private static void inOrder(boolean ordered, String first, int a, String second, int b) {
        if (!ordered) {
            throw new IllegalArgumentException(
                    "%s %d is after %s %d".formatted(first, a, second, b));
        }
    }

    private static void inRange(int day) {
        if (Days.isFinite(day) && !Days.isStorable(day)) {
            throw new IllegalArgumentException("day %d is out of range".formatted(day));
        }
    }
}
