package org.annals.event;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.annals.codebook.Code;
import org.annals.codebook.EventStatus;
import org.annals.codebook.PlacePrecision;
import org.annals.event.EventQuery.Estimate;
import org.annals.event.EventQuery.QualifierFilter;
import org.annals.event.EventQuery.RecordName;
import org.annals.geo.BoundingBox;
import org.annals.geo.Circle;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.time.Match;

/// Turns a question about events into SQL on `event e`: the only place that does, so that lists,
/// counts, exports and maps cannot disagree.
public final class EventFilterSql {

    private static final Set<PlacePrecision> RARE_PRECISIONS =
            EnumSet.of(PlacePrecision.LINEAR, PlacePrecision.COUNTRY, PlacePrecision.INTERNATIONAL);

    private EventFilterSql() {}

    /// One "and" part of a question. `drive` says how an index can be walked by it alone.
    record Part(Sql sql, Optional<Drive> drive) {

        static Part of(Sql sql) {
            return new Part(sql, Optional.empty());
        }
    }

    /// How to find the events of one part in the order of their dates: by an equality on `event e`,
    /// or on the facets `w` of a kind. The lower the rank, the fewer events it most likely finds.
    /// `whole` tells that nothing of the part is left to test.
    record Drive(int rank, boolean facet, Sql equality, boolean whole) {

        static Optional<Drive> byFacet(int rank, Sql equality) {
            return Optional.of(new Drive(rank, true, equality, true));
        }

        static Optional<Drive> byColumn(int rank, Sql equality) {
            return Optional.of(new Drive(rank, false, equality, true));
        }

        /// By an index of what is rare, which PostgreSQL takes only where the condition that it is
        /// made for stands there in so many words.
        static Optional<Drive> byRarity(String condition) {
            return Optional.of(new Drive(8, false, Sql.of(condition), false));
        }
    }

    /// Everything that the question asks for, on `event e`.
    public static Sql where(EventQuery query) {
        List<Sql> all = new ArrayList<>();
        all.add(range(query));
        all.add(gaps(query));
        all.add(liveness(query));
        for (Part part : parts(query)) all.add(part.sql());
        return Sql.join("\n   and ", all);
    }

    /// Retracted and merged events are left out of every index but one, so a question must say
    /// first on which side it stands.
    static Sql liveness(EventQuery query) {
        boolean retracted = query.statuses().contains(EventStatus.RETRACTED);
        if (!retracted) return Sql.of("e.live");
        return query.statuses().size() == 1
                ? Sql.of("not e.live and e.merged_into is null")
                : Sql.of("e.merged_into is null");
    }

    static boolean onlyLive(EventQuery query) {
        return !query.statuses().contains(EventStatus.RETRACTED);
    }

    /// The relation to the range by the four bounds.
    static Sql range(EventQuery query) {
        String begins =
                switch (query.match()) {
                    case POSSIBLE, CERTAIN -> "e.start_earliest <= :to";
                    case WITHIN -> "e.start_earliest >= :from";
                    case CONTAINS -> "e.start_earliest <= :from";
                };
        return bound(Sql.of(begins + " and %s").filled(besidesBegin(query, "e")), query.range());
    }

    /// The same on the columns of `alias`, but for when the event begins at the earliest: that is
    /// where a walk enters an index and ends, and a second condition on it would have PostgreSQL
    /// enter by that one and read all up to where the page begins.
    static Sql besidesBegin(EventQuery query, String alias) {
        String condition =
                switch (query.match()) {
                    case POSSIBLE -> "%1$s.end_latest >= :from";
                    case CERTAIN -> "%1$s.start_latest <= :to and %1$s.end_earliest >= :from";
                    case WITHIN -> "%1$s.end_latest <= :to";
                    case CONTAINS -> "%1$s.start_latest <= :from and %1$s.end_earliest >= :to";
                };
        return bound(Sql.of(condition.formatted(alias)), query.range());
    }

    static Sql bound(Sql sql, DayRange range) {
        return sql.with("from", range.from()).with("to", range.to());
    }

    /// The four bounds of a date with gaps are only a hull: such a row is asked again by its
    /// members.
    static Sql gaps(EventQuery query) {
        String recheck =
                switch (query.match()) {
                    case POSSIBLE -> "annals_gap_possible(e.members, :from, :to)";
                    case CERTAIN -> "annals_gap_certain(e.members, e.members_kind, :from, :to)";
                    case CONTAINS -> "annals_gap_contains(e.members, e.members_kind, :from, :to)";
                    case WITHIN -> "true";
                };
        if (query.match() == Match.WITHIN || query.range().equals(DayRange.ALWAYS)) {
            return Sql.of("true");
        }
        return bound(
                Sql.of("case when e.members is null then true else %s end".formatted(recheck)),
                query.range());
    }

