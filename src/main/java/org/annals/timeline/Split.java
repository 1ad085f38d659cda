package org.annals.timeline;

import java.util.Locale;
import org.annals.platform.sql.Sql;

/// By what a count is taken apart. An event that has several values is counted under each.
enum Split {
    NONE(Dimension.ALL, "select 0"),
    KIND(Dimension.KIND, "select e.kind::int"),
    COUNTRY(
            Dimension.COUNTRY,
            "select e.country where e.country is not null union select unnest(e.concerns)"),
    CONFLICT(Dimension.CONFLICT, "select distinct unnest(e.conflict_ids)");

    private final Dimension dimension;
    private final Sql keys;

    Split(Dimension dimension, String keys) {
        this.dimension = dimension;
        this.keys = Sql.of(keys);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Dimension dimension() {
        return dimension;
    }

    /// The values of one row `e` of events.
    Sql keys() {
        return keys;
    }
}
