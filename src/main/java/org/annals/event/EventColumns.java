package org.annals.event;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.annals.platform.sql.Sql;

/// The columns that a statement reads of an event, in the order in which [EventRow] finds them.
final class EventColumns {

    /// One column. They stand in the statement in this order, so that a row is read by positions:
    /// to look each one up by its name costs more than to read it.
    enum Column {
        START_EARLIEST,
        ID,
        START_LATEST,
        END_EARLIEST,
        END_LATEST,
        EDTF,
        DATE_PRECISION,
        DATE_QUALIFIER,
        ONGOING,
        CONFIRMED,
        DATE_TEXT,
        DATE_REPORTED,
        TITLE,
        KIND,
        VIOLENCE_TYPE,
        AGGREGATE,
        STATUS,
        TAG_IDS,
        PLACE_NAME,
        COUNTRY,
        ADMIN1,
        ADMIN2,
        LATITUDE,
        LONGITUDE,
        PLACE_PRECISION,
        CONCERNS,
        CONFLICT_IDS,
        DYAD_IDS,
        ACTOR_IDS,
        ACTOR_ROLES,
        FAT_LOW,
        FAT_BEST,
        FAT_HIGH,
        FAT_SIDE_A,
        FAT_SIDE_B,
        FAT_CIVILIANS,
        FAT_UNKNOWN,
        SOURCE_COUNT,
        LINKS,
        ORIGIN_DATASET,
        ORIGIN_KEY,
        ORIGIN_VERSION,
        ORIGIN_URL,
        REVISION,
        RECORDED_AT,
        FIRST_RECORDED_AT,
        MERGED_INTO,
        REASON,
        TOLL,
        DESCRIPTION,
        SOURCES,
        EXTRA,
        SORT_KEY,
        RESOLVED_LINKS;

        /// Its position in a row, from 1.
        int at() {
            return ordinal() + 1;
        }

        private String sql() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // Few events have any.
    private static final String RESOLVED_LINKS =
            "case when u.links = '[]' then u.links else annals_resolved_links(u.links) end";

    private static final Set<Column> STORED = EnumSet.range(Column.START_EARLIEST, Column.EXTRA);

    /// What order and cursor need, whatever is shown.
    private static final Set<Column> ALWAYS = EnumSet.of(Column.START_EARLIEST, Column.ID);

    /// All, with links resolved.
    static final EventColumns WHOLE = new EventColumns(EnumSet.allOf(Column.class), false);

    private static final EventColumns AS_KEPT = new EventColumns(EnumSet.allOf(Column.class), true);

    /// All but the texts, which are most of an event.
    static final EventColumns WITHOUT_TEXTS =
            new EventColumns(
                    EnumSet.complementOf(
                            EnumSet.of(Column.DESCRIPTION, Column.SOURCES, Column.EXTRA)),
                    false);

    private final Sql ofEvent;
    private final Sql ofFacet;
    private final String inOrder;

    private EventColumns(Set<Column> columns, boolean keepsLinks) {
        StringJoiner stored = new StringJoiner(", ");
        StringJoiner ordered = new StringJoiner(", ");
        for (Column column : STORED) {
            boolean read = columns.contains(column) || ALWAYS.contains(column);
            if (read) stored.add("e." + column.sql());
            ordered.add(read ? "u." + column.sql() : "null");
        }
        ordered.add("u.sort_key");
        if (!columns.contains(Column.RESOLVED_LINKS)) ordered.add("null");
        else ordered.add(keepsLinks ? "u.links" : RESOLVED_LINKS);
        ofEvent = Sql.of(stored.toString());
        ofFacet =
                Sql.of(
                        stored.toString()
                                .replace(
                                        "e.start_earliest, e.id",
                                        "w.start_earliest, w.event_id as id"));
        inOrder = ordered.toString();
    }

    /// Those and what order needs; null stands for the others. Links are resolved, or kept as they
    /// are stored for what is imported elsewhere.
    static EventColumns of(Set<Column> columns, boolean keepsLinks) {
        return new EventColumns(columns, keepsLinks);
    }

    /// All.
    static EventColumns whole(boolean keepsLinks) {
        return keepsLinks ? AS_KEPT : WHOLE;
    }

    /// What stands between `select` and `from event e`; `sort_key` follows.
    Sql ofEvent() {
        return ofEvent;
    }

    /// The same where the order columns are taken from the facets `w`: with those of `e` the
    /// planner would sort whole branches.
    Sql ofFacet() {
        return ofFacet;
    }

    /// A statement around `inner` whose columns stand in the order of [Column], `more` of it behind
    /// them.
    Sql inOrder(Sql inner, String... more) {
        StringBuilder columns = new StringBuilder(inOrder);
        for (String name : more) columns.append(", u.").append(name);
        return Sql.of("select " + columns + " from (%s) u").filled(inner);
    }
}
