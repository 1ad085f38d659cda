package org.annals.changes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.annals.changes.ChangeFeed.Stretch;
import org.annals.changes.WebhookSender.Message;
import org.annals.changes.WebhookSender.Outcome;
import org.annals.codebook.Codebooks;
import org.annals.event.EventParameters;
import org.annals.event.EventQuery;
import org.annals.event.EventVersions.Place;
import org.annals.event.FeedToken;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jboss.logging.Logger;

/// Tells webhooks what has changed, each one change after the other, from where it was told last: a
/// change is told again until it is taken, and none before it.
@ApplicationScoped
class WebhookDelivery {

    private static final Logger LOG = Logger.getLogger(WebhookDelivery.class);

    // So many receivers at once; each reads the feed on a connection of its own.
    private static final int AT_ONCE = 4;
    // Of one receiver until the others have their turn.
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int BATCH = 100;

    // Held by the session, so that one replica at a time tells, and another takes over.
    private static final Sql LOCK = Sql.of("select pg_try_advisory_lock(7301005)");
    private static final Sql UNLOCK = Sql.of("select pg_advisory_unlock(7301005)");

    /// What is sent.
    @RegisterForReflection
    record Told(String type, Instant timestamp, Change data) {}

    private final AgroalDataSource database;
    private final Snapshots snapshots;
    private final Codebooks codebooks;
    private final ChangeFeed feed;
    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile boolean stopping;

    WebhookDelivery(
            AgroalDataSource database,
            Snapshots snapshots,
            Codebooks codebooks,
            ChangeFeed feed,
            Webhooks webhooks,
            WebhookSender sender,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.snapshots = snapshots;
        this.codebooks = codebooks;
        this.feed = feed;
        this.webhooks = webhooks;
        this.sender = sender;
        this.json = json;
        this.clock = clock;
    }

    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    /// Looks whether a position has been noted ([Pulse]) that a webhook was not told up to.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void deliver() {
        try (Connection connection = database.getConnection()) {
            if (Webhooks.due(connection, clock.instant()).isEmpty()) return;
            if (!Rows.one(connection, LOCK, row -> row.getBoolean(1))) return;
            try {
                // Anew: another replica may have told them meanwhile.
                deliver(Webhooks.due(connection, clock.instant()));
            } finally {
                if (!stopping) Rows.one(connection, UNLOCK, row -> row.getBoolean(1));
            }
        } catch (SQLException e) {
            if (!stopping) throw new SqlFailure(e);
        } catch (SqlFailure e) {
            if (!stopping) throw e;
        }
    }

    private void deliver(List<Webhook> due) {
        try (ExecutorService turns =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Webhook webhook : due) turns.execute(() -> turn(webhook));
        }
    }

    private void turn(Webhook webhook) {
        try {
            tell(webhook);
        } catch (Problem e) {
            // Such as a data set that is called otherwise by now.
            failed(webhook, "Its filter cannot be read any more: " + e.detail());
        } catch (RuntimeException e) {
            if (!stopping) LOG.errorf(e, "Webhook %d could not be told", webhook.id());
        }
    }

    private void tell(Webhook webhook) {
        Instant end = clock.instant().plus(TURN);
        Webhook present = webhook;
        Place reached = webhook.place();
        while (isOn(end)) {
            Stretch stretch = read(webhook, reached);
            for (Change change : stretch.changes()) {
                if (!isOn(end) || !told(present, change)) return;
                present = present.taken();
            }
            reached = stretch.next().place();
            if (!webhooks.reached(webhook, reached) || stretch.complete()) return;
        }
    }

    private boolean isOn(Instant end) {
        return !stopping && clock.instant().isBefore(end);
    }

    private Stretch read(Webhook webhook, Place reached) {
        return snapshots.read(snapshot ->
                feed.read(
                        snapshot,
                        query(webhook.filter(), snapshot),
                        new FeedToken(0, reached),
                        BATCH,
                        webhook.base()));
    }

    /// @throws Problem if the filter cannot be read
    EventQuery query(String filter, Snapshot snapshot) {
        Parameters parameters = Webhook.parameters(filter);
        EventQuery query = EventParameters.read(parameters, codebooks.at(snapshot));
        parameters.done();
        return query;
    }

    /// Whether to go on.
    private boolean told(Webhook webhook, Change change) {
        Outcome outcome = sender.send(webhook.url(), message(webhook, change));
        return switch (outcome) {
            case Outcome.Taken() ->
                    webhooks.delivered(webhook, change.token().place(), clock.instant());
            case Outcome.Failed(String reason) -> {
                failed(webhook, reason);
                yield false;
            }
            case Outcome.Unwanted(String reason) -> {
                webhooks.failed(webhook, webhook.standing().gone(clock.instant(), reason));
                yield false;
            }
        };
    }

    private void failed(Webhook webhook, String reason) {
        Standing standing = webhook.standing().failed(clock.instant(), reason);
        if (standing.stoppedSince() != null) {
            LOG.warnf("Webhook %d is stopped after a day of failures: %s", webhook.id(), reason);
        }
        webhooks.failed(webhook, standing);
    }

    private Message message(Webhook webhook, Change change) {
        String id = "msg_%d_%d_%d".formatted(webhook.id(), change.id(), change.revision());
        long timestamp = clock.instant().getEpochSecond();
        try {
            String body =
                    json.writeValueAsString(
                            new Told(
                                    "event." + change.change().code(),
                                    change.recordedAt(),
                                    change));
            return new Message(
                    id, timestamp, webhook.secret().signature(id, timestamp, body), body);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
