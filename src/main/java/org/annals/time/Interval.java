package org.annals.time;

import static org.annals.time.End.Undated.OPEN;

import java.util.Optional;
import org.annals.time.End.Undated;

/// Something that went on from one date to another: `2013-01-11/2014-07-15`, `2022-02-24/..`.
record Interval(End start, End end) implements EventDate {
    Interval {
        if (start instanceof Single first
                && end instanceof Single last
                && last.latest() < first.earliest()) {
            throw new IllegalArgumentException("an interval ends before it begins");
        }
        if (start instanceof Undated && end instanceof Undated && !(start == OPEN && end == OPEN)) {
            throw new IllegalArgumentException("an interval has a date on one side");
        }
    }

    @Override
    public String edtf() {
        var text = new StringBuilder(24);
        End.write(text, start);
        text.append('/');
        End.write(text, end);
        return text.toString();
    }

    /// {@inheritDoc}
    ///
    /// Where one end holds the other (`2001-02-03/2001`), the bounds are of those pairs of days
    /// that are in order.
    @Override
    public Extent extent(int confirmedDay) {
        long startEarliest = start instanceof Single date ? date.earliest() : Long.MIN_VALUE;
        long endLatest = end instanceof Single date ? date.latest() : Long.MAX_VALUE;
        long startLatest =
                switch (start) {
                    case Single date ->
                            date.latest() <= endLatest ? date.latest() : date.latestUpTo(endLatest);
                    case Undated.OPEN -> Long.MIN_VALUE;
                    case Undated.UNKNOWN -> endLatest;
                };
        long endEarliest =
                switch (end) {
                    case Single date ->
                            date.earliest() >= startEarliest
                                    ? date.earliest()
                                    : date.earliestFrom(startEarliest);
                    case Undated.OPEN -> Math.max(confirmedDay, startEarliest);
                    case Undated.UNKNOWN -> startEarliest;
                };
        return new Extent(
                new Bounds(
                        Days.stored(startEarliest, this),
                        Days.stored(startLatest, this),
                        Days.stored(endEarliest, this),
                        Days.stored(endLatest, this)),
                null);
    }

    @Override
    public Precision precision() {
        if (start instanceof Single first) {
            return end instanceof Single last
                    ? first.precision().orCoarser(last.precision())
                    : first.precision();
        }
        return end instanceof Single last ? last.precision() : Precision.LONGER;
    }

    @Override
    public Optional<Qualifier> qualifier() {
        return Qualifier.ofBits(qualifiers(start) | qualifiers(end));
    }

    private static int qualifiers(End end) {
        return end instanceof Single date ? date.qualifierBits() : 0;
    }

    @Override
    public boolean ongoing() {
        return end == OPEN;
    }
}
