package org.annals.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.Codebooks;
import org.annals.codebook.NamedTable;
import org.annals.codebook.NamedTables;
import org.annals.platform.http.Cursor;
import org.annals.platform.sql.RowReader;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// Reads events in one snapshot: one, a slice of a list, or all that match as a stream.
@ApplicationScoped
public class EventReader {

    private static final int BATCH = 500;

    private final Codebooks codebooks;
    private final NamedTables tables;
    private final ObjectMapper json;

    EventReader(Codebooks codebooks, NamedTables tables, ObjectMapper json) {
        this.codebooks = codebooks;
        this.tables = tables;
        this.json = json;
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
        return row -> new EventRow(row, names, base).kept();
    }

    /// The event whatever its status is; `base` is the address of this service.
    public Optional<EventDetail> find(Snapshot snapshot, long id, String base) {
        Sql one =
                Sql.of("select %s, 0::bigint as sort_key from event e where e.id = :id")
                        .filled(EventColumns.WHOLE.ofEvent())
                        .with("id", id);
        return snapshot.first(EventColumns.WHOLE.inOrder(one), reading(snapshot, base));
    }

    /// What to list: how it is ordered, where it goes on, and how many at most.
    record Slice(EventOrder order, @Nullable Cursor after, int limit, EventColumns columns) {}

    /// Up to `limit` events that match, in order.
    List<EventDetail> list(Snapshot snapshot, EventQuery query, Slice slice, String base) {
        return EventPages.list(snapshot, query, slice, reading(snapshot, base));
    }

    /// Up to `limit` events that match, in order, written as they are read.
    List<EventWriter.Written> written(
            Snapshot snapshot,
            EventQuery query,
            EventOrder order,
            @Nullable Cursor after,
            int limit,
            EventShape shape,
            String base) {
        Names names = names(snapshot);
        EventWriter writer = new EventWriter(json, shape);
        return EventPages.list(
                snapshot,
                query,
                new Slice(order, after, limit, EventColumns.of(shape.columns(), false)),
                row -> writer.write(new EventRow(row, names, base)));
    }

    /// Up to `most` events that match, in order, as lists show them.
    public List<EventSummary> summaries(
            Snapshot snapshot, EventQuery query, EventOrder order, int most, String base) {
        return list(snapshot, query, new Slice(order, null, most, EventColumns.WITHOUT_TEXTS), base)
                .stream()
                .map(EventSummary::new)
                .toList();
    }

    /// Writes all that match to `out` as they come.
    public void stream(
            Snapshot snapshot,
            EventQuery query,
            EventOrder order,
            EventFormat format,
            EventFormat.Options options,
            String base,
            OutputStream out) {
        EventColumns columns =
                EventColumns.of(format.shape(options).columns(), format.keepsLinks());
        snapshot.withoutTimeLimit();
        snapshot.planForValues();
        // Where an index is in order already, the first row comes at once and nothing is sorted on
        // disk.
        Sql all =
                EventPages.streams(query, order)
                        ? EventWalk.all(query, order == EventOrder.DATE_DESCENDING, columns)
                        : Sql.of("select %s, %s from event e where %s order by %s")
                                .filled(
                                        columns.ofEvent(),
                                        EventSort.cursorKey(order, query),
                                        EventFilterSql.where(query),
                                        EventSort.order(order, query));
        Names names = names(snapshot);
        try {
            EventSink sink = format.open(out, options);
            snapshot.stream(
                    columns.inOrder(all),
                    BATCH,
                    row -> accept(sink, new EventRow(row, names, base)));
            sink.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(EventSink sink, EventView event) {
        try {
            sink.accept(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