    /// How many filters there are beside the range; the usual status is none.
    public static int count(EventQuery query) {
        return parts(query).size();
    }

    /// The other filters.
    static List<Part> parts(EventQuery query) {
        List<Part> parts = new ArrayList<>();
        identity(query, parts);
        records(query, parts);
        codes(query, parts);
        tolls(query, parts);
        places(query, parts);
        query.words()
                .ifPresent(words ->
                        parts.add(
                                Part.of(
                                        Sql.of(
                                                        "annals_text(e.title, e.description) @@ websearch_to_tsquery('simple', annals_unaccent(:words))")
                                                .with("words", words.text()))));
        query.recordedFrom()
                .ifPresent(instant ->
                        parts.add(
                                Part.of(
                                        Sql.of("e.recorded_at >= :recordedFrom")
                                                .with(
                                                        "recordedFrom",
                                                        instant.atOffset(ZoneOffset.UTC)))));
        query.recordedTo()
                .ifPresent(instant ->
                        parts.add(
                                Part.of(
                                        Sql.of("e.recorded_at <= :recordedTo")
                                                .with(
                                                        "recordedTo",
                                                        instant.atOffset(ZoneOffset.UTC)))));
        return parts;
    }

    private static void identity(EventQuery query, List<Part> parts) {
        if (!query.ids().isEmpty()) {
            long[] ids = query.ids().stream().mapToLong(Long::longValue).toArray();
            parts.add(Part.of(Sql.of("e.id = any(:ids)").with("ids", ids)));
        }
        if (!query.origins().isEmpty()) {
            String[] sets = query.origins().stream().map(k -> k.dataset()).toArray(String[]::new);
            String[] keys = query.origins().stream().map(k -> k.key()).toArray(String[]::new);
            parts.add(
                    Part.of(
                            Sql.of(
                                            """
                                            (e.origin_dataset, e.origin_key) in (
                                                select d.id, k.key
                                                  from unnest(:originSets, :originKeys) k(set, key)
                                                  join dataset d on d.code = k.set)
                                            """)
                                    .with("originSets", sets)
                                    .with("originKeys", keys)));
        }
    }

    private static void records(EventQuery query, List<Part> parts) {
        record(query.dyads(), "dyad", 5, 1, "e.dyad_ids", parts);
        record(query.conflicts(), "conflict", 2, 2, "e.conflict_ids", parts);
        actors(query, parts);
        if (!query.tags().isEmpty()) {
            Sql ids =
                    Sql.of("select id from tag where name = any(:tags)")
                            .with("tags", query.tags().toArray(String[]::new));
            facet(4, 4, query.tags().size() == 1, ids, "e.tag_ids", parts);
        }
        if (!query.countries().isEmpty()) {
            int[] ids = query.countries().stream().mapToInt(c -> c.id()).toArray();
            Sql equality = Sql.of("w.kind = 1 and w.facet = :country").with("country", ids[0]);
            parts.add(
                    new Part(
                            Sql.of("(e.country = any(:countries) or e.concerns && :countries)")
                                    .with("countries", ids),
                            ids.length == 1 ? Drive.byFacet(5, equality) : Optional.empty()));
        }
    }

    private static void record(
            List<RecordName> names,
            String table,
            int kind,
            int rank,
            String column,
            List<Part> parts) {
        if (names.isEmpty()) return;
        facet(kind, rank, names.size() == 1, ids(table, names), column, parts);
    }

    private static void facet(
            int kind, int rank, boolean single, Sql ids, String column, List<Part> parts) {
        Sql any = Sql.of(column + " && array(%s)").filled(ids);
        Sql equality = Sql.of("w.kind = " + kind + " and w.facet = (%s)").filled(ids);
        parts.add(new Part(any, single ? Drive.byFacet(rank, equality) : Optional.empty()));
    }

