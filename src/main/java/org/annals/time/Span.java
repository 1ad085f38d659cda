package org.annals.time;

import org.jspecify.annotations.Nullable;

/// Consecutive dates in a set: `1670..1672`, `..1984`, `1984..`.
record Span(@Nullable Single first, @Nullable Single last) implements Item {
    Span {
        if (first == null && last == null) {
            throw new IllegalArgumentException("a span has at least one end");
        }
        if (first != null && last != null && last.latest() < first.earliest()) {
            throw new IllegalArgumentException("a span ends before it begins");
        }
    }

    @Override
    public long earliest() {
        return first == null ? Long.MIN_VALUE : first.earliest();
    }

    @Override
    public long latest() {
        return last == null ? Long.MAX_VALUE : last.latest();
    }

    @Override
    public int qualifierBits() {
        return (first == null ? 0 : first.qualifierBits())
                | (last == null ? 0 : last.qualifierBits());
    }

    @Override
    public String text() {
        return (first == null ? "" : first.edtf()) + ".." + (last == null ? "" : last.edtf());
    }
}
