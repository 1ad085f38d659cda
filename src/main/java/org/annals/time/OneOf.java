package org.annals.time;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One of several dates, nobody knows which: `[1667,1668,1670..1672]`.
record OneOf(List<Item> items) implements EventDate {
    OneOf {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a set has at least one date");
        }
    }

    @Override
    public String edtf() {
        return items.stream().map(Item::text).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public Extent extent(int confirmedDay) {
        long earliest = items.stream().mapToLong(Item::earliest).min().orElseThrow();
        long latest = items.stream().mapToLong(Item::latest).max().orElseThrow();
        int first = Days.stored(earliest, this);
        int last = Days.stored(latest, this);
        return new Extent(new Bounds(first, last, first, last), MemberList.oneOf(this, items));
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
