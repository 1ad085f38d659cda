package org.annals.changes;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.annals.event.FeedToken;
import org.annals.platform.http.Bodies;
import org.annals.platform.http.JsonBody;
import org.annals.platform.http.JsonObject;
import org.annals.platform.http.Page;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.security.Caller;
import org.annals.security.Role;
import org.jspecify.annotations.Nullable;

/// `/webhooks`: whom changes are sent to, for editors.
@Path("/api/v1/webhooks")
@RunOnVirtualThread
@RolesAllowed(Role.Names.EDITOR)
class WebhookResource {

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_FILTER = 2_000;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_TOKEN = 100;

    /// A webhook as it is shown: without its secret.
    @RegisterForReflection
    record WebhookView(
            long id,
            String url,
            String filter,
            @Nullable String description,
            String createdBy,
            Instant createdAt,
            String state,
            @Nullable Instant deliveredAt,
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant nextAttempt,
            @Nullable String failure,
            @Nullable Instant stoppedSince,
            String next) {

        static WebhookView of(Webhook webhook, long cluster) {
            Standing standing = webhook.standing();
            return new WebhookView(
                    webhook.id(),
                    webhook.url().toString(),
                    webhook.filter(),
                    webhook.description(),
                    webhook.createdBy(),
                    webhook.createdAt(),
                    standing.state(),
                    webhook.deliveredAt(),
                    standing.failures(),
                    standing.failingSince(),
                    standing.stoppedSince() == null ? standing.nextAttempt() : null,
                    standing.failure(),
                    standing.stoppedSince(),
                    new FeedToken(cluster, webhook.place()).encode());
        }
    }

    /// A webhook as it is made: the only time that its secret is shown.
    @RegisterForReflection
    record NewWebhook(@JsonUnwrapped WebhookView webhook, String secret) {}

    private final Snapshots snapshots;
    private final Webhooks webhooks;
    private final WebhookDelivery delivery;
    private final WebhookTargets targets;
    private final ChangeFeed feed;
    private final Caller caller;
    private final PublicAddress address;
    private final Bodies bodies;
    private final Clock clock;

    WebhookResource(
            Snapshots snapshots,
            Webhooks webhooks,
            WebhookDelivery delivery,
            WebhookTargets targets,
            ChangeFeed feed,
            Caller caller,
            PublicAddress address,
            Bodies bodies,
            Clock clock) {
        this.snapshots = snapshots;
        this.webhooks = webhooks;
        this.delivery = delivery;
        this.targets = targets;
        this.feed = feed;
        this.caller = caller;
        this.address = address;
        this.bodies = bodies;
        this.clock = clock;
    }

    @GET
    public Response list(@Context UriInfo uri) {
        Parameters.of(uri).done();
        List<WebhookView> items =
                snapshots.read(snapshot -> {
                    long cluster = now(snapshot).cluster();
                    return webhooks.all(snapshot).stream()
                            .map(webhook -> WebhookView.of(webhook, cluster))
                            .toList();
                });
        return new Page<>(items, Page.Total.exactly(items.size()), null)
                .answer()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, @Context UriInfo uri) throws IOException {
        Parameters.of(uri).done();
        JsonObject object = JsonObject.of(JsonBody.read(bodies.event(body)));
        Optional<URI> url = object.value("url", LONGEST_URL, targets::read);
        if (!object.has("url")) object.fault("url", "A webhook needs an address to send to.");
        String filter = object.text("filter", LONGEST_FILTER).orElse("");
        String description = object.text("description", LONGEST_DESCRIPTION).orElse("").strip();
        Optional<String> after = object.text("after", LONGEST_TOKEN);
        FeedToken from =
                snapshots.read(snapshot -> {
                    check(object, filter, snapshot);
                    return start(object, after, snapshot);
                });
        object.done(ProblemType.UNREADABLE_BODY);
        WebhookSecret secret = WebhookSecret.made();
        Webhook made =
                webhooks.add(
                                url.orElseThrow(),
                                filter,
                                description,
                                secret,
                                address.base(uri),
                                caller.name(),
                                clock.instant(),
                                from.place())
                        .orElseThrow(WebhookResource::tooMany);
        return Response.created(URI.create(address.base(uri) + "/api/v1/webhooks/" + made.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new NewWebhook(WebhookView.of(made, from.cluster()), secret.text()))
                .build();
    }

    private FeedToken now(Snapshot snapshot) {
        return feed.from(snapshot, Optional.of(ChangeFeed.NOW));
    }

    private void check(JsonObject object, String filter, Snapshot snapshot) {
        try {
            delivery.query(filter, snapshot);
        } catch (IllegalArgumentException e) {
            object.fault(
                    "filter",
                    "A '%' begins an encoded character and is followed by two hexadecimal digits; itself it is %25.");
        } catch (Problem e) {
            object.fault("filter", e.detail());
        }
    }

    private FeedToken start(JsonObject object, Optional<String> after, Snapshot snapshot) {
        try {
            return feed.from(snapshot, after.or(() -> Optional.of(ChangeFeed.NOW)));
        } catch (Problem e) {
            object.fault("after", e.detail());
            return now(snapshot);
        }
    }

    private static Problem tooMany() {
        return Problem.of(
                ProblemType.UNREADABLE_BODY,
                "There are %d webhooks, as many as there may be. Delete one that nobody needs."
                        .formatted(Webhooks.MOST));
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@PathParam("id") String id, @Context UriInfo uri) {
        Parameters.of(uri).done();
        if (!id.matches("\\d{1,18}") || !webhooks.delete(Long.parseLong(id))) {
            throw Problem.of(
                    ProblemType.RECORD_NOT_FOUND, "There is no webhook '%s'.".formatted(id));
        }
        return Response.noContent().build();
    }
}
