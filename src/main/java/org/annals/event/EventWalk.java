package org.annals.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.annals.event.EventReader.Slice;
import org.annals.event.Route.Walk;
import org.annals.platform.http.Cursor;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.time.Match;
import org.jspecify.annotations.Nullable;

/// The statement for one page in the order of dates that reads about as many rows as it gives, at
/// any depth.
///
/// The hard part of overlap is what began before the range. Events are kept in seven classes by how
/// many days their outer bounds cover; within a class, an event that meets the range begins at most
/// that many days before it. So each class is one stretch of an index that is in order already, and
/// seven of them, each with its own limit, are merged and stop after the page.
final class EventWalk {

    private static final int[] SPANS = {1, 7, 31, 92, 366, 3660};
    private static final int UNBOUNDED = 6;

    // A limit that is a parameter is costed as a tenth of the table; these few are texts of their
    // own.
    private static final int[] LIMITS = {11, 51, 101, 251, 501, 1001};

    // To look into seven classes of a square where nothing happened takes seven times as long.
    private static final String INHABITED =
            "exists (select from event_facet f where f.kind = 6 and f.facet = v.key)";

    private final EventQuery query;
    private final List<Part> parts;
    private final Walk walk;
    private final EventColumns columns;
    private final boolean backward;
    private final boolean facet;

    /// Whether events are looked at only once it is known which of them make the page.
    private final boolean keysFirst;

    private final String w;
    private final String id;
    private final String order;

    private EventWalk(
            EventQuery query, List<Part> parts, Walk walk, EventColumns columns, boolean backward) {
        this.query = query;
        this.parts = parts;
        this.walk = walk;
        this.columns = columns;
        this.backward = backward;
        facet = walk.drive().map(Drive::facet).orElse(false);
        Optional<Drive> keys = walk.drive().filter(Drive::several).filter(Drive::facet);
        keysFirst =
                walk.onTrial()
                        ? keys.filter(Drive::squares).isPresent()
                        : keys.isPresent() && parts.stream().noneMatch(this::looksAtEventFor);
        w = facet ? "w" : "e";
        id = facet ? "w.event_id" : "e.id";
        order =
                (backward ? "%s.start_earliest desc, %s desc" : "%s.start_earliest, %s")
                        .formatted(w, id);
    }

    private record Key(long day, long id) {}

    /// The least literal limit that holds `rows`.
    static int limit(int rows) {
        for (int limit : LIMITS) {
            if (rows <= limit) return limit;
        }
        return rows;
    }

    /// All that match, in the same order.
    static Sql all(EventQuery query, boolean backward, EventColumns columns) {
        List<Part> parts = EventFilterSql.parts(query);
        Optional<Part> driver =
                EventFilterSql.onlyLive(query)
                        ? parts.stream()
                                .filter(part -> part.drive().filter(d -> !d.several()).isPresent())
                                .findFirst()
                        : Optional.empty();
        return new EventWalk(query, parts, new Walk(driver, false), columns, backward)
                .page(null, Integer.MAX_VALUE);
    }

    /// One page; `parts` are those that `walk` was chosen for.
    static Sql page(EventQuery query, List<Part> parts, Walk walk, Slice slice) {
        boolean backward = slice.order() == EventOrder.DATE_DESCENDING;
        return new EventWalk(query, parts, walk, slice.columns(), backward)
                .page(slice.after(), limit(slice.limit()));
    }

    private static EventWalk ofAll(EventQuery query, boolean backward) {
        Walk all = new Walk(Optional.empty(), false);
        return new EventWalk(query, List.of(), all, EventColumns.WHOLE, backward);
    }

