package org.annals.event;

import java.util.Optional;
import org.annals.platform.sql.Sql;

/// How to find the events of one part in the order of their dates: by a condition on `event e`, or
/// on the facets `w`, with a place for the key that it is asked for.
///
/// @param keys selects the keys; empty if the condition names none
/// @param values how many keys there are at most; an event can have several of them
/// @param whole whether nothing of the part is left to test
/// @param squares whether the keys are squares of the map, of which an event has one at most, and
///   which may hold more, or nothing, of what is asked for
record Drive(
        boolean facet,
        Sql condition,
        Optional<Sql> keys,
        int values,
        boolean whole,
        boolean squares) {

    static Drive byFacet(Sql condition, Sql keys, int values) {
        return new Drive(true, condition, Optional.of(keys), values, true, false);
    }

    static Drive bySquares(Sql condition, Sql keys, int values) {
        return new Drive(true, condition, Optional.of(keys), values, true, true);
    }

    static Drive byColumn(String column, Sql keys, int values) {
        return new Drive(false, Sql.of(column + " = %s"), Optional.of(keys), values, true, false);
    }

    /// By an index of what is rare, which PostgreSQL takes only where the condition that it is made
    /// for stands there in so many words.
    static Drive byRarity(String condition) {
        return new Drive(false, Sql.of(condition), Optional.empty(), 1, false, false);
    }

    /// Whether the keys are walked side by side, and it depends on how much they hold whether that
    /// is worth it.
    boolean several() {
        return values > 1 || squares;
    }

    /// Whether no event has two of the keys.
    boolean once() {
        return values == 1 || squares;
    }

    /// All that the keys hold, in no order.
    Sql any() {
        return keys.isEmpty()
                ? condition
                : condition.filled(Sql.of("any(array(%s))").filled(keys.get()));
    }

    /// The condition for the one key, or for `key` out of several.
    Sql equality(Sql key) {
        return keys.isEmpty() ? condition : condition.filled(key);
    }
}
