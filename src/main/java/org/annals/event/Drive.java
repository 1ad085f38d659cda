package org.annals.event;

import java.util.Optional;
import org.annals.platform.sql.Sql;

/// How to find the events of one part in the order of their dates: by a condition on `event e`, or
/// on the facets `w`, with a place for the key that it is asked for.
///
/// @param keys selects the keys; empty if the condition names none
/// @param values how many keys there are at most; an event can have several of them
/// @param whole whether nothing of the part is left to test
record Drive(boolean facet, Sql condition, Optional<Sql> keys, int values, boolean whole) {

    static Drive byFacet(Sql condition, Sql keys, int values) {
        return new Drive(true, condition, Optional.of(keys), values, true);
    }

    static Drive byColumn(String column, Sql keys, int values) {
        return new Drive(false, Sql.of(column + " = %s"), Optional.of(keys), values, true);
    }

    /// By an index of what is rare, which PostgreSQL takes only where the condition that it is made
    /// for stands there in so many words.
    static Drive byRarity(String condition) {
        return new Drive(false, Sql.of(condition), Optional.empty(), 1, false);
    }

    boolean several() {
        return values > 1;
    }

    /// The condition for the one key, or for `key` out of several.
    Sql equality(Sql key) {
        return keys.isEmpty() ? condition : condition.filled(key);
    }
}
