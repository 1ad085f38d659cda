package org.annals.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.annals.codebook.EventStatus;
import org.annals.event.EventEditor.Author;
import org.annals.event.EventEditor.Made;
import org.annals.platform.http.AsOf;
import org.annals.platform.http.Bodies;
import org.annals.platform.http.JsonBody;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.http.RevisionTag;
import org.annals.platform.http.Sha256;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.security.Role;
import org.jspecify.annotations.Nullable;

/// Single events: read, made, changed, retracted.
@Path("/api/v1/events")
@RunOnVirtualThread
class EventResource {

    private static final int LONGEST_KEY = 200;
    private static final int PERMANENT_REDIRECT = 308;
    private static final String NO_LINKS = "[]";

    private final Snapshots snapshots;
    private final AsOf asOf;
    private final EventReader reader;
    private final EventEditor editor;
    private final Authors authors;
    private final PublicAddress address;
    private final Bodies bodies;
    private final ObjectMapper json;

    EventResource(
            Snapshots snapshots,
            AsOf asOf,
            EventReader reader,
            EventEditor editor,
            Authors authors,
            PublicAddress address,
            Bodies bodies,
            ObjectMapper json) {
        this.snapshots = snapshots;
        this.asOf = asOf;
        this.reader = reader;
        this.editor = editor;
        this.authors = authors;
        this.address = address;
        this.bodies = bodies;
        this.json = json;
    }

