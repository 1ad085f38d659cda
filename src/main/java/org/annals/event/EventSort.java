package org.annals.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.annals.platform.http.Cursor;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// The orders of a list as SQL. Neither key is ever null: a comparison with null is null, and would
/// end a list early.
final class EventSort {

    private EventSort() {}

    private static Sql key(EventOrder order, EventQuery query) {
        return switch (order) {
            case DATE, DATE_DESCENDING -> Sql.of("e.start_earliest");
            case FATALITIES_DESCENDING ->
                    Sql.of(
                            "coalesce(%s, -1)"
                                    .formatted(
                                            switch (query.estimate()) {
                                                case LOW -> "e.fat_low";
                                                case BEST -> "e.toll";
                                                case HIGH -> "e.fat_high";
                                            }));
            case RECORDED_DESCENDING -> Sql.of("e.recorded_at");
            case RELEVANCE ->
                    // a whole number, since how a float prints is no place to go on from
                    Sql.of(
                                    """
                                    (ts_rank(annals_text(e.title, e.description),
                                             websearch_to_tsquery('simple', annals_unaccent(:words))) * 1000000)::bigint\
                                    """)
                            .with("words", query.words().orElseThrow().text());
        };
    }

    /// The key of a row as the whole number that a cursor takes, named `sort_key`.
    static Sql cursorKey(EventOrder order, EventQuery query) {
        return Sql.of(
                        order == EventOrder.RECORDED_DESCENDING
                                ? "(extract(epoch from %s) * 1000000)::bigint as sort_key"
                                : "(%s)::bigint as sort_key")
                .filled(key(order, query));
    }

    static Sql order(EventOrder order, EventQuery query) {
        return Sql.of(order == EventOrder.DATE ? "%s, e.id" : "%s desc, e.id desc")
                .filled(key(order, query));
    }

    /// What comes after the cursor in this order.
    static Sql after(EventOrder order, EventQuery query, @Nullable Cursor cursor) {
        if (cursor == null) return Sql.of("true");
        Object value =
                switch (order) {
                    case DATE, DATE_DESCENDING, FATALITIES_DESCENDING -> (int) cursor.first();
                    case RELEVANCE -> cursor.first();
                    case RECORDED_DESCENDING ->
                            OffsetDateTime.ofInstant(
                                    Instant.EPOCH.plus(cursor.first(), ChronoUnit.MICROS),
                                    ZoneOffset.UTC);
                };
        String comparison = order == EventOrder.DATE ? ">" : "<";
        return Sql.of("(%s, e.id) " + comparison + " (:afterKey, :afterId)")
                .filled(key(order, query))
                .with("afterKey", value)
                .with("afterId", cursor.second());
    }
}
