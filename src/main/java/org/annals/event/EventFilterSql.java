package org.annals.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.annals.codebook.Code;
import org.annals.codebook.EventStatus;
import org.annals.codebook.Kind;
import org.annals.codebook.PlacePrecision;
import org.annals.event.EventQuery.Estimate;
import org.annals.event.EventQuery.QualifierFilter;
import org.annals.event.EventQuery.RecordName;
import org.annals.event.Part.Kept;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.time.Match;

/// Turns a question about events into SQL on `event e`: the only place that does, so that lists,
/// counts, exports and maps cannot disagree.
public final class EventFilterSql {

    private static final Set<PlacePrecision> RARE_PRECISIONS =
            EnumSet.of(PlacePrecision.LINEAR, PlacePrecision.COUNTRY, PlacePrecision.INTERNATIONAL);

    // About as many as there are.
    private static final int KINDS_IN_A_BRANCH = 8;

    /// All live events.
    static final Kept ALL = new Kept(0, Sql.of("select 0"), 1);

    private EventFilterSql() {}

    /// Everything that the question asks for, on `event e`.
    public static Sql where(EventQuery query) {
        return matching(query, Part::sql);
    }

    /// The same in words that indexes without an order know: right where few match.
    static Sql search(EventQuery query) {
        return matching(query, onlyLive(query) ? Part::search : Part::sql);
    }

    /// The same where words find the events.
    static Sql besideWords(Snapshot snapshot, EventQuery query) {
        return matching(
                query, onlyLive(query) ? part -> Route.besideWords(snapshot, part) : Part::sql);
    }

    /// The same in words that no index knows but one that has what is live in the order that is
    /// asked for: right where many match.
    static Sql inOrder(EventQuery query) {
        return matching(query, Part::inOrder);
    }

    private static Sql matching(EventQuery query, Function<Part, Sql> as) {
        List<Sql> all = new ArrayList<>();
        all.add(range(query));
        all.add(gaps(query));
        all.add(liveness(query));
        for (Part part : parts(query)) all.add(as.apply(part));
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
        return range(query, "e");
    }

    /// The same on the columns of `alias`.
    static Sql range(EventQuery query, String alias) {
        String begins =
                switch (query.match()) {
                    case POSSIBLE, CERTAIN -> ".start_earliest <= :to";
                    case WITHIN -> ".start_earliest >= :from";
                    case CONTAINS -> ".start_earliest <= :from";
                };
        return bound(
                Sql.of(alias + begins + " and %s").filled(besidesBegin(query, alias)),
                query.range());
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
        if (!asksGaps(query)) return Sql.of("true");
        return bound(
                Sql.of("case when e.members is null then true else %s end".formatted(recheck)),
                query.range());
    }

    /// The same of a facet `w`, which looks at the event only where it has to: a hull that begins
    /// or ends within the range has a member there.
    static Sql gapsOfFacet(EventQuery query) {
        if (!asksGaps(query)) return Sql.of("true");
        String hull =
                query.match() == Match.POSSIBLE
                        ? "w.start_earliest < :from and w.end_latest > :to"
                        : "true";
        return bound(
                Sql.of(
                                "case when %s then (select %%s from event e where e.id = w.event_id) else true end"
                                        .formatted(hull))
                        .filled(gaps(query)),
                query.range());
    }

    /// Everything that the question asks for, on facets `w` of a part that [Route#alone] gave.
    static Sql inFacets(EventQuery query, List<Part> parts, Part driver) {
        List<Sql> all = new ArrayList<>();
        all.add(driver.drive().orElseThrow().any());
        all.add(range(query, "w"));
        all.add(gapsOfFacet(query));
        for (Part part : parts) {
            if (part != driver) all.add(part.insideFacets().orElseThrow());
        }
        return Sql.join(" and ", all);
    }

