package org.annals.event;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.annals.platform.sql.Sql;

/// The columns that are read of an event, and how they become an [EventDetail].
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

    private static final Map<Column, String> TEXTS =
            Map.of(Column.DESCRIPTION, "text", Column.SOURCES, "jsonb", Column.EXTRA, "jsonb");
    private static final Sql WITH_TEXTS = Sql.of(columns(true));
    private static final Sql WITHOUT_TEXTS = Sql.of(columns(false));
    private static final Sql FACET_WITH_TEXTS = ofFacet(WITH_TEXTS);
    private static final Sql FACET_WITHOUT_TEXTS = ofFacet(WITHOUT_TEXTS);

    private static final String IN_ORDER =
            EnumSet.range(Column.START_EARLIEST, Column.SORT_KEY).stream()
                    .map(column -> "u." + column.sql() + ", ")
                    .collect(Collectors.joining());

    private static String columns(boolean full) {
        return EnumSet.range(Column.START_EARLIEST, Column.EXTRA).stream()
                .map(column ->
                        full || !TEXTS.containsKey(column)
                                ? "e." + column.sql()
                                : "null::%s as %s".formatted(TEXTS.get(column), column.sql()))
                .collect(Collectors.joining(", "));
    }

    private static Sql ofFacet(Sql columns) {
        return Sql.of(
                columns.text()
                        .replace("e.start_earliest, e.id,", "w.start_earliest, w.event_id as id,"));
    }

    // Links are kept by outside key, so that they hold over instances; who is meant here is looked
    // up
    // for the few events that have any, and only for those that are handed out.
    private static final String RESOLVED_LINKS =
            """
            case when u.links = '[]' then '[]' else (
              select jsonb_agg(jsonb_build_object('rel', l.link -> 'rel', 'event', t.id, 'title', t.title, 'origin', l.link -> 'origin') order by l.n)
                from jsonb_array_elements(u.links) with ordinality l(link, n)
                left join lateral (
                  select e.id, e.title
                    from dataset d
                    join event e on e.origin_dataset = d.id and e.origin_key = l.link #>> '{origin,key}'
                   where d.code = l.link #>> '{origin,dataset}'
                  offset 0) t on true) end as resolved_links\
            """;

    private EventColumns() {}

    /// What stands between `select` and `from event e`; `sort_key` follows.
    static Sql of(boolean full) {
        return full ? WITH_TEXTS : WITHOUT_TEXTS;
    }

    /// The same where the order columns are taken from the facets `w`: with those of `e` the
    /// planner would sort whole branches.
    static Sql ofFacet(boolean full) {
        return full ? FACET_WITH_TEXTS : FACET_WITHOUT_TEXTS;
    }

    /// A statement around `inner` whose columns stand in the order of [Column], `more` of it behind
    /// them, and whose links are resolved, or `kept` as they are stored for what is imported
    /// elsewhere.
    static Sql withLinks(Sql inner, boolean kept, String... more) {
        StringBuilder columns = new StringBuilder(IN_ORDER);
        columns.append(kept ? "u.links as resolved_links" : RESOLVED_LINKS);
        for (String name : more) columns.append(", u.").append(name);
        return Sql.of("select " + columns + " from (%s) u").filled(inner);
    }
}
