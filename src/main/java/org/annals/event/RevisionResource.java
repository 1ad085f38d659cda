package org.annals.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.annals.event.Claims.Claim;
import org.annals.event.EventEditor.Author;
import org.annals.event.Revisions.Revision;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.http.PageRequest;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.http.RevisionTag;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.security.Role;
import org.jspecify.annotations.Nullable;

/// The history of one event: its versions, what each changed, what its sources say, and the ways
/// back. It is readable of retracted and merged events too.
@Path("/api/v1/events/{id}")
@RunOnVirtualThread
class RevisionResource {

    private final Snapshots snapshots;
    private final EventReader reader;
    private final Revisions revisions;
    private final Claims claims;
    private final EventEditor editor;
    private final Authors authors;
    private final PublicAddress address;

    RevisionResource(
            Snapshots snapshots,
            EventReader reader,
            Revisions revisions,
            Claims claims,
            EventEditor editor,
            Authors authors,
            PublicAddress address) {
        this.snapshots = snapshots;
        this.reader = reader;
        this.revisions = revisions;
        this.claims = claims;
        this.editor = editor;
        this.authors = authors;
        this.address = address;
    }

    @GET
    @Path("/revisions")
    public Response list(
            @PathParam("id") String text,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context UriInfo uri) {
        long id = EventId.of(text);
        Parameters parameters = Parameters.of(uri);
        PageRequest request = PageRequest.read(parameters);
        parameters.done();
        String of = "revisions of " + id;
        return snapshots.read(snapshot -> {
            EventDetail present = any(snapshot, id, uri);
            int last =
                    request.cursor()
                            .map(cursor -> (int) Cursor.decode(cursor, of).first() - 1)
                            .orElse(present.revision());
            return answer(
                    present,
                    snapshot,
                    ifNoneMatch,
                    () -> {
                        List<Revision> items =
                                revisions.list(
                                        snapshot, id, last, request.limit(), address.base(uri));
                        int oldest = items.isEmpty() ? 1 : items.getLast().revision();
                        URI next =
                                oldest > 1
                                        ? address.with(
                                                uri, "cursor", new Cursor(oldest, 0).encode(of))
                                        : null;
                        Page.Total total =
                                request.cursor().isEmpty()
                                        ? Page.Total.exactly(present.revision())
                                        : null;
                        return new Page<>(items, total, next).answer();
                    });
        });
    }

    @GET
    @Path("/revisions/{revision}")
    public Response get(
            @PathParam("id") String text,
            @PathParam("revision") String revision,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context UriInfo uri) {
        long id = EventId.of(text);
        Parameters.of(uri).done();
        return snapshots.read(snapshot -> {
            EventDetail present = any(snapshot, id, uri);
            EventDetail version =
                    revisions
                            .find(snapshot, id, number(revision, present), address.base(uri))
                            .orElseThrow(() -> unknown(revision, present));
            return answer(version, snapshot, ifNoneMatch, () -> Response.ok(version));
        });
    }

    @GET
    @Path("/revisions/{revision}/diff")
    public Response diff(
            @PathParam("id") String text,
            @PathParam("revision") String revision,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context UriInfo uri) {
        return about(
                text,
                ifNoneMatch,
                uri,
                (snapshot, event) ->
                        revisions
                                .diff(
                                        snapshot,
                                        event.id(),
                                        number(revision, event),
                                        address.base(uri))
                                .orElseThrow(() -> unknown(revision, event)));
    }

    /// The claims of an event side by side with what an editor made of them.
    @RegisterForReflection
    record Compared(long event, DateView date, Fatalities fatalities, List<Claim> claims) {}

    @GET
    @Path("/claims")
    public Response claims(
            @PathParam("id") String text,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context UriInfo uri) {
        return about(
                text,
                ifNoneMatch,
                uri,
                (snapshot, event) ->
                        new Compared(
                                event.id(),
                                event.date(),
                                event.fatalities(),
                                claims.of(snapshot, event.id())));
    }

    /// What is told of an event under the tag that it has now.
    private Response about(
            String id,
            @Nullable String ifNoneMatch,
            UriInfo uri,
            BiFunction<Snapshot, EventDetail, Object> told) {
        Parameters.of(uri).done();
        return snapshots.read(snapshot -> {
            EventDetail event = any(snapshot, EventId.of(id), uri);
            return answer(
                    event, snapshot, ifNoneMatch, () -> Response.ok(told.apply(snapshot, event)));
        });
    }

    @POST
    @Path("/restore")
    @RolesAllowed(Role.Names.EDITOR)
    public Response restore(
            @PathParam("id") String text,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context UriInfo uri) {
        long id = EventId.of(text);
        Parameters parameters = Parameters.of(uri);
        int wanted =
                parameters
                        .whole("revision", 1, Integer.MAX_VALUE)
                        .orElseGet(() -> {
                            parameters.missing(
                                    "revision", "Say which revision to go back to: ?revision=2");
                            return 1;
                        });
        Author author = authors.withReason(parameters);
        editor.restore(id, expected(id, ifMatch, uri), wanted, author);
        return changed(id, uri);
    }

    @POST
    @Path("/merge")
    @RolesAllowed(Role.Names.EDITOR)
    public Response merge(
            @PathParam("id") String text,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context UriInfo uri) {
        long id = EventId.of(text);
        Parameters parameters = Parameters.of(uri);
        long from =
                parameters
                        .value("from", EventId::ofParameter)
                        .orElseGet(() -> {
                            parameters.missing(
                                    "from", "Say which event is the same as this one: ?from=42");
                            return id;
                        });
        Author author = authors.withReason(parameters);
        editor.merge(id, expected(id, ifMatch, uri), from, author);
        return changed(id, uri);
    }

    /// The revision on which the change is made: the one that is named, or with `*` the present
    /// one.
    private int expected(long id, @Nullable String ifMatch, UriInfo uri) {
        OptionalInt named = RevisionTag.required(ifMatch);
        EventDetail present = snapshots.read(snapshot -> any(snapshot, id, uri));
        return named.orElse(present.revision());
    }

    private Response changed(long id, UriInfo uri) {
        return snapshots.read(snapshot -> {
            EventDetail event = any(snapshot, id, uri);
            return answer(event, snapshot, null, () -> Response.ok(event));
        });
    }

    /// The event as it is now, also if it was retracted or merged.
    private EventDetail any(Snapshot snapshot, long id, UriInfo uri) {
        return reader.find(snapshot, id, address.base(uri)).orElseThrow(() -> EventId.unknown(id));
    }

    private static Response answer(
            EventDetail event,
            Snapshot snapshot,
            @Nullable String ifNoneMatch,
            Supplier<Response.ResponseBuilder> body) {
        RevisionTag tag = EventResource.tag(event, snapshot);
        Response.ResponseBuilder answer =
                tag.isAmong(ifNoneMatch)
                        ? Response.notModified()
                        : body.get().type(MediaType.APPLICATION_JSON_TYPE);
        return EventResource.tagged(answer, event, tag).build();
    }

    private static int number(String text, EventDetail present) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unknown(text, present);
        }
    }

    private static Problem unknown(String revision, EventDetail present) {
        return Problem.of(
                ProblemType.RECORD_NOT_FOUND,
                "Event %d has no revision '%s'; there are 1 to %d."
                        .formatted(present.id(), revision, present.revision()));
    }
}
