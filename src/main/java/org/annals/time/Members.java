package org.annals.time;

import java.util.Comparator;
import java.util.List;

/// The pieces of a date that has gaps, in order of their first day.
///
/// `ONE_OF`: the event lay on one unknown day of one unknown piece; pieces are apart from each
/// other, neighbours are joined. `ALL_OF`: the event lay on one unknown day of every piece; pieces
/// are never joined, since "a day of each" is more than "a day of both together".
///
/// At most [#MOST] pieces are kept. A date of more pieces keeps coarser ones that cover them, or
/// none; then answers can only err from `NONE` or `CERTAIN` to `POSSIBLE`.
public record Members(Rule rule, List<DayRange> ranges) {
    /// One day in each of the 10,000 years that four digits can name (`XXXX-12-25`) is the longest
    /// list kept; `XXXX-XX-25` would be twelve times that.
    public static final int MOST = 10_000;

    static final Comparator<DayRange> ORDER =
            Comparator.comparingInt(DayRange::from).thenComparingInt(DayRange::to);

    /// How many of the pieces the event touched.
    public enum Rule {
        ONE_OF,
        ALL_OF
    }

    /// @throws IllegalArgumentException when there are none, too many, or they are not in order
    public Members {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty() || ranges.size() > MOST) {
            throw new IllegalArgumentException(
                    "members are 1 to %d, not %d".formatted(MOST, ranges.size()));
        }
        for (int i = 1; i < ranges.size(); i++) {
            var before = ranges.get(i - 1);
            if (before.from() >= ranges.get(i).from()
                    && ORDER.compare(before, ranges.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "members %s and %s are not in order"
                                .formatted(ranges.get(i - 1), ranges.get(i)));
            }
        }
    }
}
