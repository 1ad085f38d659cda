package org.annals.time;

import org.jspecify.annotations.Nullable;

/// Days without a gap, both ends included, either of which may be infinite: the range a question
/// asks for, or one piece of a date with gaps. Days since 1970-01-01; see [Days].
public record DayRange(int from, int to) {
    /// All days.
    public static final DayRange ALWAYS = new DayRange(Days.BEFORE_ALL, Days.AFTER_ALL);

    /// @throws IllegalArgumentException when the range ends before it begins
    public DayRange {
        if (to < from) {
            throw new IllegalArgumentException("day %d is before day %d".formatted(to, from));
        }
    }

    /// The range that a question such as `2013`, `2013-01-11/2013-03` or `2013/..` asks for, from
    /// the first day it can mean to the last.
    ///
    /// @throws DateRefused when the text is not EDTF, or has gaps: sets are for events
    public static DayRange asked(String edtf) {
        return switch (EventDate.parse(edtf)) {
            case Single date -> of(unbroken(date, edtf));
            case Interval interval -> of(interval);
            case OneOf _, AllOf _ ->
                    throw new DateRefused(
                            edtf,
                            0,
                            "a question asks for one range; sets are for events",
                            "write an interval such as 2013-01/2013-03");
        };
    }

    /// The range from the first day of one date to the last day of another; null is without limit.
    ///
    /// @throws DateRefused when either is no single EDTF date, or the range ends before it begins
    public static DayRange asked(@Nullable String from, @Nullable String to) {
        int first = from == null ? Days.BEFORE_ALL : single(from).from();
        int last = to == null ? Days.AFTER_ALL : single(to).to();
        if (last < first) {
            throw new DateRefused(
                    from + "/" + to,
                    0,
                    "the range ends before it begins",
                    "write the earlier first");
        }
        return new DayRange(first, last);
    }

    private static DayRange single(String edtf) {
        if (EventDate.parse(edtf) instanceof Single date) {
            return of(unbroken(date, edtf));
        }
        throw new DateRefused(
                edtf,
                0,
                "one end of a range is one date",
                "write a date such as 2013, 2013-01 or 2013-01-11");
    }

    /// A question with gaps would be answered for the days between as well.
    private static Single unbroken(Single date, String edtf) {
        if (date.extent(0).members() != null) {
            throw new DateRefused(
                    edtf, 0, "a question asks for one range, and this date has gaps", null);
        }
        return date;
    }

    private static DayRange of(EventDate date) {
        var bounds = date.extent(0).bounds();
        return new DayRange(bounds.startEarliest(), bounds.endLatest());
    }

    public boolean meets(DayRange other) {
        return from <= other.to && other.from <= to;
    }

    /// Whether the other range lies wholly in this one.
    public boolean holds(DayRange other) {
        return from <= other.from && other.to <= to;
    }

    boolean isTheDay(DayRange member) {
        return from == to && equals(member);
    }
}
