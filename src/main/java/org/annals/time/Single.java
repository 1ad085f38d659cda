package org.annals.time;

import java.util.List;
import java.util.Optional;

/// One date: neither an interval nor a set. It stands for one unknown day among those that fit.
sealed interface Single extends EventDate, End, Item permits CalendarDate, SubYear, NumberedYear {
    /// Receives the pieces without gaps of which a date consists, in order.
    interface Pieces {
        /// @return whether to go on
        boolean add(long from, long to);
    }

    /// The packed [Qualifiers].
    int qualifiers();

    void write(StringBuilder text);

    /// Whether a digit is unspecified, so that there may be gaps.
    boolean isMasked();

    /// Whether it is one day, month or year, so that the next one is known.
    boolean isUnit();

    /// Hands out the pieces; exactly, or for each year only the days from the first to the last
    /// that fit.
    ///
    /// @return whether it went through to the end
    boolean pieces(Detail detail, Pieces pieces);

    /// How exactly to list the pieces of a date.
    enum Detail {
        EXACT,
        YEARS,
        HULL
    }

    @Override
    default String text() {
        return edtf();
    }

    @Override
    default int qualifierBits() {
        return Qualifiers.merged(qualifiers());
    }

    @Override
    default String edtf() {
        var text = new StringBuilder(16);
        write(text);
        return text.toString();
    }

    @Override
    default Extent extent(int confirmedDay) {
        int first = Days.stored(earliest(), this);
        int last = Days.stored(latest(), this);
        return new Extent(
                new Bounds(first, last, first, last),
                isMasked() ? MemberList.oneOf(this, List.of(this)) : null);
    }

    @Override
    default Optional<Qualifier> qualifier() {
        return Qualifier.ofBits(qualifierBits());
    }

    @Override
    default boolean ongoing() {
        return false;
    }

    /// The first day from `day` on that fits; the caller knows that there is one.
    default long earliestFrom(long day) {
        var nearest = new Nearest(day);
        pieces(Detail.EXACT, nearest::first);
        return nearest.found;
    }

    /// The last day up to `day` that fits; the caller knows that there is one.
    default long latestUpTo(long day) {
        var nearest = new Nearest(day);
        pieces(Detail.EXACT, nearest::last);
        return nearest.found;
    }

    /// Remembers the piece that lies nearest to a day.
    final class Nearest {
        private final long day;
        private long found;

        private Nearest(long day) {
            this.day = day;
        }

        private boolean first(long from, long to) {
            found = Math.max(day, from);
            return to < day;
        }

        private boolean last(long from, long to) {
            if (from > day) {
                return false;
            }
            found = Math.min(day, to);
            return true;
        }
    }
}
