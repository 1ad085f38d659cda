package org.annals.time;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every one of several dates: `{1667,1760-12}`. The event began on a day of the first and ended on
/// a day of the last.
record AllOf(List<Item> items) implements EventDate {
    AllOf {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a set has at least one date");
        }
    }

    @Override
    public String edtf() {
        return items.stream().map(Item::text).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public Extent extent(int confirmedDay) {
        if (items.size() == 1 && items.getFirst() instanceof Single only) {
            return only.extent(confirmedDay);
        }
        long startEarliest = items.stream().mapToLong(Item::earliest).min().orElseThrow();
        long endLatest = items.stream().mapToLong(Item::latest).max().orElseThrow();
        long startLatest = items.stream().mapToLong(Item::startLatest).min().orElseThrow();
        long endEarliest = items.stream().mapToLong(Item::endEarliest).max().orElseThrow();
        return new Extent(
                new Bounds(
                        Days.stored(startEarliest, this),
                        Days.stored(Math.min(startLatest, endLatest), this),
                        Days.stored(Math.max(endEarliest, startEarliest), this),
                        Days.stored(endLatest, this)),
                isEveryDay() ? null : MemberList.allOf(this, items));
    }

    /// `{2011-03-15..2011-03-18}` is every day from one to the other: nothing is unknown and there
    /// are no gaps.
    private boolean isEveryDay() {
        return items.size() == 1
                && items.getFirst() instanceof Span(var first, var last)
                && (first == null || first.precision() == Precision.DAY)
                && (last == null || last.precision() == Precision.DAY);
    }

    @Override
    public Precision precision() {
        return Precision.RANGE;
    }

    @Override
    public Optional<Qualifier> qualifier() {
        return Item.qualifier(items);
    }

    @Override
    public boolean ongoing() {
        return false;
    }
}
