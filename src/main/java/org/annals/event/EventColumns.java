package org.annals.event;

import org.annals.platform.sql.Sql;

/// The columns that are read of an event, and how they become an [EventDetail].
final class EventColumns {

    private static final String SUMMARY =
            """
            e.start_earliest, e.id, e.start_latest, e.end_earliest, e.end_latest, e.edtf, e.date_precision,
            e.date_qualifier, e.ongoing, e.confirmed, e.date_text, e.date_reported, e.title, e.kind,
            e.violence_type, e.aggregate, e.status, e.tag_ids, e.place_name, e.country, e.admin1, e.admin2,
            e.latitude, e.longitude, e.place_precision, e.concerns, e.conflict_ids, e.dyad_ids, e.actor_ids,
            e.actor_roles, e.fat_low, e.fat_best, e.fat_high, e.fat_side_a, e.fat_side_b, e.fat_civilians,
            e.fat_unknown, e.source_count, e.links, e.origin_dataset, e.origin_key, e.origin_version,
            e.origin_url, e.revision, e.recorded_at, e.first_recorded_at, e.merged_into, e.reason, e.toll\
            """;
    private static final String TEXTS = ", e.description, e.sources, e.extra";
    private static final String NO_TEXTS =
            ", null::text as description, null::jsonb as sources, null::jsonb as extra";

    // Links are kept by outside key, so that they hold over instances; who is meant here is looked
    // up
    // for the few events that have any, and only for those that are handed out.
    private static final String RESOLVED_LINKS =
            """
            case when u.links = '[]' then '[]' else (
              select jsonb_agg(jsonb_build_object('rel', l.link -> 'rel', 'event', t.id, 'title', t.title, 'origin', l.link -> 'origin') order by l.n)
                from jsonb_array_elements(u.links) with ordinality l(link, n)
                left join dataset d on d.code = l.link #>> '{origin,dataset}'
                left join event t on t.origin_dataset = d.id and t.origin_key = l.link #>> '{origin,key}') end as resolved_links\
            """;

    private EventColumns() {}

    /// What stands between `select` and `from event e`.
    static Sql of(boolean full) {
        return Sql.of(SUMMARY + (full ? TEXTS : NO_TEXTS));
    }

    /// The same where the order columns are taken from the facets `w`: with those of `e` the
    /// planner would sort whole branches.
    static Sql ofFacet(boolean full) {
        return Sql.of(
                SUMMARY.replace("e.start_earliest, e.id,", "w.start_earliest, w.event_id as id,")
                        + (full ? TEXTS : NO_TEXTS));
    }

    /// A statement around `inner` whose links are resolved, or `kept` as they are stored for what
    /// is imported elsewhere.
    static Sql withLinks(Sql inner, boolean kept) {
        return Sql.of(
                        "select u.*, %s from (%%s) u"
                                .formatted(kept ? "u.links as resolved_links" : RESOLVED_LINKS))
                .filled(inner);
    }
}