    /// What a walk would go through, in words that an index without an order can be joined with; up
    /// to the day `ahead`, or to the end.
    static Sql stretches(
            EventQuery query, boolean backward, @Nullable Cursor after, @Nullable Integer ahead) {
        EventWalk walk = ofAll(query, backward);
        List<Sql> classes = new ArrayList<>();
        for (int span = 0; span <= UNBOUNDED; span++) {
            long first = walk.lowest(span, after).day();
            long last = walk.highest(after).day();
            if (ahead != null && backward) first = Math.max(first, ahead);
            if (ahead != null && !backward) last = Math.min(last, ahead);
            classes.add(
                    Sql.of(
                                    "(e.span_class = %1$d and e.start_earliest >= :first%1$d and e.start_earliest <= :last%1$d)"
                                            .formatted(span))
                            .with("first" + span, (int) first)
                            .with("last" + span, (int) last));
        }
        boolean everything =
                query.range().equals(DayRange.ALWAYS) && after == null && ahead == null;
        return everything ? Sql.of("true") : Sql.of("(%s)").filled(Sql.join(" or ", classes));
    }

    /// The day on which the event begins that comes next after the beginning of a page, and that of
    /// the one about so many later, among those of `driver`, which has one value, or of all; no row
    /// if there are fewer.
    static Sql daysAhead(int events, Optional<Part> driver, EventQuery query, Slice slice) {
        boolean backward = slice.order() == EventOrder.DATE_DESCENDING;
        Walk all = new Walk(driver, false);
        EventWalk walk = new EventWalk(query, List.of(), all, slice.columns(), backward);
        List<Sql> conditions = walk.ofDriver();
        conditions.add(walk.stretch(0, slice.after()));
        Sql days =
                Sql.of(
                                "select %1$s.start_earliest from %2$s where %%s and %1$s.span_class = 0 order by %3$s"
                                        .formatted(
                                                walk.w,
                                                walk.facet ? "event_facet w" : "event e",
                                                walk.order))
                        .filled(Sql.join(" and ", conditions));
        return Sql.of(
                        "select (%s limit 1), l.start_earliest from (%s offset "
                                + events
                                + " limit 1) l")
                .filled(days, days);
    }

    private Sql page(@Nullable Cursor after, int limit) {
        if (walk.drive().filter(Drive::several).isEmpty()) {
            return Sql.of("select *, start_earliest::bigint as sort_key from (%s) u")
                    .filled(merged(after, limit));
        }
        if (!keysFirst) return sideBySide(after, limit);
        String direction = backward ? " desc" : "";
        String inOrder = "order by k.start_earliest%1$s, k.id%1$s".formatted(direction);
        if (!walk.onTrial()) {
            return Sql.of(
                            "select %s, k.sort_key from (%s) k join event e on e.id = k.id "
                                    + inOrder)
                    .filled(columns.ofEvent(), sideBySide(after, limit));
        }
        int few = limit + SQUARES_ON_TRIAL;
        return Sql.of(
                        """
                        select %%s, k.sort_key, k.n = %1$d as given_up, k.first_day
                          from (select k.*, row_number() over (%2$s) as n, first_value(k.start_earliest) over (%2$s) as first_day
                                  from (%%s) k) k
                          join event e on e.id = k.id
                         where k.n = %1$d or (%%s)
                         %2$s limit %3$d
                        """
                                .formatted(few, inOrder, limit))
                .filled(
                        columns.ofEvent(),
                        sideBySide(after, few),
                        Sql.join(
                                " and ",
                                parts.stream()
                                        .filter(this::looksAtEventFor)
                                        .map(Part::hidden)
                                        .toList()));
    }

    /// Each value gives a page, of which the first is kept. An event that has two of them is taken
    /// once, and where one walk was given up there, as given up.
    private Sql sideBySide(@Nullable Cursor after, int limit) {
        Drive drive = walk.drive().orElseThrow();
        boolean givesUp = walk.onTrial() && !keysFirst;
        return Sql.of(
                        """
                        select distinct on (u.start_earliest, u.id) u.*, u.start_earliest::bigint as sort_key
                          from unnest(array(%%s)::int[]) v(key)
                         cross join lateral (%%s) u
                         where %%s
                         order by u.start_earliest%1$s, u.id%1$s%2$s
                         limit %3$d
                        """
                                .formatted(
                                        backward ? " desc" : "",
                                        givesUp ? ", u.given_up desc" : "",
                                        limit))
                .filled(
                        drive.keys().orElseThrow(),
                        merged(after, limit),
                        Sql.of(drive.squares() ? INHABITED : "true"));
    }

