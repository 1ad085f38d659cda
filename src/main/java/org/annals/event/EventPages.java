package org.annals.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.annals.event.EventQuery.Estimate;
import org.annals.event.EventReader.Slice;
import org.annals.event.Route.Search;
import org.annals.event.Route.Walk;
import org.annals.platform.sql.RowReader;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.Match;
import org.jspecify.annotations.Nullable;

/// Reads one page of what matches. By date, it costs about what the page holds: the events are
/// walked in their order where many match, and searched where few do. How many match of those that
/// two filters have in common nobody can know before, so such a walk is on trial.
final class EventPages {

    // So many times the days that a walk on trial went through are searched before more are.
    private static final int AHEAD = 30;

    // Where that was too little, so many times as much is: each search finds all that the indexes
    // of words and places have before it leaves out what lies too far away.
    private static final int MORE = 30;

    // Where more than one in so many would be searched, all are.
    private static final int PART_OF_ALL = 4;

    private static final Sql ENTRIES =
            Sql.of(
                    """
                    select w.event_id
                      from event_facet w
                     where %s and %s
                     order by coalesce(w.toll, -1) desc, w.event_id desc
                     limit :limit
                    """);
    private static final Sql AFTER =
            Sql.of("(coalesce(w.toll, -1), w.event_id) < (:afterKey, :afterId)");

    private EventPages() {}

    /// Whether a page takes no more than one statement.
    static boolean takesOneStatement(Snapshot snapshot, EventQuery query, EventOrder order) {
        return isByDate(query, order)
                && Route.isPlain(snapshot, query, EventFilterSql.parts(query));
    }

    /// Up to as many as the slice says, in its order.
    static <T> List<T> list(Snapshot snapshot, EventQuery query, Slice slice, RowReader<T> reader) {
        if (!isByDate(query, slice.order())) {
            return search(snapshot, query, slice, Optional.empty(), reader);
        }
        List<Part> parts = EventFilterSql.parts(query);
        return switch (Route.of(snapshot, query, parts)) {
            case Search search -> {
                Optional<Ahead> ahead = ahead(snapshot, query, slice, search);
                yield search(snapshot, query, slice, ahead, reader);
            }
            case Walk walk -> {
                Walked<T> walked = walk(snapshot, walked(query, parts, walk, slice), walk, reader);
                List<T> page = walked.page(slice.limit());
                if (walked.end().isEmpty() || page.size() == slice.limit()) yield page;
                Optional<Walk> instead = Route.instead(walk, parts);
                if (instead.isPresent()) {
                    Sql sql = walked(query, parts, instead.get(), slice);
                    yield walk(snapshot, sql, instead.get(), reader).page(slice.limit());
                }
                yield search(snapshot, query, slice, walked.end(), reader);
            }
        };
    }

    /// Searches what comes next first, and then more of it until that fills the page.
    private static <T> List<T> search(
            Snapshot snapshot,
            EventQuery query,
            Slice slice,
            Optional<Ahead> ahead,
            RowReader<T> reader) {
        Searching searching = searching(snapshot, query, slice);
        // Of few events all plans are good.
        if (!snapshot.isEarly()) snapshot.planForValues();
        for (int day : ahead.map(days -> days.windows(query, slice)).orElse(List.of())) {
            List<T> page = snapshot.list(searching.upTo(day), reader);
            if (page.size() == slice.limit()) return page;
        }
        return snapshot.list(searching.upTo(null), reader);
    }

    /// Some days of what comes next, how many times as many are searched first, and how many times
    /// at most before all is.
    record Ahead(int firstDay, int lastDay, long times, long most) {

        /// The days up to which it is searched, one after the other.
        List<Integer> windows(EventQuery query, Slice slice) {
            List<Integer> days = new ArrayList<>();
            if (!Days.isFinite(firstDay) || !Days.isFinite(lastDay)) return days;
            boolean backward = slice.order() == EventOrder.DATE_DESCENDING;
            long stretch = (long) lastDay - firstDay + (backward ? -1 : 1);
            for (long n = times; n <= most; n *= MORE) {
                long day = firstDay + n * stretch;
                // What contains the range may have begun at any time before it.
                boolean inRange =
                        backward
                                ? query.match() == Match.CONTAINS || day > query.range().from()
                                : day < query.range().to();
                if (!inRange || Math.abs(day) > Days.FARTHEST) break;
                days.add((int) day);
            }
            return days;
        }
    }

