package org.annals.time;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.annals.time.Members.Rule;
import org.annals.time.Single.Detail;
import org.jspecify.annotations.Nullable;

/// Collects the pieces of a set or of a masked date until there are too many.
final class MemberList {
    private final EventDate date;
    private final Rule rule;
    private final List<DayRange> ranges = new ArrayList<>();
    private boolean isSorted = true;

    private MemberList(EventDate date, Rule rule) {
        this.date = date;
        this.rule = rule;
    }

    /// The pieces, as exactly as [Members#MOST] allows; null when there is no gap between them.
    static @Nullable Members oneOf(EventDate date, List<? extends Item> items) {
        for (var detail : Detail.values()) {
            var list = new MemberList(date, Rule.ONE_OF);
            if (items.stream().allMatch(item -> list.addPieces(item, detail))) {
                return list.joined();
            }
        }
        return null;
    }

    /// Every date by itself; null when there is only one.
    static @Nullable Members allOf(EventDate date, List<Item> items) {
        var list = new MemberList(date, Rule.ALL_OF);
        if (items.stream().allMatch(list::addEach)) {
            var members = list.sorted();
            return members.ranges().size() == 1 ? null : members;
        }
        var coarse = new MemberList(date, Rule.ALL_OF);
        items.forEach(item -> coarse.add(item.earliest(), item.latest()));
        return coarse.sorted();
    }

    private boolean addPieces(Item item, Detail detail) {
        return switch (item) {
            case Single date -> date.pieces(detail, this::add);
            case Span span -> add(span.earliest(), span.latest());
        };
    }

    /// Adds every day, month or year of a span by itself: `{1670..1672}` is all of three years.
    private boolean addEach(Item item) {
        return switch (item) {
            case Single date -> add(date.earliest(), date.latest());
            case Span(var first, var last) when first != null && last != null -> {
                var unit = first.precision();
                if (!first.isUnit() || !last.isUnit() || unit != last.precision()) {
                    yield false;
                }
                boolean room = true;
                for (long from = first.earliest(); room && from <= last.latest(); ) {
                    long to = lastDayOf(unit, from);
                    room = add(from, to);
                    from = to + 1;
                }
                yield room;
            }
            case Span _ -> false;
        };
    }

    private static long lastDayOf(Precision unit, long day) {
        return switch (unit) {
            case DAY -> day;
            case MONTH ->
                    LocalDate.ofEpochDay(day).with(TemporalAdjusters.lastDayOfMonth()).toEpochDay();
            case YEAR ->
                    LocalDate.ofEpochDay(day).with(TemporalAdjusters.lastDayOfYear()).toEpochDay();
            case SEASON, QUARTER, DECADE, CENTURY, LONGER, RANGE ->
                    throw new IllegalArgumentException(unit + " is no unit");
        };
    }

    private boolean add(long from, long to) {
        return add(new DayRange(Days.stored(from, date), Days.stored(to, date)));
    }

    private boolean add(DayRange range) {
        if (!ranges.isEmpty()) {
            var before = ranges.getLast();
            if (rule == Rule.ONE_OF && joins(before, range)) {
                int last = Math.max(before.to(), range.to());
                ranges.set(ranges.size() - 1, new DayRange(before.from(), last));
                return true;
            }
            isSorted &= before.to() < range.from();
        }
        return ranges.size() < Members.MOST && ranges.add(range);
    }

    private static boolean joins(DayRange before, DayRange range) {
        return before.from() <= range.from() && range.from() - 1L <= before.to();
    }

    private @Nullable Members joined() {
        if (isSorted) {
            return ranges.size() == 1 ? null : new Members(rule, ranges);
        }
        var sorted = new MemberList(date, Rule.ONE_OF);
        ranges.sort(Members.ORDER);
        ranges.forEach(sorted::add);
        return sorted.ranges.size() == 1 ? null : new Members(rule, sorted.ranges);
    }

    private Members sorted() {
        return new Members(rule, ranges.stream().distinct().sorted(Members.ORDER).toList());
    }
}
