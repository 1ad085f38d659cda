package org.annals.time;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is stored of a date: the four bounds and, where it has gaps, its members. All answers to
/// questions come from here; the same rules stand in SQL for whole tables.
///
/// @param members null for all dates without gaps, which is nearly all of them
public record Extent(Bounds bounds, @Nullable Members members) {
    public Optional<Members> gaps() {
        return Optional.ofNullable(members);
    }

    /// Whether the event lies to the range as asked; see [Match].
    public boolean matches(Match match, DayRange range) {
        return switch (match) {
            case POSSIBLE -> mayTouch(range);
            case CERTAIN -> surelyTouches(range);
            case WITHIN -> surelyWithin(range);
            case CONTAINS -> surelyContains(range);
        };
    }

    /// Whether the event touched the range.
    public Certainty touches(DayRange range) {
        return surelyTouches(range)
                ? Certainty.CERTAIN
                : mayTouch(range) ? Certainty.POSSIBLE : Certainty.NONE;
    }

    /// Whether the event lay inside the range from beginning to end.
    public Certainty within(DayRange range) {
        return surelyWithin(range)
                ? Certainty.CERTAIN
                : mayLieWithin(range) ? Certainty.POSSIBLE : Certainty.NONE;
    }

    /// Whether the event was going on during all of the range.
    public Certainty contains(DayRange range) {
        return surelyContains(range)
                ? Certainty.CERTAIN
                : mayContain(range) ? Certainty.POSSIBLE : Certainty.NONE;
    }

    private boolean mayTouch(DayRange range) {
        boolean hull = bounds.endLatest() >= range.from() && bounds.startEarliest() <= range.to();
        return hull
                && (members == null
                        || members.ranges().stream().anyMatch(member -> member.meets(range)));
    }

    private boolean surelyTouches(DayRange range) {
        boolean hull = bounds.endEarliest() >= range.from() && bounds.startLatest() <= range.to();
        return hull
                && (members == null
                        || switch (members.rule()) {
                            case ONE_OF -> true;
                            case ALL_OF -> members.ranges().stream().anyMatch(range::holds);
                        });
    }

    private boolean surelyWithin(DayRange range) {
        return bounds.startEarliest() >= range.from() && bounds.endLatest() <= range.to();
    }

    private boolean surelyContains(DayRange range) {
        boolean hull = bounds.startLatest() <= range.from() && bounds.endEarliest() >= range.to();
        return hull
                && (members == null
                        || switch (members.rule()) {
                            case ONE_OF -> true;
                            case ALL_OF -> members.ranges().stream().anyMatch(range::isTheDay);
                        });
    }

    private boolean mayLieWithin(DayRange range) {
        boolean hull =
                bounds.startLatest() >= range.from()
                        && bounds.endEarliest() <= range.to()
                        && bounds.endLatest() >= range.from()
                        && bounds.startEarliest() <= range.to();
        return hull
                && (members == null
                        || switch (members.rule()) {
                            case ONE_OF -> mayTouch(range);
                            case ALL_OF -> members.ranges().stream().allMatch(m -> m.meets(range));
                        });
    }

    private boolean mayContain(DayRange range) {
        boolean hull = bounds.startEarliest() <= range.from() && bounds.endLatest() >= range.to();
        return hull
                && (members == null
                        || switch (members.rule()) {
                            case ONE_OF -> members.ranges().stream().anyMatch(m -> m.holds(range));
                            case ALL_OF -> mayTouch(range);
                        });
    }
}
