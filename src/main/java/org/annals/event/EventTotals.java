package org.annals.event;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.annals.event.Part.Kept;
import org.annals.event.Route.Walk;
import org.annals.platform.http.Page;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.Match;

/// How many events match: from the sums that are kept where they say so, exact to the last commit,
/// and by counting elsewhere.
final class EventTotals {

    /// Up to here a total is counted without being asked to.
    static final int COUNTED = 10_000;

    // What is not in the sums yet.
    private static final Sql PENDING =
            Sql.of(
                    """
                    (select coalesce(sum(c.events), 0)
                       from rollup_pending p
                      cross join lateral annals_counted(p, '{6}') c
                      where c.dim = %s and c.key = any(array(%s)::int[])
                        and p.start_earliest <= :to and p.end_latest >= :from)
                    """);

    private static final Sql TOGETHER =
            Sql.of(
                    "select %s + (select coalesce(sum(e.sign), 0) from rollup_pending e where %s and %s)");

    // Events by the day that their first or last bound lies before: whole years, then months, then
    // days.
    // `offset 0` keeps each of them one short stretch of the index.
    private static final Sql BEFORE =
            Sql.of(
                    """
                    (select coalesce(sum(r.events), 0)
                       from (values (4, -2147483648, :%1$sYear - 1), (2, :%1$sYear, :%1$sMonth - 1), (0, :%1$sMonth, :%1$sDay - 1))
                            t(grain, first, last)
                      cross join lateral (
                        select events from rollup
                         where dim = %%s and key = any(array(%%s)::int[]) and grain = t.grain and bucket between t.first and t.last
                           and role = any('{0,%2$d}')
                        offset 0) r)
                    """);

    // Roles of V2__rollups.sql: may be under way from the bucket on, up to it.
    private static final int RISE = 6;
    private static final int FALL = 7;

    // The sums know the hull of a date with gaps. Where that holds the whole range, a member may
    // not.
    private static final Sql IN_A_GAP =
            Sql.of(
                    """
                    (select count(*)
                       from unnest('{0,1,2,3,4,5,6}'::int[], '{1,7,31,92,366,3660,2147483647}'::bigint[]) c(class, days)
                      cross join lateral (
                        select from event e
                         where e.live and e.members is not null and e.span_class = c.class
                           and e.start_earliest > (:from - c.days) and e.start_earliest < :from and e.end_latest > :to
                           and not annals_gap_possible(e.members, :from, :to) and %s
                        offset 0) e)
                    """);

    // Candidates for a phrase that are looked at.
    private static final int LOOKED_AT = 5_000;

    private static final Sql BY_INDEXES_OF_VALUES =
            Sql.of(
                    "select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)");

    private EventTotals() {}

    /// Exactly up to a bound, and "at least" beyond it; `known` are there anyway.
    static Page.Total bounded(Snapshot snapshot, EventQuery query, int known) {
        Optional<Sql> kept = snapshot.keepsSums() ? kept(query) : Optional.empty();
        if (kept.isPresent()) {
            return atMost(number(snapshot, kept.get()));
        }
        snapshot.planForValues();
        Optional<Sql> facets = inFacets(snapshot, query);
        if (facets.isPresent()) {
            Sql counted =
                    Sql.of("select count(*) from (%s limit :bound) matching")
                            .filled(facets.get())
                            .with("bound", COUNTED + 1);
            return atMost(number(snapshot, counted));
        }
        if (query.words().isPresent()) {
            // Else what nearly all events say would be looked for in one text after the other.
            snapshot.one(BY_INDEXES_OF_VALUES, row -> row.getString(1));
            Optional<Words> any = query.words().get().inAnyOrder();
            if (any.isPresent()) return phrases(snapshot, query, any.get(), known);
        }
        Sql some =
                Sql.of(
                                """
                                select count(*)
                                  from (select from event e where %s limit :bound) matching
                                """)
                        .filled(matching(snapshot, query))
                        .with("bound", COUNTED + 1);
        return atMost(number(snapshot, some));
    }

    private static Page.Total atMost(long count) {
        return count > COUNTED ? Page.Total.atLeast(COUNTED) : Page.Total.exactly(count);
    }

    private record Looked(long right, long all) {}

    /// Of what has all words of a phrase only so many are looked at, to see in which order they
    /// stand.
    private static Page.Total phrases(Snapshot snapshot, EventQuery query, Words any, int known) {
        Sql some =
                Sql.of(
                                """
                                select count(*) filter (where c.is_right), count(*)
                                  from (select (%s) as is_right from event e where %s limit :bound) c
                                """)
                        .filled(
                                EventFilterSql.right(query.words().orElseThrow()),
                                matching(snapshot, query.saying(any)))
                        .with("bound", LOOKED_AT + 1);
        Looked looked = snapshot.one(some, row -> new Looked(row.getLong(1), row.getLong(2)));
        if (looked.right() > COUNTED) return Page.Total.atLeast(COUNTED);
        return looked.all() > LOOKED_AT
                ? Page.Total.atLeast(Math.max(looked.right(), known))
                : Page.Total.exactly(looked.right());
    }