    /// The classes, one after the other or each other's neighbours, as their dates come.
    private Sql merged(@Nullable Cursor after, int limit) {
        List<Sql> branches = new ArrayList<>();
        for (Sql inside : inside()) {
            for (int span = 0; span <= UNBOUNDED; span++) {
                branches.add(branch(span, inside, after, limit));
            }
        }
        return Sql.of(
                        "select * from (%%s) m order by start_earliest%1$s, id%1$s limit %2$d"
                                .formatted(backward ? " desc" : "", limit))
                .filled(Sql.join("\nunion all\n", branches));
    }

    /// What the index of all tests by itself, in alternatives.
    private List<Sql> inside() {
        List<Sql> all = List.of(Sql.of("true"));
        if (walk.driver().isPresent()) return all;
        for (Part part : parts) {
            if (part.inside().isEmpty()) continue;
            List<Sql> more = new ArrayList<>();
            for (Sql one : all) {
                for (Sql other : part.inside()) more.add(Sql.join(" and ", List.of(one, other)));
            }
            all = more;
        }
        return all;
    }

    private Sql branch(int span, Sql inside, @Nullable Cursor after, int limit) {
        List<Sql> inIndex = ofDriver();
        inIndex.add(Sql.of(w + ".span_class = " + span));
        inIndex.add(EventFilterSql.besidesBegin(query, w));
        inIndex.add(inside);
        inIndex.add(stretch(span, after));
        List<Sql> ofEvent = new ArrayList<>();
        if (keysFirst) inIndex.add(EventFilterSql.gapsOfFacet(query));
        else ofEvent.add(EventFilterSql.gaps(query));
        for (Part part : parts) {
            if (!walk.leaves(part)) continue;
            if (walk.driver().equals(Optional.of(part))) inIndex.add(part.sql());
            else if (facet && part.insideFacets().isPresent())
                inIndex.add(part.insideFacets().get());
            else if (!keysFirst && (walk.driver().isPresent() || !part.testedInside()))
                ofEvent.add(part.hidden());
        }
        return walk.onTrial() && !keysFirst
                ? onTrial(inIndex, ofEvent, limit)
                : whole(inIndex, ofEvent, limit);
    }

    private List<Sql> ofDriver() {
        List<Sql> conditions = new ArrayList<>();
        Sql key = Sql.of("v.key");
        if (walk.drive().isPresent()) {
            Drive drive = walk.drive().get();
            if (!drive.several() && drive.keys().isPresent()) {
                key = Sql.of("(%s)").filled(drive.keys().get());
            }
            conditions.add(drive.equality(key));
        }
        if (!facet) conditions.add(EventFilterSql.liveness(query));
        return conditions;
    }

    /// Whether a walk by facets cannot test the part in their index.
    private boolean looksAtEventFor(Part part) {
        return walk.leaves(part) && part.insideFacets().isEmpty();
    }

    private Sql whole(List<Sql> inIndex, List<Sql> ofEvent, int limit) {
        List<Sql> conditions = new ArrayList<>(inIndex);
        conditions.addAll(ofEvent);
        String from =
                !facet
                        ? "event e"
                        : keysFirst
                                ? "event_facet w"
                                : "event_facet w join event e on e.id = w.event_id";
        Sql shown =
                !facet
                        ? columns.ofEvent()
                        : keysFirst
                                ? Sql.of("w.start_earliest, w.event_id as id")
                                : columns.ofFacet();
        return Sql.of(
                        "(select %%s from %s where %%s order by %s limit %d)"
                                .formatted(from, order, limit))
                .filled(shown, Sql.join(" and ", conditions));
    }

