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
    private final Rule rule;
    private final List<DayRange> ranges = new ArrayList<>();

    private MemberList(Rule rule) {
        this.rule = rule;
    }

    /// The pieces, as exactly as [Members#MOST] allows; null when there is no gap between them.
    static @Nullable Members oneOf(List<? extends Item> items) {
        for (var detail : Detail.values()) {
            var list = new MemberList(Rule.ONE_OF);
            if (items.stream().allMatch(item -> list.addPieces(item, detail))) {
                return list.joined();
            }
        }
        return null;
    }

    /// Every date by itself; null when there is only one.
    static @Nullable Members allOf(List<Item> items) {
        var list = new MemberList(Rule.ALL_OF);
        if (items.stream().allMatch(list::addEach)) {
            var members = list.sorted();
            return members.ranges().size() == 1 ? null : members;
        }
        var coarse = new MemberList(Rule.ALL_OF);
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

    /// The caller has seen to it that the days can be stored.
    private boolean add(long from, long to) {
        return add(
                new DayRange(
                        from == Long.MIN_VALUE ? Days.BEFORE_ALL : (int) from,
                        to == Long.MAX_VALUE ? Days.AFTER_ALL : (int) to));
    }

    private boolean add(DayRange range) {
        if (rule == Rule.ONE_OF && !ranges.isEmpty() && joins(ranges.getLast(), range)) {
            var before = ranges.removeLast();
            ranges.add(new DayRange(before.from(), Math.max(before.to(), range.to())));
            return true;
        }
        return ranges.size() < Members.MOST && ranges.add(range);
    }

    private static boolean joins(DayRange before, DayRange range) {
        return before.from() <= range.from() && range.from() - 1L <= before.to();
    }

    private @Nullable Members joined() {
        var sorted = new MemberList(Rule.ONE_OF);
        ranges.sort(Members.ORDER);
        ranges.forEach(sorted::add);
        return sorted.ranges.size() == 1 ? null : new Members(rule, sorted.ranges);
    }

    private Members sorted() {
        return new Members(rule, ranges.stream().distinct().sorted(Members.ORDER).toList());
    }
}
