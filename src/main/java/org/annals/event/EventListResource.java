package org.annals.event;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
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
import org.annals.codebook.Codebooks;
import org.annals.event.EventListRequest.Total;
import org.annals.event.EventReader.Slice;
import org.annals.platform.http.AsOf;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.http.SnapshotTag;
import org.annals.platform.sql.Past;
import org.annals.platform.sql.Snapshot;
import org.jspecify.annotations.Nullable;

/// `GET /events`: a page of what matches as JSON or in another format, or everything as a stream.
@Path("/api/v1/events")
@RunOnVirtualThread
class EventListResource {

    private static final String JSON = "json";

    private final AsOf asOf;
    private final Codebooks codebooks;
    private final EventReader reader;
    private final EventVersions versions;
    private final Exports exports;
    private final PublicAddress address;
    private final Instance<EventFormat> formats;

    EventListResource(
            AsOf asOf,
            Codebooks codebooks,
            EventReader reader,
            EventVersions versions,
            Exports exports,
            PublicAddress address,
            @Any Instance<EventFormat> formats) {
        this.asOf = asOf;
        this.codebooks = codebooks;
        this.reader = reader;
        this.versions = versions;
        this.exports = exports;
        this.address = address;
        this.formats = formats;
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
                            EventListRequest.read(parameters, codebooks.at(snapshot));
                    request.headline().in(snapshot);
                    Optional<EventFormat> format = format(request, headers);
                    return format.isPresent() && !request.limited()
                            ? stream(
                                    snapshot.past(),
                                    request,
                                    format.get(),
                                    ifNoneMatch,
                                    uri,
                                    http,
                                    connection)
                            : page(snapshot, request, format.orElse(null), ifNoneMatch, uri);
                });
    }

    private Response page(
            Snapshot snapshot,
            EventListRequest request,
            @Nullable EventFormat format,
            @Nullable String ifNoneMatch,
            UriInfo uri) {
        return SnapshotTag.of(snapshot, format == null ? JSON : format.code())
                .answer(ifNoneMatch, () -> page(snapshot, request, format, uri));
    }

    private Response.ResponseBuilder page(
            Snapshot snapshot,
            EventListRequest request,
            @Nullable EventFormat format,
            UriInfo uri) {
        String base = address.base(uri);
        Cursor after =
                request.page()
                        .cursor()
                        .map(text -> Cursor.decode(text, request.identity(snapshot)))
                        .orElse(null);
        int limit = request.page().limit();
        boolean counts = format == null && after == null && request.total() != Total.NONE;
        if (!counts && EventPages.takesOneStatement(snapshot, request.query(), request.order())) {
            snapshot.askOnce();
        }
        // One more than asked for tells whether there is a next page.
        List<EventDetail> events =
                reader.list(
                        snapshot,
                        request.query(),
                        new Slice(
                                request.order(),
                                after,
                                limit + 1,
                                format != null || request.full(),
                                format != null && format.keepsLinks()),
                        base);
        URI next = null;
        if (events.size() > limit) {
            events = events.subList(0, limit);
            EventDetail last = events.getLast();
            Cursor cursor = new Cursor(last.row().sortKey(), last.id());
            next = address.next(uri, cursor.encode(request.identity(snapshot)), snapshot);
        }
        if (format == null) {
            Page.Total total = after == null ? total(snapshot, request, events, next) : null;
            Page<?> page =
                    request.full()
                            ? new Page<>(events, total, next)
                            : new Page<>(
                                    events.stream().map(EventSummary::new).toList(), total, next);
            return page.answer().type(MediaType.APPLICATION_JSON_TYPE);
        }
        Response.ResponseBuilder answer = Response.ok(rendered(events, format, request));
        if (next != null) answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        return answer.type(type(format));
    }

    private Page.@Nullable Total total(
            Snapshot snapshot,
            EventListRequest request,
            List<EventDetail> events,
            @Nullable URI next) {
        if (request.total() == Total.NONE) return null;
        if (next == null) return Page.Total.exactly(events.size());
        return request.total() == Total.EXACT
                ? EventTotals.exact(snapshot, request.query())
                : EventTotals.bounded(snapshot, request.query(), events.size() + 1);
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
                                format.keepsLinks(),
                                base,
                                format.open(out, request.options())));
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

    /// None where the header is nothing that names a media type.
    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /// Empty for JSON. What `format` says goes before `Accept`.
    private Optional<EventFormat> format(EventListRequest request, HttpHeaders headers) {
        if (request.format().isPresent()) {
            return formats.stream()
                    .filter(format -> format.code().equals(request.format().get()))
                    .findFirst();
        }
        for (MediaType accepted : accepted(headers)) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) return Optional.empty();
            for (EventFormat format : formats) {
                if (accepted.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return Optional.of(format);
                }
            }
        }
        throw Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                "Events come as application/json, text/csv, application/x-ndjson or application/geo+json;"
                        + " Accept names none of them.");
    }
}