    private static boolean asksGaps(EventQuery query) {
        return query.match() != Match.WITHIN && !query.range().equals(DayRange.ALWAYS);
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
        parts.addAll(PlaceParts.of(query));
        query.words().ifPresent(words -> parts.add(words(words)));
        query.recordedFrom()
                .ifPresent(instant ->
                        parts.add(
                                recorded(
                                        "e.recorded_at >= :recordedFrom",
                                        "recordedFrom",
                                        instant)));
        query.recordedTo()
                .ifPresent(instant ->
                        parts.add(recorded("e.recorded_at <= :recordedTo", "recordedTo", instant)));
        return parts;
    }

    // Of a phrase the index finds the events that have all its words: to look for it in each of
    // them
    // costs a fifth of taking its text apart, which is left for what looks right.
    private static Part words(Words words) {
        Sql right = right(words);
        return words.inAnyOrder()
                .map(any ->
                        Part.of(Sql.of("%s and (%s) is true").filled(said(any), right))
                                .foundAsItIs())
                .orElseGet(() -> Part.of(right).found(said(words)));
    }

    /// Tests the words in the text itself.
    static Sql right(Words words) {
        String[] patterns = words.patterns();
        String name = name(words) + "Patterns";
        if (patterns.length == 0) return said(words);
        return Sql.of(
                        "annals_plain(e.title, e.description) ~ all(array(select lower(annals_unaccent(p)) from unnest(:%s) p)) and %%s"
                                .formatted(name))
                .filled(said(words))
                .with(name, patterns);
    }

    /// As the index of words knows it.
    static Sql said(Words words) {
        return Sql.of(
                        "annals_text(e.title, e.description) @@ websearch_to_tsquery('simple', annals_unaccent(:%s))"
                                .formatted(name(words)))
                .with(name(words), words.text());
    }

    // One statement can hold both.
    private static String name(Words words) {
        return words.inAnyOrder().isPresent() ? "phrases" : "words";
    }

    private static Part recorded(String condition, String name, Instant instant) {
        return Part.of(Sql.of(condition).with(name, instant.atOffset(ZoneOffset.UTC)))
                .foundAsItIs();
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
        if (!query.dyads().isEmpty()) {
            Sql ids = ids("dyad", query.dyads());
            int values = query.dyads().size();
            // Nobody counts by dyads, since each has few events.
            parts.add(facet(5, ids, values, "e.dyad_ids").estimated(Sql.of("100 * " + values)));
        }
        if (!query.conflicts().isEmpty()) {
            Sql ids = ids("conflict", query.conflicts());
            int values = query.conflicts().size();
            parts.add(facet(2, ids, values, "e.conflict_ids").counted(new Kept(2, ids, values)));
        }
        actors(query, parts);
        if (!query.tags().isEmpty()) {
            Sql ids =
                    Sql.of("select id from tag where name = any(:tags)")
                            .with("tags", query.tags().toArray(String[]::new));
            int values = query.tags().size();
            parts.add(facet(4, ids, values, "e.tag_ids").counted(new Kept(11, ids, values)));
        }
        if (!query.countries().isEmpty()) {
            int[] numbers = query.countries().stream().mapToInt(c -> c.id()).toArray();
            Sql ids = Sql.of("select unnest(:countries::int[])").with("countries", numbers);
            Sql any =
                    Sql.of("(e.country = any(:countries) or e.concerns && :countries)")
                            .with("countries", numbers);
            Sql found =
                    Sql.of("array_append(e.concerns, e.country) && :countries")
                            .with("countries", numbers);
            parts.add(
                    Part.of(any)
                            .found(found)
                            .driven(
                                    Drive.byFacet(
                                            Sql.of("w.kind = 1 and w.facet = %s"),
                                            ids,
                                            numbers.length))
                            .counted(new Kept(1, ids, numbers.length)));
        }
    }

    private static Part facet(int kind, Sql ids, int values, String column) {
        Sql equality = Sql.of("w.kind = " + kind + " and w.facet = %s");
        return Part.of(Sql.of(column + " && array(%s)").filled(ids))
                .foundAsItIs()
                .driven(Drive.byFacet(equality, ids, values));
    }