    private static void actors(EventQuery query, List<Part> parts) {
        short[] roles = new short[query.roles().size()];
        for (int i = 0; i < roles.length; i++) roles[i] = (short) query.roles().get(i).ordinal();
        if (query.actors().isEmpty()) {
            if (roles.length > 0) {
                parts.add(Part.of(Sql.of("e.actor_roles && :roles").with("roles", roles)));
            }
            return;
        }
        Sql ids = ids("actor", query.actors());
        boolean single = query.actors().size() == 1;
        if (roles.length == 0) {
            facet(3, 3, single, ids, "e.actor_ids", parts);
            return;
        }
        int mask = 0;
        for (short role : roles) mask |= 1 << role;
        Sql equality =
                Sql.of("w.kind = 3 and w.facet = (%s) and w.roles & :roleMask <> 0")
                        .filled(ids)
                        .with("roleMask", mask);
        parts.add(
                new Part(
                        Sql.of(
                                        """
                                        exists (select from unnest(e.actor_ids, e.actor_roles) a(actor, role)
                                                 where a.actor = any(array(%s)) and a.role = any(:roles))
                                        """)
                                .filled(ids)
                                .with("roles", roles),
                        single ? Drive.byFacet(3, equality) : Optional.empty()));
    }

    private static Sql ids(String table, List<RecordName> names) {
        List<Sql> ways = new ArrayList<>();
        int[] numbers =
                names.stream()
                        .filter(RecordName.ById.class::isInstance)
                        .mapToInt(name -> ((RecordName.ById) name).id())
                        .toArray();
        if (numbers.length > 0) {
            ways.add(
                    Sql.of("select unnest(:%sIds::int[])".formatted(table))
                            .with(table + "Ids", numbers));
        }
        List<RecordName.ByKey> keys =
                names.stream()
                        .filter(RecordName.ByKey.class::isInstance)
                        .map(RecordName.ByKey.class::cast)
                        .toList();
        if (!keys.isEmpty()) {
            ways.add(
                    Sql.of(
                                    """
                                    select r.id
                                      from unnest(:%1$sSets, :%1$sKeys) k(set, key)
                                      join %1$s r on r.origin_dataset = k.set and r.origin_key = k.key
                                    """
                                            .formatted(table))
                            .with(
                                    table + "Sets",
                                    keys.stream()
                                            .map(k -> k.key().dataset())
                                            .toArray(String[]::new))
                            .with(
                                    table + "Keys",
                                    keys.stream().map(k -> k.key().key()).toArray(String[]::new)));
        }
        return Sql.join(" union all ", ways);
    }

    private static void codes(EventQuery query, List<Part> parts) {
        if (!query.kinds().isEmpty()) {
            int[] leaves = query.kinds().stream().mapToInt(k -> k.id()).toArray();
            int[] branches =
                    query.kinds().stream()
                            .filter(k -> k.isBranch())
                            .mapToInt(k -> k.id())
                            .toArray();
            Optional<Drive> drive = Optional.empty();
            if (leaves.length == 1) {
                String column = branches.length == 1 ? "e.kind_branch" : "e.kind";
                Sql equality = Sql.of(column + " = :kind").with("kind", leaves[0]);
                drive = Drive.byColumn(6, equality);
            }
            Sql any =
                    branches.length == 0
                            ? Sql.of("e.kind = any(:kinds)").with("kinds", leaves)
                            : Sql.of("(e.kind = any(:kinds) or e.kind_branch = any(:branches))")
                                    .with("kinds", leaves)
                                    .with("branches", branches);
            parts.add(new Part(any, drive));
        }
        if (!query.datasets().isEmpty()) {
            String[] codes = query.datasets().toArray(String[]::new);
            Sql ids =
                    Sql.of("select id from dataset where code = any(:datasets)")
                            .with("datasets", codes);
            Sql equality = Sql.of("e.origin_dataset = (%s)").filled(ids);
            parts.add(
                    new Part(
                            Sql.of("e.origin_dataset = any(array(%s))").filled(ids),
                            codes.length == 1 ? Drive.byColumn(7, equality) : Optional.empty()));
        }
        // Without retracted ones, `live` says it already when all the others are asked for.
        if (query.statuses().size() < 3 || !onlyLive(query)) {
            Sql any = anyOf("e.status", "event_status", "statuses", codes(query.statuses()));
            boolean rare = query.statuses().equals(List.of(EventStatus.DISPUTED));
            parts.add(
                    new Part(
                            any,
                            rare ? Drive.byRarity("e.status = 'disputed'") : Optional.empty()));
        }
        if (!query.violenceTypes().isEmpty()) {
            parts.add(
                    Part.of(
                            anyOf(
                                    "e.violence_type",
                                    "violence_type",
                                    "violenceTypes",
                                    codes(query.violenceTypes()))));
        }
        if (!query.placePrecisions().isEmpty()) {
            Sql any =
                    anyOf(
                            "e.place_precision",
                            "place_precision",
                            "placePrecisions",
                            codes(query.placePrecisions()));
            boolean rare =
                    query.placePrecisions().size() == 1
                            && RARE_PRECISIONS.containsAll(query.placePrecisions());
            parts.add(
                    new Part(
                            any,
                            rare
                                    ? Drive.byRarity(
                                            "e.place_precision in ('linear', 'country', 'international')")
                                    : Optional.empty()));
        }
        qualifiers(query, parts);
        query.maxUncertaintyDays()
                .ifPresent(days ->
                        parts.add(
                                Part.of(
                                        Sql.of("e.start_uncertainty <= :maxUncertainty")
                                                .with("maxUncertainty", days))));
    }