    /// Empty if the search is for all at once, or fewer are left than it would go ahead.
    static Optional<Ahead> ahead(Snapshot snapshot, EventQuery query, Slice slice, Search search) {
        if (search.ahead() == 0) return Optional.empty();
        int counted = (int) Math.min(search.ahead(), Route.FARTHEST_AHEAD);
        return snapshot.first(
                EventWalk.daysAhead(counted, search.of(), query, slice),
                row ->
                        new Ahead(
                                row.getInt(1),
                                row.getInt(2),
                                Math.ceilDiv(search.ahead(), counted),
                                search.among() / counted / PART_OF_ALL));
    }

    // A few ids are looked up, and what is not live stands in another index.
    static boolean isByDate(EventQuery query, EventOrder order) {
        return order.byDate()
                && query.ids().isEmpty()
                && query.origins().isEmpty()
                && (EventFilterSql.onlyLive(query) || query.statuses().size() == 1);
    }

    /// Whether everything can be handed out as an index gives it. What boxes and words find is
    /// sorted first, since it may be next to nothing.
    static boolean streams(EventQuery query, EventOrder order) {
        return isByDate(query, order)
                && query.words().isEmpty()
                && query.box().isEmpty()
                && query.circle().isEmpty();
    }

    static Sql walked(EventQuery query, List<Part> parts, Walk walk, Slice slice) {
        Sql page = EventWalk.page(query, parts, walk, slice);
        return walk.onTrial()
                ? slice.columns().inOrder(page, "given_up", "first_day")
                : slice.columns().inOrder(page);
    }

    /// What a walk found before it was given up, if it was.
    private record Walked<T>(List<T> found, Optional<Ahead> end) {

        List<T> page(int limit) {
            return found.size() > limit ? found.subList(0, limit) : found;
        }
    }

    private record Met<T>(@Nullable T event, @Nullable Ahead end) {}

    private static <T> Walked<T> walk(Snapshot snapshot, Sql sql, Walk walk, RowReader<T> reader) {
        if (!walk.onTrial()) return new Walked<>(snapshot.list(sql, reader), Optional.empty());
        List<T> found = new ArrayList<>();
        for (Met<T> met : snapshot.list(sql, row -> met(row, reader))) {
            if (met.end() != null) return new Walked<>(found, Optional.of(met.end()));
            if (met.event() != null) found.add(met.event());
        }
        return new Walked<>(found, Optional.empty());
    }

    private static <T> Met<T> met(ResultSet row, RowReader<T> reader) throws SQLException {
        return row.getBoolean("given_up")
                ? new Met<>(null, ahead(row))
                : new Met<>(reader.read(row), null);
    }

    /// From the row at which a walk was given up.
    static Ahead ahead(ResultSet row) throws SQLException {
        return new Ahead(
                row.getInt("first_day"), row.getInt("start_earliest"), AHEAD, AHEAD * MORE);
    }

    /// A page among all that comes up to a day, or among all if that is null.
    interface Searching {
        Sql upTo(@Nullable Integer day);
    }

    static Searching searching(Snapshot snapshot, EventQuery query, Slice slice) {
        boolean phrase = query.words().flatMap(Words::inAnyOrder).isPresent();
        if (phrase || query.words().filter(some -> Route.finds(snapshot, some)).isPresent()) {
            return sorted(snapshot, query, slice);
        }
        if (holdsMany(snapshot, query, slice)) {
            return searched(query, slice, EventFilterSql.inOrder(query));
        }
        return deadliest(query, slice)
                .<Searching>map(page -> _ -> page)
                .orElseGet(() -> searched(query, slice, EventFilterSql.search(query)));
    }

    // Of a box that holds much PostgreSQL thinks that it holds next to nothing.
    private static boolean holdsMany(Snapshot snapshot, EventQuery query, Slice slice) {
        List<Part> parts = EventFilterSql.parts(query);
        List<Part> drivers = Route.alone(parts).map(List::of).orElse(parts);
        return slice.order() == EventOrder.FATALITIES_DESCENDING
                && !snapshot.isEarly()
                && EventFilterSql.onlyLive(query)
                && drivers.stream().flatMap(part -> part.drive().stream()).anyMatch(Drive::squares)
                && parts.stream()
                        .filter(part -> part.found().isPresent() && part.estimate().isPresent())
                        .allMatch(part -> Route.isCommon(snapshot, part));
    }

