package org.annals.timeline;

import java.util.Arrays;
import java.util.List;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.time.DayRange;

/// Buckets of one unit, one after the other without holes. `edges` are their first days and, last,
/// the day after all of them.
record Buckets(Unit unit, int[] edges) {

    static final int MOST = 20_000;

    Buckets {
        if (edges.length == 0 || edges.length > MOST + 1) {
            throw new IllegalArgumentException("%d edges".formatted(edges.length));
        }
    }

    /// The buckets that a finite range touches.
    ///
    /// @throws Problem that says how to ask for fewer, if there would be too many
    static Buckets touching(DayRange range, Unit unit) {
        int[] edges = new int[64];
        int size = 0;
        for (int day = unit.start(range.from()); ; day = unit.next(day)) {
            if (size > MOST) throw tooMany(unit);
            if (size == edges.length) edges = Arrays.copyOf(edges, 2 * size);
            edges[size++] = day;
            if (day > range.to()) return new Buckets(unit, Arrays.copyOf(edges, size));
        }
    }

    private static Problem tooMany(Unit unit) {
        String message =
                "A count has at most %,d buckets, and by %s this range has more. Take wider buckets with 'by', or a shorter range with 'date'."
                        .formatted(MOST, unit.code());
        return Problem.of(
                ProblemType.UNREADABLE_PARAMETER,
                List.of(Problem.Fault.inParameter("by", unit.code(), message)));
    }

    int size() {
        return edges.length - 1;
    }

    int first(int bucket) {
        return edges[bucket];
    }

    int last(int bucket) {
        return edges[bucket + 1] - 1;
    }

    /// All days of all buckets; there is at least one.
    DayRange range() {
        return new DayRange(edges[0], edges[edges.length - 1] - 1);
    }

    /// The bucket that holds a day: -1 before all of them, [#size()] after.
    int of(int day) {
        int at = Arrays.binarySearch(edges, day);
        return at >= 0 ? at : -at - 2;
    }
}
