package org.annals.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.Codebooks;
import org.annals.codebook.NamedTable;
import org.annals.codebook.NamedTables;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.sql.RowReader;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// Reads events in one snapshot: one, a slice of a list, or all that match as a stream.
@ApplicationScoped
public class EventReader {

    /// Up to here a total is counted exactly without being asked to.
    static final int COUNTED = 10_000;

    private static final int BATCH = 500;

    private final Codebooks codebooks;
    private final NamedTables tables;

    EventReader(Codebooks codebooks, NamedTables tables) {
        this.codebooks = codebooks;
        this.tables = tables;
    }

    private Names names(Snapshot snapshot) {
        return new Names(
                codebooks.at(snapshot),
                tables.at(NamedTable.ACTOR, snapshot),
                tables.at(NamedTable.CONFLICT, snapshot),
                tables.at(NamedTable.DYAD, snapshot));
    }

    RowReader<EventDetail> reading(Snapshot snapshot, String base) {
        Names names = names(snapshot);
        return row -> EventDetail.read(row, names, base);
    }

    /// The event whatever its status is; `base` is the address of this service.
    public Optional<EventDetail> find(Snapshot snapshot, long id, String base) {
        Sql one =
                Sql.of("select %s, 0::bigint as sort_key from event e where e.id = :id")
                        .filled(EventColumns.of(true))
                        .with("id", id);
        return snapshot.first(EventColumns.withLinks(one, false), reading(snapshot, base));
    }

    /// What to list: how it is ordered, where it goes on, and how many at most.
    record Slice(
            EventOrder order,
            @Nullable Cursor after,
            int limit,
            boolean full,
            boolean keepsLinks) {}

    /// Up to `limit` events that match, in order.
    List<EventDetail> list(Snapshot snapshot, EventQuery query, Slice slice, String base) {
        if (!walks(query, slice.order())) snapshot.planForValues();
        List<EventDetail> events = snapshot.list(slice(query, slice), reading(snapshot, base));
        return events.size() > slice.limit() ? events.subList(0, slice.limit()) : events;
    }

    /// Up to `most` events that match, in order, as lists show them.
    public List<EventSummary> summaries(
            Snapshot snapshot, EventQuery query, EventOrder order, int most, String base) {
        return list(snapshot, query, new Slice(order, null, most, false, false), base).stream()
                .map(EventSummary::new)
                .toList();
    }

    /// The statement behind [#list], which may give some more than the limit.
    static Sql slice(EventQuery query, Slice slice) {
        return EventColumns.withLinks(
                walks(query, slice.order()) ? walked(query, slice) : sorted(query, slice),
                slice.keepsLinks());
    }

    private static Sql walked(EventQuery query, Slice slice) {
        return EventWalk.page(
                query,
                slice.full(),
                slice.order() == EventOrder.DATE_DESCENDING,
                slice.after(),
                EventWalk.limit(slice.limit()));
    }

    private static Sql sorted(EventQuery query, Slice slice) {
        return Sql.of(
                        """
                        select %s, %s
                          from event e
                         where %s
                           and %s
                         order by %s
                         limit :limit
                        """)
                .filled(
                        EventColumns.of(slice.full()),
                        EventSort.cursorKey(slice.order(), query),
                        EventFilterSql.where(query),
                        EventSort.after(slice.order(), query, slice.after()),
                        EventSort.order(slice.order(), query))
                .with("limit", slice.limit());
    }

    // Words and boxes find few rows or many, which only a plan for their values can know; a few ids
    // are looked up; what is not live stands in another index.
    static boolean walks(EventQuery query, EventOrder order) {
        return order.byDate()
                && query.words().isEmpty()
                && query.box().isEmpty()
                && query.circle().isEmpty()
                && query.ids().isEmpty()
                && query.origins().isEmpty()
                && (EventFilterSql.onlyLive(query) || query.statuses().size() == 1);
    }

    /// How many match, exactly up to a bound and "at least" beyond it.
    Page.Total total(Snapshot snapshot, EventQuery query) {
        Sql some =
                Sql.of(
                                """
                                select count(*)
                                  from (select from event e where %s limit :bound) matching
                                """)
                        .filled(EventFilterSql.where(query))
                        .with("bound", COUNTED + 1);
        snapshot.planForValues();
        long count = snapshot.one(some, row -> row.getLong(1));
        return count > COUNTED ? Page.Total.atLeast(COUNTED) : Page.Total.exactly(count);
    }

    Page.Total exactTotal(Snapshot snapshot, EventQuery query) {
        Sql all =
                Sql.of("select count(*) from event e where %s").filled(EventFilterSql.where(query));
        snapshot.planForValues();
        return Page.Total.exactly(snapshot.one(all, row -> row.getLong(1)));
    }

    /// Hands all that match to `sink` as they come, and ends it.
    public void stream(
            Snapshot snapshot,
            EventQuery query,
            EventOrder order,
            boolean keepsLinks,
            String base,
            EventSink sink) {
        snapshot.withoutTimeLimit();
        snapshot.planForValues();
        // Where an index is in order already, the first row comes at once and nothing is sorted on
        // disk.
        Sql all =
                walks(query, order)
                        ? EventWalk.all(query, order == EventOrder.DATE_DESCENDING)
                        : Sql.of("select %s, %s from event e where %s order by %s")
                                .filled(
                                        EventColumns.of(true),
                                        EventSort.cursorKey(order, query),
                                        EventFilterSql.where(query),
                                        EventSort.order(order, query));
        RowReader<EventDetail> reader = reading(snapshot, base);
        try {
            snapshot.stream(
                    EventColumns.withLinks(all, keepsLinks),
                    BATCH,
                    row -> accept(sink, reader.read(row)));
            sink.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(EventSink sink, EventDetail event) {
        try {
            sink.accept(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
