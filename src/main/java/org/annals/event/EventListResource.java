package org.annals.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.annals.codebook.Codebooks;
import org.annals.event.EventListRequest.Total;
import org.annals.event.EventReader.Slice;
import org.annals.platform.http.AsOf;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.http.SnapshotTag;
import org.annals.platform.sql.Past;
import org.annals.platform.sql.Snapshot;
import org.jspecify.annotations.Nullable;

/// `GET /events`: a page of what matches as JSON or in another format, or everything as a stream.
@Path("/api/v1/events")
@Blocking
class EventListResource {

    private final AsOf asOf;
    private final Codebooks codebooks;
    private final EventReader reader;
    private final EventVersions versions;
    private final Exports exports;
    private final PublicAddress address;
    private final EventFormats formats;
    private final ObjectMapper json;

    EventListResource(
            AsOf asOf,
            Codebooks codebooks,
            EventReader reader,
            EventVersions versions,
            Exports exports,
            PublicAddress address,
            EventFormats formats,
            ObjectMapper json) {
        this.asOf = asOf;
        this.codebooks = codebooks;
        this.reader = reader;
        this.versions = versions;
        this.exports = exports;
        this.address = address;
        this.formats = formats;
        this.json = json;
    }

    @GET
    public Response list(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request http,
            @Context RoutingContext connection) {
        String ifNoneMatch = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    EventListRequest request =
                            EventListRequest.read(
                                    parameters, headers, codebooks.at(snapshot), formats);
                    request.headline().in(snapshot);
                    Optional<EventFormat> format = request.format();
                    if (format.isEmpty()) return page(snapshot, request, ifNoneMatch, uri);
                    return request.limited()
                            ? page(snapshot, request, format.get(), ifNoneMatch, uri)
                            : stream(
                                    snapshot.past(),
                                    request,
                                    format.get(),
                                    ifNoneMatch,
                                    uri,
                                    http,
                                    connection);
                });
    }

    private Response page(
            Snapshot snapshot,
            EventListRequest request,
            @Nullable String ifNoneMatch,
            UriInfo uri) {
        return SnapshotTag.of(snapshot, EventFormats.JSON)
                .answer(
                        ifNoneMatch,
                        () -> {
                            Cursor after = cursor(snapshot, request);
                            if (after != null || request.total() == Total.NONE) {
                                askOnce(snapshot, request);
                            }
                            List<EventWriter.Written> found =
                                    reader.written(
                                            snapshot,
                                            request.query(),
                                            request.order(),
                                            after,
                                            request.page().limit() + 1,
                                            request.shape(),
                                            address.base(uri));
                            Cut<EventWriter.Written> cut =
                                    cut(found, request, EventWriter.Written::cursor);
                            URI next = next(snapshot, request, cut, uri);
                            Page.Total total =
                                    after == null
                                            ? total(snapshot, request, cut.page().size(), next)
                                            : null;
                            Response.ResponseBuilder answer =
                                    Response.ok(EventWriter.page(json, cut.page(), total, next))
                                            .type(MediaType.APPLICATION_JSON_TYPE);
                            return linked(answer, next);
                        });
    }

    private Response page(
            Snapshot snapshot,
            EventListRequest request,
            EventFormat format,
            @Nullable String ifNoneMatch,
            UriInfo uri) {
        return SnapshotTag.of(snapshot, format.code())
                .answer(
                        ifNoneMatch,
                        () -> {
                            askOnce(snapshot, request);
                            List<EventDetail> found =
                                    reader.list(
                                            snapshot,
                                            request.query(),
                                            new Slice(
                                                    request.order(),
                                                    cursor(snapshot, request),
                                                    request.page().limit() + 1,
                                                    EventColumns.whole(format.keepsLinks())),
                                            address.base(uri));
                            Cut<EventDetail> cut =
                                    cut(found, request, e -> new Cursor(e.sortKey(), e.id()));
                            Response.ResponseBuilder answer =
                                    Response.ok(rendered(cut.page(), format, request))
                                            .type(type(format));
                            return linked(answer, next(snapshot, request, cut, uri));
                        });
    }

    private static @Nullable Cursor cursor(Snapshot snapshot, EventListRequest request) {
        return request.page()
                .cursor()
                .map(text -> Cursor.decode(text, request.identity(snapshot)))
                .orElse(null);
    }

    private static void askOnce(Snapshot snapshot, EventListRequest request) {
        if (EventPages.takesOneStatement(snapshot, request.query(), request.order())) {
            snapshot.askOnce();
        }
    }

    /// What is shown of what was found, and where the next page begins, if there is one.
    private record Cut<T>(List<T> page, @Nullable Cursor next) {}

    // One more than asked for was looked for, which tells whether there is a next page.
    private static <T> Cut<T> cut(
            List<T> found, EventListRequest request, Function<T, Cursor> cursor) {
        int limit = request.page().limit();
        if (found.size() <= limit) return new Cut<>(found, null);
        List<T> page = found.subList(0, limit);
        return new Cut<>(page, cursor.apply(page.getLast()));
    }

    private static Response.ResponseBuilder linked(
            Response.ResponseBuilder answer, @Nullable URI next) {
        return next == null
                ? answer
                : answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }

    private @Nullable URI next(
            Snapshot snapshot, EventListRequest request, Cut<?> cut, UriInfo uri) {
        Cursor next = cut.next();
        return next == null
                ? null
                : address.next(uri, next.encode(request.identity(snapshot)), snapshot);
    }

    private Page.@Nullable Total total(
            Snapshot snapshot, EventListRequest request, int shown, @Nullable URI next) {
        if (request.total() == Total.NONE) return null;
        if (next == null) return Page.Total.exactly(shown);
        return request.total() == Total.EXACT
                ? EventTotals.exact(snapshot, request.query())
                : EventTotals.bounded(snapshot, request.query(), shown + 1);
    }

    private static byte[] rendered(
            List<EventDetail> events, EventFormat format, EventListRequest request) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            EventSink sink = format.open(out, request.options());
            for (EventDetail event : events) sink.accept(event);
            sink.end();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response stream(
            Optional<Past> past,
            EventListRequest request,
            EventFormat format,
            @Nullable String ifNoneMatch,
            UriInfo uri,
            Request http,
            RoutingContext connection) {
        Exports.Export export = exports.begin();
        // Not every answer has a body that would close it: HEAD, "not modified", a reader that
        // left.
        connection.addEndHandler(end -> export.closeIfNotBegun());
        try {
            past.ifPresent(export.snapshot()::lookBack);
            request.headline().in(export.snapshot());
            return SnapshotTag.of(export.snapshot(), format.code())
                    .answer(
                            ifNoneMatch,
                            () -> {
                                boolean head = http.getMethod().equals("HEAD");
                                Response.ResponseBuilder answer =
                                        head
                                                ? Response.ok()
                                                : Response.ok(
                                                        body(
                                                                export,
                                                                request,
                                                                format,
                                                                uri,
                                                                connection));
                                return attached(answer, format)
                                        .header(
                                                "Annals-Changes-After",
                                                versions.now(export.snapshot()).encode());
                            });
        } catch (RuntimeException e) {
            export.close();
            throw e;
        }
    }

    private StreamingOutput body(
            Exports.Export export,
            EventListRequest request,
            EventFormat format,
            UriInfo uri,
            RoutingContext connection) {
        String base = address.base(uri);
        return out -> {
            try {
                export.write(() ->
                        reader.stream(
                                export.snapshot(),
                                request.query(),
                                request.order(),
                                format,
                                request.options(),
                                base,
                                out));
            } catch (RuntimeException e) {
                if (connection.response().headWritten()) cut(connection);
                throw e;
            }
        };
    }

    /// Too late for a problem: cuts the reader off, so that what was sent cannot pass for
    /// everything. Waits until it is done, since an end that is sent meanwhile could still slip out
    /// before.
    private static void cut(RoutingContext connection) {
        connection
                .request()
                .connection()
                .close()
                .otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static Response.ResponseBuilder attached(
            Response.ResponseBuilder answer, EventFormat format) {
        return answer.type(type(format))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"annals-events.%s\"".formatted(format.code()));
    }

    private static String type(EventFormat format) {
        return format.mediaType().startsWith("text/")
                ? format.mediaType() + "; charset=utf-8"
                : format.mediaType();
    }
}