    static Page.Total exact(Snapshot snapshot, EventQuery query) {
        Optional<Sql> kept = snapshot.keepsSums() ? kept(query) : Optional.empty();
        if (kept.isPresent()) return Page.Total.exactly(number(snapshot, kept.get()));
        Sql all =
                inFacets(snapshot, query)
                        .map(facets -> Sql.of("select count(*) from (%s) f").filled(facets))
                        .orElseGet(() ->
                                Sql.of("select count(*) from event e where %s")
                                        .filled(matching(snapshot, query)));
        snapshot.planForValues();
        return Page.Total.exactly(number(snapshot, all));
    }

    /// What matches, from the index of facets alone; empty if that does not answer it, or an index
    /// of few events does it sooner.
    private static Optional<Sql> inFacets(Snapshot snapshot, EventQuery query) {
        if (!EventFilterSql.onlyLive(query)) return Optional.empty();
        List<Part> parts = EventFilterSql.parts(query);
        return Route.alone(parts)
                .filter(driver -> parts.size() == 1 || drives(snapshot, query, parts, driver))
                .map(driver ->
                        Sql.of("select from event_facet w where %s")
                                .filled(EventFilterSql.inFacets(query, parts, driver)));
    }

    private static boolean drives(
            Snapshot snapshot, EventQuery query, List<Part> parts, Part driver) {
        return Route.of(snapshot, query, parts) instanceof Walk walk
                && walk.driver().equals(Optional.of(driver));
    }

    private static Sql matching(Snapshot snapshot, EventQuery query) {
        Sql asked =
                query.words().isPresent()
                        ? EventFilterSql.besideWords(snapshot, query)
                        : EventFilterSql.search(query);
        return Sql.of("%s and %s").filled(asked, EventWalk.stretches(query, false, null, null));
    }

    private static long number(Snapshot snapshot, Sql sql) {
        return snapshot.one(sql, row -> row.getLong(1));
    }

    /// The number from kept sums; empty if none say it.
    static Optional<Sql> kept(EventQuery query) {
        List<Part> parts = EventFilterSql.parts(query);
        if (!EventFilterSql.onlyLive(query)) return Optional.empty();
        if (parts.size() == 2) return together(query, parts.getFirst(), parts.getLast());
        if (parts.size() > 2) return Optional.empty();
        Optional<Kept> sums =
                parts.isEmpty() ? Optional.of(EventFilterSql.ALL) : parts.getFirst().kept();
        Sql condition = parts.isEmpty() ? Sql.of("true") : parts.getFirst().sql();
        boolean ever = query.range().equals(DayRange.ALWAYS) && query.match() != Match.CONTAINS;
        boolean inRange = query.match() == Match.POSSIBLE;
        return sums.filter(kept -> ever || (inRange && kept.timed()))
                .filter(EventTotals::countsOnce)
                .map(kept ->
                        EventFilterSql.bound(
                                number(kept, query.range(), condition), query.range()));
    }

    // One event can have several countries, but one kind.
    private static boolean countsOnce(Kept kept) {
        return kept.values() == 1 || kept.excludes();
    }

    private static Optional<Sql> together(EventQuery query, Part one, Part other) {
        boolean ever = query.range().equals(DayRange.ALWAYS) && query.match() != Match.CONTAINS;
        if (!ever) return Optional.empty();
        return one.kept()
                .filter(EventTotals::countsOnce)
                .flatMap(kept -> other.kept().filter(EventTotals::countsOnce).flatMap(kept::both))
                .map(sum -> TOGETHER.filled(sum, one.sql(), other.sql()));
    }

    private static Sql number(Kept kept, DayRange range, Sql condition) {
        boolean fromKnown = Days.isFinite(range.from());
        boolean toKnown = Days.isFinite(range.to());
        List<Sql> terms = new ArrayList<>();
        terms.add(toKnown ? before("until", range.to() + 1, RISE, kept) : kept.events());
        if (fromKnown) terms.add(before("since", range.from(), FALL, kept));
        if (fromKnown && toKnown) terms.add(IN_A_GAP.filled(condition));
        return Sql.of("select %s + %s")
                .filled(
                        Sql.join(" - ", terms),
                        PENDING.filled(Sql.of("" + kept.dimension()), kept.keys()));
    }

    private static Sql before(String name, int day, int role, Kept kept) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return Sql.of(BEFORE.text().formatted(name, role))
                .filled(Sql.of("" + kept.dimension()), kept.keys())
                .with(name + "Day", day)
                .with(name + "Month", (int) date.withDayOfMonth(1).toEpochDay())
                .with(name + "Year", (int) date.withDayOfYear(1).toEpochDay());
    }
}
