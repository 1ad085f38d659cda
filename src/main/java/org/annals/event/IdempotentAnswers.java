package org.annals.event;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.annals.event.EventEditor.Made;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.RevisionTag;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.hibernate.Session;

/// What was answered to requests with an `Idempotency-Key`, so that one that is sent again, because
/// the first answer was lost, makes no second event. Kept in the transaction of the event, for a
/// day.
@ApplicationScoped
class IdempotentAnswers {

    private static final Duration WAIT = Duration.ofSeconds(1);

    // Held while the first request is under way: a second one cannot tell yet what the answer will
    // be.
    private static final Sql TRY =
            Sql.of(
                    "select pg_try_advisory_xact_lock(hashtextextended(:caller || chr(31) || :key, 7301))");
    private static final Sql FIND =
            Sql.of(
                    """
                    select request_hash, event_id, revision, reference_version
                      from idempotent_answer
                     where caller = :caller and key = :key
                       and answered_at > now() - interval '24 hours'
                    """);
    private static final Sql KEEP =
            Sql.of(
                    """
                    insert into idempotent_answer(caller, key, request_hash, event_id, revision, reference_version)
                    values (:caller, :key, :hash, :event, :revision, :references)
                    on conflict (caller, key) do update
                       set request_hash = excluded.request_hash, event_id = excluded.event_id,
                           revision = excluded.revision, reference_version = excluded.reference_version,
                           answered_at = clock_timestamp()
                    """);
    private static final Sql FORGET =
            Sql.of("delete from idempotent_answer where answered_at < now() - interval '24 hours'");

    /// A request that may be sent again: whose, under which key, and a hash of all it says.
    record Request(String caller, String key, byte[] hash) {}

    private final Session session;

    IdempotentAnswers(Session session) {
        this.session = session;
    }

    Optional<Made> find(Connection connection, Request request) {
        if (!Rows.one(connection, named(TRY, request), row -> row.getBoolean(1))) {
            throw Problem.of(
                            ProblemType.IDEMPOTENCY_KEY_IN_USE,
                            "The first request with this Idempotency-Key is still under way. Send it again in a moment.")
                    .retryAfter(WAIT);
        }
        return Rows.first(
                connection,
                named(FIND, request),
                row -> {
                    if (!MessageDigest.isEqual(row.getBytes(1), request.hash())) {
                        throw Problem.of(
                                ProblemType.IDEMPOTENCY_KEY_REUSED,
                                "This Idempotency-Key was used for another body. A new event needs a new key.");
                    }
                    return new Made(row.getLong(2), new RevisionTag(row.getInt(3), row.getLong(4)));
                });
    }

    void keep(Connection connection, Request request, Made made) {
        Rows.change(
                connection,
                named(KEEP, request)
                        .with("hash", request.hash())
                        .with("event", made.id())
                        .with("revision", made.tag().revision())
                        .with("references", made.tag().references()));
    }

    private static Sql named(Sql sql, Request request) {
        return sql.with("caller", request.caller()).with("key", request.key());
    }

    @Scheduled(every = "1h", delayed = "1m")
    @Transactional
    void forget() {
        session.doWork(connection -> Rows.change(connection, FORGET));
    }
}