    private static void qualifiers(EventQuery query, List<Part> parts) {
        if (query.qualifiers().isEmpty()) return;
        List<String> marks =
                query.qualifiers().stream()
                        .filter(qualifier -> qualifier != QualifierFilter.NONE)
                        .map(qualifier -> qualifier.name().toLowerCase(Locale.ROOT))
                        .toList();
        List<Sql> either = new ArrayList<>();
        if (!marks.isEmpty()) {
            either.add(anyOf("e.date_qualifier", "date_qualifier", "qualifiers", marks));
        }
        if (marks.size() < query.qualifiers().size()) {
            either.add(Sql.of("e.date_qualifier is null"));
        }
        parts.add(Part.of(Sql.of("(%s)").filled(Sql.join(" or ", either))));
    }

    private static List<String> codes(List<? extends Code> values) {
        return values.stream().map(Code::code).toList();
    }

    // A single value is written as an equality, which PostgreSQL 16 too tests inside the index
    // without giving up its order.
    private static Sql anyOf(String column, String type, String name, List<String> codes) {
        return codes.size() == 1
                ? Sql.of("%s = :%s::%s".formatted(column, name, type)).with(name, codes.getFirst())
                : Sql.of("%s = any(:%s::%s[])".formatted(column, name, type))
                        .with(name, codes.toArray(String[]::new));
    }

    private static void tolls(EventQuery query, List<Part> parts) {
        String column =
                switch (query.estimate()) {
                    case LOW -> "e.fat_low";
                    case BEST -> "e.toll";
                    case HIGH -> "e.fat_high";
                };
        query.minFatalities()
                .ifPresent(least -> {
                    Sql sql = Sql.of(column + " >= :minFatalities").with("minFatalities", least);
                    boolean rare = query.estimate() == Estimate.BEST && least >= 25;
                    parts.add(
                            new Part(
                                    sql, rare ? Drive.byRarity("e.toll >= 25") : Optional.empty()));
                });
        query.maxFatalities()
                .ifPresent(most ->
                        parts.add(
                                Part.of(
                                        Sql.of(column + " <= :maxFatalities")
                                                .with("maxFatalities", most))));
    }

    private static void places(EventQuery query, List<Part> parts) {
        if (!query.admin1().isEmpty()) {
            parts.add(
                    Part.of(
                            Sql.of("e.admin1 = any(:admin1)")
                                    .with("admin1", query.admin1().toArray(String[]::new))));
        }
        query.box().ifPresent(box -> parts.add(Part.of(box(box, "box"))));
        query.circle().ifPresent(circle -> parts.add(Part.of(circle(circle))));
    }

    private static Sql box(BoundingBox box, String name) {
        List<Sql> halves = new ArrayList<>();
        for (BoundingBox part : box.parts()) {
            String half = name + halves.size();
            halves.add(
                    Sql.of(
                                    "point(e.longitude, e.latitude) <@ box(point(:%1$sw, :%1$ss), point(:%1$se, :%1$sn))"
                                            .formatted(half))
                            .with(half + "w", part.west())
                            .with(half + "s", part.south())
                            .with(half + "e", part.east())
                            .with(half + "n", part.north()));
        }
        return Sql.of("e.latitude is not null and (%s)").filled(Sql.join(" or ", halves));
    }

    // The haversine formula of Circle.distance, behind the box that the index knows.
    private static Sql circle(Circle circle) {
        return Sql.of(
                        """
                        %s and 2 * 6371008.8 * asin(least(1, sqrt(
                            power(sin(radians(e.latitude - :circleLat) / 2), 2)
                            + cos(radians(:circleLat)) * cos(radians(e.latitude))
                              * power(sin(radians(e.longitude - :circleLon) / 2), 2)))) <= :circleRadius
                        """)
                .filled(box(circle.box(), "round"))
                .with("circleLat", circle.centre().latitude())
                .with("circleLon", circle.centre().longitude())
                .with("circleRadius", circle.radius());
    }
}