    /// The first of all that have the words, whatever else has them in order: what comes first
    /// would be asked for its words one after the other, which takes long where few have them. Of a
    /// phrase all that have its words are found and sorted before the first are looked at.
    private static Searching sorted(Snapshot snapshot, EventQuery query, Slice slice) {
        Words words = query.words().orElseThrow();
        Optional<Words> any = words.inAnyOrder();
        Sql found = EventFilterSql.besideWords(snapshot, any.map(query::saying).orElse(query));
        Sql right = any.isPresent() ? EventFilterSql.right(words) : Sql.of("true");
        Sql page =
                Sql.of(
                        """
                        select %%s, f.sort_key
                          from (select e.id, %%s
                                  from (select * from event e where %%s and %%s and %%s offset 0) e
                                 order by sort_key%1$s, e.id%1$s
                                 %2$s) f
                          join event e on e.id = f.id
                         where %%s
                         order by f.sort_key%1$s, f.id%1$s
                         limit :limit
                        """
                                .formatted(
                                        slice.order() == EventOrder.DATE ? "" : " desc",
                                        any.isPresent() ? "offset 0" : "limit :limit"));
        return paged(query, slice, page, found, right);
    }

    /// Fills `page` with the columns, the key of the order, what matches, the window, what comes
    /// after the cursor, and `last`.
    private static Searching paged(
            EventQuery query, Slice slice, Sql page, Sql matching, Sql last) {
        return day ->
                slice.columns()
                        .inOrder(
                                page.filled(
                                                slice.columns().ofEvent(),
                                                EventSort.cursorKey(slice.order(), query),
                                                matching,
                                                window(query, slice, day),
                                                EventSort.after(
                                                        slice.order(), query, slice.after()),
                                                last)
                                        .with("limit", slice.limit()));
    }

    private static Sql window(EventQuery query, Slice slice, @Nullable Integer day) {
        boolean backward = slice.order() == EventOrder.DATE_DESCENDING;
        return slice.order().byDate()
                ? EventWalk.stretches(query, backward, slice.after(), day)
                : Sql.of("true");
    }

    /// The deadliest events of one actor, conflict, country or tag, or in a box or circle, or what
    /// their entries in the index can tell of these; empty if something else is asked.
    ///
    /// Its entries in the index hold dates and tolls, so that only the events that are shown are
    /// looked at: a second or two at most among ten million, where the events in the order of their
    /// tolls took minutes to find those of a country with few deaths.
    static Optional<Sql> deadliest(EventQuery query, Slice slice) {
        boolean always = query.range().equals(DayRange.ALWAYS);
        List<Part> parts = EventFilterSql.parts(query);
        if (slice.order() != EventOrder.FATALITIES_DESCENDING
                || query.estimate() != Estimate.BEST
                || !EventFilterSql.onlyLive(query)
                || !(always || query.match() == Match.POSSIBLE)) {
            return Optional.empty();
        }
        return Route.alone(parts)
                .map(driver -> {
                    Sql entries =
                            ENTRIES.filled(
                                            EventFilterSql.inFacets(query, parts, driver),
                                            slice.after() == null
                                                    ? Sql.of("true")
                                                    : AFTER.with(
                                                                    "afterKey",
                                                                    (int) slice.after().first())
                                                            .with(
                                                                    "afterId",
                                                                    slice.after().second()))
                                    .with("limit", slice.limit());
                    Sql page =
                            Sql.of(
                                            "select %s, %s from (%s) w join event e on e.id = w.event_id order by %s")
                                    .filled(
                                            slice.columns().ofEvent(),
                                            EventSort.cursorKey(slice.order(), query),
                                            entries,
                                            EventSort.order(slice.order(), query));
                    return slice.columns().inOrder(page);
                });
    }

    private static Searching searched(EventQuery query, Slice slice, Sql matching) {
        Sql page =
                Sql.of(
                        """
                        select %s, %s
                          from event e
                         where %s
                           and %s
                           and %s
                         order by %s
                         limit :limit
                        """);
        return paged(query, slice, page, matching, EventSort.order(slice.order(), query));
    }
}
