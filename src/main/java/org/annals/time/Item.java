package org.annals.time;

import java.util.List;
import java.util.Optional;

/// One entry of a set: a date, or all dates from one to another.
sealed interface Item permits Single, Span {
    /// The first day it can mean; [Long#MIN_VALUE] is minus infinity.
    long earliest();

    /// The last day it can mean; [Long#MAX_VALUE] is plus infinity.
    long latest();

    /// The qualifiers of all its parts, merged.
    int qualifierBits();

    /// As it stands in the set.
    String text();

    static long startLatest(Item item) {
        return switch (item) {
            case Single date -> date.latest();
            case Span(var first, _) -> first == null ? Long.MIN_VALUE : first.latest();
        };
    }

    static long endEarliest(Item item) {
        return switch (item) {
            case Single date -> date.earliest();
            case Span(_, var last) -> last == null ? Long.MAX_VALUE : last.earliest();
        };
    }

    static Optional<Qualifier> qualifier(List<Item> items) {
        return Qualifier.ofBits(
                items.stream().mapToInt(Item::qualifierBits).reduce(0, (a, b) -> a | b));
    }
}
