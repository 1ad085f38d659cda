package org.annals.changes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.annals.changes.ChangeFeed.Stretch;
import org.annals.codebook.Codebooks;
import org.annals.event.EventParameters;
import org.annals.event.EventQuery;
import org.annals.event.FeedToken;
import org.annals.platform.http.PageRequest;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.sql.Snapshots;
import org.jspecify.annotations.Nullable;

/// `GET /changes`: what has changed since a client last asked, at once, after a wait, or as a
/// stream.
@Path("/api/v1/changes")
@RunOnVirtualThread
class ChangeResource {

    private static final int LONGEST_WAIT = 60;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    /// What is sent; `next` is the token to ask with the next time.
    @RegisterForReflection
    record Page(List<Change> items, String next) {}

    private record Question(EventQuery query, FeedToken after, int limit, Duration patience) {

        Question after(FeedToken token) {
            return new Question(query, token, limit, patience);
        }
    }

    private final Snapshots snapshots;
    private final Codebooks codebooks;
    private final ChangeFeed feed;
    private final Pulse pulse;
    private final PublicAddress address;
    private final ObjectMapper json;

    ChangeResource(
            Snapshots snapshots,
            Codebooks codebooks,
            ChangeFeed feed,
            Pulse pulse,
            PublicAddress address,
            ObjectMapper json) {
        this.snapshots = snapshots;
        this.codebooks = codebooks;
        this.feed = feed;
        this.pulse = pulse;
        this.address = address;
        this.json = json;
    }

    @GET
    public Response changes(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        Question question = question(uri, Optional.ofNullable(lastEventId));
        String base = address.base(uri);
        if (streams(headers)) {
            StreamingOutput body = out -> stream(question, base, out);
            return Response.ok(body, MediaType.SERVER_SENT_EVENTS)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        Stretch stretch = read(question, base);
        if (stretch.changes().isEmpty()
                && stretch.complete()
                && pulse.after(stretch.next().place().transaction(), question.patience())) {
            stretch = read(question.after(stretch.next()), base);
        }
        return Response.ok(
                        new Page(stretch.changes(), stretch.next().encode()),
                        MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Question question(UriInfo uri, Optional<String> lastEventId) {
        return snapshots.read(snapshot -> {
            Parameters parameters = Parameters.of(uri);
            EventQuery query = EventParameters.read(parameters, codebooks.at(snapshot));
            Optional<String> after = lastEventId.or(() -> parameters.text("after"));
            if (lastEventId.isPresent()) parameters.text("after");
            int limit = parameters.whole("limit", 1, PageRequest.MOST).orElse(PageRequest.USUAL);
            int wait = parameters.whole("wait", 0, LONGEST_WAIT).orElse(0);
            parameters.done();
            return new Question(query, feed.from(snapshot, after), limit, Duration.ofSeconds(wait));
        });
    }

    private Stretch read(Question question, String base) {
        return snapshots.read(snapshot ->
                feed.read(snapshot, question.query(), question.after(), question.limit(), base));
    }

    private static boolean streams(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) return false;
            if (accepted.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE)) return true;
        }
        return false;
    }

    /// Writes changes as they come until the client goes, which shows when it can no longer be
    /// written to.
    private void stream(Question question, String base, OutputStream out) throws IOException {
        // At once, so that the client knows that it is heard.
        write(out, ": following\n\n");
        out.flush();
        Question going = question;
        while (!pulse.stopped()) {
            Stretch stretch = read(going, base);
            for (Change change : stretch.changes()) {
                write(
                        out,
                        "id: %s\nevent: %s\ndata: %s\n\n"
                                .formatted(
                                        change.token().encode(),
                                        change.change().code(),
                                        json.writeValueAsString(change)));
            }
            going = going.after(stretch.next());
            out.flush();
            if (!stretch.complete()) continue;
            if (!pulse.after(stretch.next().place().transaction(), SIGN_OF_LIFE)) {
                // A comment, with the token: an id of its own keeps what was looked through in
                // vain.
                write(out, "id: %s\n: nothing new\n\n".formatted(stretch.next().encode()));
                out.flush();
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