    private static void actors(EventQuery query, List<Part> parts) {
        short[] roles = new short[query.roles().size()];
        for (int i = 0; i < roles.length; i++) roles[i] = (short) query.roles().get(i).ordinal();
        if (query.actors().isEmpty()) {
            if (roles.length > 0) {
                parts.add(
                        Part.of(Sql.of("e.actor_roles && :roles").with("roles", roles))
                                .foundAsItIs());
            }
            return;
        }
        Sql ids = ids("actor", query.actors());
        int values = query.actors().size();
        Part actors = facet(3, ids, values, "e.actor_ids");
        Kept kept = new Kept(9, ids, values);
        if (roles.length == 0) {
            parts.add(actors.counted(kept));
            return;
        }
        int mask = 0;
        for (short role : roles) mask |= 1 << role;
        Sql equality =
                Sql.of("w.kind = 3 and w.facet = %s and w.roles & :roleMask <> 0")
                        .with("roleMask", mask);
        Sql any =
                Sql.of(
                                """
                                exists (select from unnest(e.actor_ids, e.actor_roles) a(actor, role)
                                         where a.actor = any(array(%s)) and a.role = any(:roles))
                                """)
                        .filled(ids)
                        .with("roles", roles);
        parts.add(
                Part.of(any)
                        .found(Sql.of("%s and %s").filled(actors.search(), any))
                        .driven(Drive.byFacet(equality, ids, values))
                        .estimated(kept.events()));
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
        if (!query.kinds().isEmpty()) parts.add(kinds(query.kinds()));
        if (!query.datasets().isEmpty()) {
            int values = query.datasets().size();
            Sql ids =
                    Sql.of("select id::int from dataset where code = any(:datasets)")
                            .with("datasets", query.datasets().toArray(String[]::new));
            parts.add(
                    Part.of(Sql.of("e.origin_dataset = any(array(%s))").filled(ids))
                            .found(
                                    codes(
                                            Sql.of("array(select 131072 + d.id from (%s) d)")
                                                    .filled(ids)))
                            .driven(Drive.byColumn("e.origin_dataset", ids, values))
                            .counted(new Kept(5, ids, values)));
        }
        // Without retracted ones, `live` says it already when all the others are asked for.
        if (query.statuses().size() < 3 || !onlyLive(query)) {
            Part any = code("e.status", "event_status", "statuses", query.statuses(), 6, 196608);
            boolean rare = query.statuses().equals(List.of(EventStatus.DISPUTED));
            parts.add(rare ? any.driven(Drive.byRarity("e.status = 'disputed'")) : any);
        }
        if (!query.violenceTypes().isEmpty()) {
            parts.add(
                    code(
                            "e.violence_type",
                            "violence_type",
                            "violenceTypes",
                            query.violenceTypes(),
                            7,
                            262144));
        }
        if (!query.placePrecisions().isEmpty()) {
            Part any =
                    code(
                            "e.place_precision",
                            "place_precision",
                            "placePrecisions",
                            query.placePrecisions(),
                            8,
                            327680);
            boolean rare =
                    query.placePrecisions().size() == 1
                            && RARE_PRECISIONS.containsAll(query.placePrecisions());
            parts.add(
                    rare
                            ? any.driven(
                                    Drive.byRarity(
                                            "e.place_precision in ('linear', 'country', 'international')"))
                            : any);
        }
        qualifiers(query, parts);
        query.maxUncertaintyDays()
                .ifPresent(days ->
                        parts.add(
                                Part.of(
                                                Sql.of("e.start_uncertainty <= :maxUncertainty")
                                                        .with("maxUncertainty", days))
                                        .insideWalk()));
    }

