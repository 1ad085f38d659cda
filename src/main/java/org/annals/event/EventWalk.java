package org.annals.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.annals.event.EventFilterSql.Drive;
import org.annals.event.EventFilterSql.Part;
import org.annals.platform.http.Cursor;
import org.annals.platform.sql.Sql;
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

    private EventWalk() {}

    private record Key(long day, long id) {}

    /// The least literal limit that holds `rows`.
    static int limit(int rows) {
        for (int limit : LIMITS) {
            if (rows <= limit) return limit;
        }
        return rows;
    }

    /// All that match, full, in the same order.
    static Sql all(EventQuery query, boolean backward) {
        return page(query, true, backward, null, Integer.MAX_VALUE);
    }

    static Sql page(
            EventQuery query, boolean full, boolean backward, @Nullable Cursor after, int limit) {
        List<Part> parts = EventFilterSql.parts(query);
        boolean live = EventFilterSql.onlyLive(query);
        Optional<Part> driver =
                live
                        ? parts.stream()
                                .filter(part -> part.drive().isPresent())
                                .min(Comparator.comparingInt(part -> part.drive().get().rank()))
                        : Optional.empty();
        Optional<Drive> drive = driver.flatMap(Part::drive);
        boolean facet = drive.map(Drive::facet).orElse(false);
        String w = facet ? "w" : "e";
        String id = facet ? "w.event_id" : "e.id";

        List<Sql> conditions = new ArrayList<>();
        drive.ifPresent(d -> conditions.add(d.equality()));
        if (!facet) conditions.add(EventFilterSql.liveness(query));
        conditions.add(EventFilterSql.range(query, w));
        conditions.add(EventFilterSql.gaps(query));
        for (Part part : parts) {
            boolean driven = driver.isPresent() && driver.get() == part;
            if (!driven || !drive.get().whole()) conditions.add(part.sql());
        }
        Sql columns = facet ? EventColumns.ofFacet(full) : EventColumns.of(full);
        String source = facet ? "event_facet w join event e on e.id = w.event_id" : "event e";
        String order =
                backward
                        ? "%1$s.start_earliest desc, %2$s desc".formatted(w, id)
                        : "%1$s.start_earliest, %2$s".formatted(w, id);
        Sql filter = Sql.join(" and ", conditions);
        List<Sql> branches = new ArrayList<>();
        for (int span = 0; span <= UNBOUNDED; span++) {
            branches.add(
                    Sql.of(
                                    "(select %%s from %s where %s.span_class = %d and %%s and %%s order by %s limit %d)"
                                            .formatted(source, w, span, order, limit))
                            .filled(columns, filter, stretch(query, span, backward, after, w, id)));
        }
        return Sql.of(
                        "select *, start_earliest::bigint as sort_key from (%%s) u order by start_earliest%1$s, id%1$s limit %2$d"
                                .formatted(backward ? " desc" : "", limit))
                .filled(Sql.join("\nunion all\n", branches));
    }

    /// Where the walk through one class begins and ends. The cursor and the reach of the class make
    /// one row comparison: with two the index would be entered at the first and walked to the
    /// second.
    private static Sql stretch(
            EventQuery query,
            int span,
            boolean backward,
            @Nullable Cursor after,
            String w,
            String id) {
        Key lowest = lowest(query, span);
        Key highest =
                new Key(
                        query.match() == Match.CONTAINS ? query.range().from() : query.range().to(),
                        Long.MAX_VALUE);
        if (after != null) {
            Key cursor = new Key(after.first(), after.second());
            if (backward) highest = least(highest, cursor);
            else lowest = greatest(lowest, cursor);
        }
        String low = "low" + span;
        String high = "high" + span;
        return Sql.of(
                        "(%1$s.start_earliest, %2$s) > (:%3$s, :%3$sId) and (%1$s.start_earliest, %2$s) < (:%4$s, :%4$sId)"
                                .formatted(w, id, low, high))
                .with(low, (int) lowest.day())
                .with(low + "Id", lowest.id())
                .with(high, (int) highest.day())
                .with(high + "Id", highest.id());
    }

    private static Key lowest(EventQuery query, int span) {
        long first =
                switch (query.match()) {
                    case WITHIN -> query.range().from() - 1L;
                    case POSSIBLE, CERTAIN -> reach(query.range().from(), span);
                    case CONTAINS -> reach(query.range().to(), span);
                };
        return first < Integer.MIN_VALUE
                ? new Key(Integer.MIN_VALUE, 0)
                : new Key(first, Long.MAX_VALUE);
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