    @GET
    @Path("/{id}")
    @Blocking
    public Response get(
            @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
        long number = EventId.of(id);
        String ifNoneMatch = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    Headline headline = Headline.read(parameters);
                    EventShape shape = shape(parameters);
                    parameters.done();
                    headline.in(snapshot);
                    // for one that was merged it is asked again
                    snapshot.askOnce();
                    EventDetail event = any(snapshot, number, uri);
                    Long survivor = event.mergedInto();
                    return survivor != null
                            ? moved(snapshot, survivor, uri)
                            : shown(event, shape, snapshot.references(), ifNoneMatch);
                });
    }

    private static EventShape shape(Parameters parameters) {
        List<String> fields = EventShape.named(parameters);
        return fields.isEmpty() ? EventShape.WHOLE : EventShape.of(fields);
    }

    private Response shown(
            EventDetail event, EventShape shape, long references, @Nullable String ifNoneMatch) {
        refuseRetracted(event);
        RevisionTag tag = tag(event, references);
        Response.ResponseBuilder answer =
                tag.isAmong(ifNoneMatch)
                        ? Response.notModified()
                        : Response.ok(shape.written(json, event))
                                .type(MediaType.APPLICATION_JSON_TYPE);
        return tagged(answer, event, tag).build();
    }

    @POST
    @RolesAllowed(Role.Names.CONTRIBUTOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            InputStream body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context UriInfo uri)
            throws IOException {
        Author author = authors.of(Parameters.of(uri));
        byte[] bytes = bodies.event(body);
        EventDraft draft = draft(JsonBody.read(bytes));
        Made made = editor.create(draft, author, idempotent(key, bytes));
        return snapshots.read(snapshot -> {
            EventDetail event = present(snapshot, made.id(), uri);
            Response.ResponseBuilder answer =
                    Response.created(URI.create(event.url()))
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .entity(event);
            return tagged(answer, event, made.tag()).build();
        });
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.Names.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body,
            @Context UriInfo uri)
            throws IOException {
        Author author = authors.of(Parameters.of(uri));
        Before before = before(EventId.of(id), RevisionTag.required(ifMatch), uri);
        JsonNode wanted = Revised.replaced(before.event(), JsonBody.read(bodies.event(body)));
        return change(before, wanted, author, uri);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Role.Names.EDITOR)
    @Consumes("application/merge-patch+json")
    public Response patch(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body,
            @Context UriInfo uri)
            throws IOException {
        Author author = authors.of(Parameters.of(uri));
        Before before = before(EventId.of(id), RevisionTag.required(ifMatch), uri);
        JsonNode wanted = Revised.patched(before.event(), JsonBody.read(bodies.event(body)));
        return change(before, wanted, author, uri);
    }

    private Response change(Before before, JsonNode wanted, Author author, UriInfo uri) {
        editor.replace(before.id(), before.revision(), draft(wanted), author);
        return snapshots.read(snapshot -> {
            EventDetail event = present(snapshot, before.id(), uri);
            Response.ResponseBuilder answer =
                    Response.ok(event).type(MediaType.APPLICATION_JSON_TYPE);
            return tagged(answer, event, tag(event, snapshot)).build();
        });
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.Names.EDITOR)
    public Response retract(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context UriInfo uri) {
        Author author = authors.withReason(Parameters.of(uri));
        Before before = before(EventId.of(id), RevisionTag.required(ifMatch), uri);
        editor.retract(before.id(), before.revision(), author);
        return Response.noContent().build();
    }

    // The titles of the events that are linked to are shown too, and change without this one.
    static RevisionTag tag(EventDetail event, Snapshot snapshot) {
        return tag(event, snapshot.references());
    }

    private static RevisionTag tag(EventDetail event, long references) {
        long shown = references;
        if (!event.links().equals(NO_LINKS)) {
            shown = ByteBuffer.wrap(Sha256.of(shown + event.links())).getLong() >>> 1;
        }
        return new RevisionTag(event.revision(), shown);
    }

    static Response.ResponseBuilder tagged(
            Response.ResponseBuilder answer, EventDetail event, RevisionTag tag) {
        return answer.header(HttpHeaders.ETAG, tag.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .lastModified(Date.from(event.recordedAt()));
    }

    /// A merge can be undone, so nobody may remember it for good.
    private Response moved(Snapshot snapshot, long id, UriInfo uri) {
        EventDetail survivor = any(snapshot, id, uri);
        Long further = survivor.mergedInto();
        if (further != null) return moved(snapshot, further, uri);
        UriBuilder there = UriBuilder.fromUri(survivor.url());
        snapshot.past().ifPresent(past -> there.queryParam("asOf", past.at()));
        Optional.ofNullable(uri.getQueryParameters().getFirst(Headline.PARAMETER))
                .ifPresent(rule -> there.queryParam(Headline.PARAMETER, rule));
        return Response.status(PERMANENT_REDIRECT)
                .location(there.build())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /// The event as it is now.
    ///
    /// @throws Problem if it never was, was retracted, or is part of another
    private EventDetail present(Snapshot snapshot, long id, UriInfo uri) {
        EventDetail event = any(snapshot, id, uri);
        Long survivor = event.mergedInto();
        if (survivor != null) {
            throw Problem.of(
                    ProblemType.EVENT_MERGED,
                    "Event %d was merged into event %d on %s: %s. Change that one, or restore this one first."
                            .formatted(id, survivor, event.recordedAt(), event.reason()));
        }
        refuseRetracted(event);
        return event;
    }

    private EventDetail any(Snapshot snapshot, long id, UriInfo uri) {
        return reader.find(snapshot, id, address.base(uri)).orElseThrow(() -> EventId.unknown(id));
    }

    private static void refuseRetracted(EventDetail event) {
        if (event.status().equals(EventStatus.RETRACTED.code())) {
            throw Problem.of(
                    ProblemType.EVENT_RETRACTED,
                    "Event %d was retracted on %s: %s"
                            .formatted(event.id(), event.recordedAt(), event.reason()));
        }
    }

    /// The event to be changed as the client saw it. With `If-Match: *` too the change is made on
    /// this revision, so that nobody else's is lost in between.
    private record Before(long id, int revision, JsonNode event) {}

    private Before before(long id, OptionalInt expected, UriInfo uri) {
        EventDetail event = snapshots.read(snapshot -> present(snapshot, id, uri));
        if (expected.isPresent() && expected.getAsInt() != event.revision()) {
            throw EventEditor.stale(expected.getAsInt(), event.revision());
        }
        try {
            return new Before(id, event.revision(), JsonBody.read(json.writeValueAsBytes(event)));
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EventDraft draft(JsonNode body) {
        DraftReader.Reading reading = DraftReader.read(body);
        return reading.draft()
                .orElseThrow(() -> Problem.of(ProblemType.INVALID_EVENT, reading.faults()));
    }

    private Optional<IdempotentAnswers.Request> idempotent(@Nullable String key, byte[] body) {
        if (key == null) return Optional.empty();
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.of(
                    ProblemType.MALFORMED_REQUEST,
                    "An Idempotency-Key has 1 to %d characters, such as a UUID."
                            .formatted(LONGEST_KEY));
        }
        return Optional.of(new IdempotentAnswers.Request(authors.name(), key, Sha256.of(body)));
    }
}
