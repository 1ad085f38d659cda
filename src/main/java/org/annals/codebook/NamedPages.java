package org.annals.codebook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.annals.platform.http.AsOf;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.http.PageRequest;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.http.SnapshotTag;
import org.annals.platform.sql.Snapshot;

/// Answers for lists and single records of actors, conflicts and dyads, which differ in their shape
/// only.
@ApplicationScoped
public class NamedPages {

    private final AsOf asOf;
    private final NamedTables tables;
    private final PublicAddress address;

    NamedPages(AsOf asOf, NamedTables tables, PublicAddress address) {
        this.asOf = asOf;
        this.tables = tables;
        this.address = address;
    }

    /// The records whose name `q` finds, or all, in the order of their names.
    public <T> Response list(
            NamedTable table,
            BiFunction<NamedRecord, Snapshot, T> shape,
            UriInfo uri,
            HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    Optional<String> words = parameters.text("q");
                    PageRequest request = PageRequest.read(parameters);
                    parameters.done();
                    return SnapshotTag.ofReferences(snapshot)
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () ->
                                            page(table, words, request, snapshot, uri)
                                                    .of(r -> shape.apply(r, snapshot))
                                                    .answer()
                                                    .type(MediaType.APPLICATION_JSON_TYPE));
                });
    }

    private Page<NamedRecord> page(
            NamedTable table,
            Optional<String> words,
            PageRequest request,
            Snapshot snapshot,
            UriInfo uri) {
        NamedRecords records = tables.at(table, snapshot);
        List<NamedRecord> found = words.map(records::search).orElseGet(records::all);
        String identity = table + " " + words;
        int begin = 0;
        if (request.cursor().isPresent()) {
            int last = (int) Cursor.decode(request.cursor().get(), identity).first();
            // Records are never taken away, so the last one that was seen is still there.
            begin = records.find(last).map(found::indexOf).orElse(-1) + 1;
        }
        int end = Math.min(found.size(), begin + request.limit());
        List<NamedRecord> items = found.subList(begin, end);
        URI next =
                end == found.size()
                        ? null
                        : address.next(
                                uri,
                                new Cursor(items.getLast().id(), 0).encode(identity),
                                snapshot);
        Page.Total total = begin > 0 ? null : Page.Total.exactly(found.size());
        return new Page<>(items, total, next);
    }

    /// The record of that number.
    public <T> Response one(
            NamedTable table,
            String id,
            BiFunction<NamedRecord, Snapshot, T> shape,
            UriInfo uri,
            HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    parameters.done();
                    NamedRecord record =
                            number(id)
                                    .flatMap(tables.at(table, snapshot)::find)
                                    .orElseThrow(() -> notFound(table, id));
                    return SnapshotTag.ofReferences(snapshot)
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () ->
                                            Response.ok(shape.apply(record, snapshot))
                                                    .type(MediaType.APPLICATION_JSON_TYPE));
                });
    }

    /// Where a record is read by itself.
    public String url(NamedTable table, int id, UriInfo uri) {
        return "%s/api/v1/%ss/%d".formatted(address.base(uri), table.table(), id);
    }

    private static Optional<Integer> number(String id) {
        try {
            return Optional.of(Integer.parseInt(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Problem notFound(NamedTable table, String id) {
        return Problem.of(
                ProblemType.RECORD_NOT_FOUND,
                "There is no %1$s '%2$s'. /api/v1/%1$ss lists them, and finds them by name with 'q'."
                        .formatted(table.table(), id));
    }
}