    // A branch alone has an index; among others it stands for the kinds that it holds. Kinds are in
    // the
    // index of all too, but to test them there PostgreSQL went from kind to kind in their own and
    // sorted.
    // Ids say the branch, which R__codebook.sql keeps to: n00 and its leaves.
    private static Part kinds(List<Kind> kinds) {
        int[] named = kinds.stream().mapToInt(Kind::id).toArray();
        int[] branches = kinds.stream().filter(Kind::isBranch).mapToInt(Kind::id).toArray();
        if (branches.length == 1 && named.length == 1) {
            Sql id = Sql.of("select :kind::int").with("kind", named[0]);
            return Part.of(Sql.of("e.kind_branch = :kind").with("kind", named[0]))
                    .found(
                            codes(
                                    Sql.of("array[:branchCode::int]")
                                            .with("branchCode", 65536 + named[0])))
                    .insideFacets(
                            Sql.of("w.event_kind between :kind and :kind + 99")
                                    .with("kind", named[0]))
                    .driven(Drive.byColumn("e.kind_branch", id, 1))
                    .counted(new Kept(4, id, 1));
        }
        Sql ids =
                branches.length == 0
                        ? Sql.of("select unnest(:kinds::int[])").with("kinds", named)
                        : Sql.of(
                                        "select k.id::int from kind k where k.id = any(:kinds) or k.branch = any(:branches)")
                                .with("kinds", named)
                                .with("branches", branches);
        int values = named.length + KINDS_IN_A_BRANCH * branches.length;
        return Part.of(Sql.of("e.kind = any(array(%s))").filled(ids))
                .found(codes(Sql.of("array(%s)").filled(ids)))
                .insideFacets(Sql.of("w.event_kind = any(array(%s))").filled(ids))
                .driven(Drive.byColumn("e.kind", ids, values))
                .counted(new Kept(3, ids, values));
    }

    private static Sql codes(Sql any) {
        return Sql.of(
                        "annals_codes(e.kind, e.kind_branch, e.origin_dataset, e.status, e.violence_type, e.place_precision) && %s")
                .filled(any);
    }

    private static <C extends Enum<C> & Code> Part code(
            String column, String type, String name, List<C> values, int dimension, int offset) {
        int[] keys = values.stream().mapToInt(value -> value.ordinal() + 1).toArray();
        int[] numbers = Arrays.stream(keys).map(key -> offset + key).toArray();
        Sql ids = Sql.of("select unnest(:%sKeys::int[])".formatted(name)).with(name + "Keys", keys);
        return Part.of(anyOf(column, type, name, codes(values)))
                .found(
                        codes(
                                Sql.of(":%sCodes::int[]".formatted(name))
                                        .with(name + "Codes", numbers)))
                .insideWalk()
                .counted(new Kept(dimension, ids, keys.length));
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
        Part any = Part.of(Sql.of("(%s)").filled(Sql.join(" or ", either)));
        parts.add(either.size() == 1 ? any.insideWalk() : any);
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
        boolean best = query.estimate() == Estimate.BEST;
        query.minFatalities()
                .ifPresent(least -> {
                    Part part =
                            Part.of(
                                    Sql.of(column + " >= :minFatalities")
                                            .with("minFatalities", least));
                    if (best) {
                        part =
                                part.insideWalk()
                                        .insideFacets(
                                                Sql.of("w.toll >= :minFatalities")
                                                        .with("minFatalities", least));
                    }
                    if (best && least >= 25) {
                        part =
                                part.driven(Drive.byRarity("e.toll >= 25"))
                                        .estimated(Sql.of("%s / 100").filled(ALL.events()));
                    }
                    parts.add(part);
                });
        query.maxFatalities()
                .ifPresent(most -> {
                    Part part =
                            Part.of(
                                    Sql.of(column + " <= :maxFatalities")
                                            .with("maxFatalities", most));
                    parts.add(
                            best
                                    ? part.insideWalk()
                                            .insideFacets(
                                                    Sql.of("w.toll <= :maxFatalities")
                                                            .with("maxFatalities", most))
                                    : part);
                });
    }
}