    /// The same among the first few that the index gives. The last of these stands among the rows
    /// whether it matches or not, and tells that there is more behind.
    private Sql onTrial(List<Sql> inIndex, List<Sql> ofEvent, int limit) {
        int few = trial(limit);
        String walked =
                "(select %s, row_number() over (order by %s) as n, first_value(%s.start_earliest) over (order by %s) as first_day from %s where %%s order by %s limit %d)"
                        .formatted(
                                facet ? "w.event_id, w.start_earliest" : "e.*",
                                order,
                                w,
                                order,
                                facet ? "event_facet w" : "event e",
                                order,
                                few);
        return Sql.of(
                        "(select %%s, %1$s.n = %2$d as given_up, %1$s.first_day from %3$s where (%1$s.n = %2$d or %%s) order by %4$s limit %5$d)"
                                .formatted(
                                        w,
                                        few,
                                        facet ? "%s w join event e on e.id = w.event_id" : "%s e",
                                        order,
                                        limit))
                .filled(
                        facet ? columns.ofFacet() : columns.ofEvent(),
                        Sql.of(walked).filled(Sql.join(" and ", inIndex)),
                        Sql.join(" and ", ofEvent));
    }

    // So many more than a page are taken out of the squares of a map on trial, out of each of them
    // if need be.
    private static final int SQUARES_ON_TRIAL = 450;

    // More than a page of each class, so that one in which all match is not given up.
    private static int trial(int limit) {
        return limit + 1_000;
    }

    /// Where the walk through one class begins and ends. The cursor and the reach of the class make
    /// one row comparison: with two the index would be entered at the first and walked to the
    /// second.
    private Sql stretch(int span, @Nullable Cursor after) {
        Key lowest = lowest(span, after);
        Key highest = highest(after);
        String low = "low" + span;
        String high = "high" + span;
        String begin = "(" + w + ".start_earliest, " + id + ")";
        return Sql.of(
                        begin
                                + " > (:"
                                + low
                                + ", :"
                                + low
                                + "Id) and "
                                + begin
                                + " < (:"
                                + high
                                + ", :"
                                + high
                                + "Id)")
                .with(
                        Map.of(
                                low,
                                (int) lowest.day(),
                                low + "Id",
                                lowest.id(),
                                high,
                                (int) highest.day(),
                                high + "Id",
                                highest.id()));
    }

    private Key lowest(int span, @Nullable Cursor after) {
        long day =
                switch (query.match()) {
                    case WITHIN -> query.range().from() - 1L;
                    case POSSIBLE, CERTAIN -> reach(query.range().from(), span);
                    case CONTAINS -> reach(query.range().to(), span);
                };
        Key first =
                day < Integer.MIN_VALUE
                        ? new Key(Integer.MIN_VALUE, 0)
                        : new Key(day, Long.MAX_VALUE);
        return after == null || backward
                ? first
                : greatest(first, new Key(after.first(), after.second()));
    }

    private Key highest(@Nullable Cursor after) {
        Key last =
                new Key(
                        query.match() == Match.CONTAINS ? query.range().from() : query.range().to(),
                        Long.MAX_VALUE);
        return after == null || !backward
                ? last
                : least(last, new Key(after.first(), after.second()));
    }

    private static long reach(int day, int span) {
        return span == UNBOUNDED ? Long.MIN_VALUE : (long) day - SPANS[span];
    }

    private static final Comparator<Key> ORDER =
            Comparator.comparingLong(Key::day).thenComparingLong(Key::id);

    private static Key least(Key a, Key b) {
        return ORDER.compare(a, b) <= 0 ? a : b;
    }

    private static Key greatest(Key a, Key b) {
        return ORDER.compare(a, b) >= 0 ? a : b;
    }
}
