package org.annals.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.annals.codebook.Codebook;
import org.annals.codebook.Codebooks;
import org.annals.codebook.EventStatus;
import org.annals.event.DraftResolver.Intent;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.RevisionTag;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jspecify.annotations.Nullable;

/// Makes and changes single events; each call is one transaction, in which the database keeps the
/// version that was superseded.
@ApplicationScoped
class EventEditor {

    // Whoever makes names holds this until the commit, so that two writes cannot make the same one.
    static final long NAMES_LOCK = 7_301_002;
    private static final Sql LOCK_NAMES =
            Sql.of("select pg_advisory_xact_lock(:lock)").with("lock", NAMES_LOCK);
    private static final Sql SHOWN =
            Sql.of("select live from event_history where id = :id and revision = :revision");
    private static final Sql RESTORE =
            Sql.of("select annals_event_restore(:id, :revision, :by, :reason)");
    private static final Sql REFERENCES = Sql.of("select version from reference_version");

    /// Who makes a change, and why.
    record Author(String name, @Nullable String reason) {

        /// The reason of a change that is not made without one.
        String required() {
            return Objects.requireNonNull(reason);
        }
    }

    /// An event as it was made: its tag stands in the answer, also in one that is given again.
    record Made(long id, RevisionTag tag) {}

    private final Session session;
    private final Codebooks codebooks;
    private final IdempotentAnswers answers;
    private final Clock clock;

    EventEditor(Session session, Codebooks codebooks, IdempotentAnswers answers, Clock clock) {
        this.session = session;
        this.codebooks = codebooks;
        this.answers = answers;
        this.clock = clock;
    }

    /// Makes an event, or gives what the same request was answered before.
    @Transactional
    Made create(EventDraft draft, Author author, Optional<IdempotentAnswers.Request> request) {
        return session.doReturningWork(connection -> {
            Optional<Made> before = request.flatMap(again -> answers.find(connection, again));
            if (before.isPresent()) return before.get();
            Made made = make(connection, draft, author);
            request.ifPresent(first -> answers.keep(connection, first, made));
            return made;
        });
    }

    private Made make(Connection connection, EventDraft draft, Author author) {
        Event event = new Event();
        DraftResolver resolver = fill(connection, event, draft);
        refuseTakenOrigin(event);
        event.revision = 1;
        event.recordedBy = author.name();
        event.reason = author.reason();
        try {
            event.persist();
            session.flush();
        } catch (ConstraintViolationException e) {
            // Another request took the origin since it was looked for.
            if (e.getKind() == ConstraintKind.UNIQUE) throw taken("Another event");
            throw e;
        }
        resolver.store();
        long references = Rows.one(connection, REFERENCES, row -> row.getLong(1));
        return new Made(event.id, new RevisionTag(event.revision, references));
    }

    /// Puts the draft in the place of what the event says. Nothing is written, and no revision
    /// made, if it says so already.
    @Transactional
    void replace(long id, int revision, EventDraft draft, Author author) {
        session.doWork(connection -> {
            Event event = at(id, revision);
            // As it was written: what is read back of it is spaced and ordered otherwise.
            byte[] before = event.contentHash;
            Integer confirmedBefore = event.confirmed;
            String versionBefore = event.originVersion;
            String urlBefore = event.originUrl;
            DraftResolver resolver = fill(connection, event, draft);
            boolean same =
                    Arrays.equals(before, event.contentHash)
                            && Objects.equals(confirmedBefore, event.confirmed)
                            && Objects.equals(versionBefore, event.originVersion)
                            && Objects.equals(urlBefore, event.originUrl);
            if (same) {
                session.detach(event);
                return;
            }
            sign(event, author);
            session.flush();
            resolver.store();
        });
    }

    /// Retracts the event: it stays, with the reason, and is neither listed nor counted.
    @Transactional
    void retract(long id, int revision, Author author) {
        Event event = at(id, revision);
        event.status = EventStatus.RETRACTED.code();
        event.contentHash = event.hash();
        sign(event, author);
        session.flush();
    }

    /// Makes the event say again what it said at an earlier revision, also if it was retracted or
    /// merged since; what came from elsewhere stays known by the same key.
    @Transactional
    void restore(long id, int revision, int wanted, Author author) {
        session.doWork(connection -> {
            at(id, revision);
            if (wanted == revision) return;
            boolean shown =
                    Rows.first(
                                    connection,
                                    SHOWN.with("id", id).with("revision", wanted),
                                    row -> row.getBoolean(1))
                            .orElseThrow(() ->
                                    unrestorable(
                                            wanted, "Event %d has no revision %d.", id, wanted));
            if (!shown) {
                throw unrestorable(
                        wanted,
                        "At revision %2$d event %1$d was retracted or merged; go back to one before that.",
                        id,
                        wanted);
            }
            Rows.list(
                    connection,
                    RESTORE.with("id", id)
                            .with("revision", wanted)
                            .with("by", author.name())
                            .with("reason", author.required()),
                    row -> true);
            session.clear();
        });
    }

    private static Problem unrestorable(int revision, String message, Object... values) {
        return Problem.of(
                ProblemType.UNREADABLE_PARAMETER,
                List.of(
                        Problem.Fault.inParameter(
                                "revision",
                                Integer.toString(revision),
                                message.formatted(values))));
    }

    /// Makes one event of two: what `from` has of sources, tags and links goes to `id`, and who
    /// asks for `from` is led there.
    @Transactional
    void merge(long id, int revision, long from, Author author) {
        session.doWork(connection -> {
            if (from == id) throw unmergeable(from, "An event cannot be merged into itself.");
            // In the order of their numbers, so that two merges cannot wait for each other.
            Event first = Event.findById(Math.min(id, from), LockModeType.PESSIMISTIC_WRITE);
            Event second = Event.findById(Math.max(id, from), LockModeType.PESSIMISTIC_WRITE);
            if (first == null || second == null) {
                throw unmergeable(from, "There is no event %d.".formatted(from));
            }
            Event into = first.id == id ? first : second;
            Event gone = first.id == id ? second : first;
            if (into.revision != revision) throw stale(revision, into.revision);
            for (Event event : List.of(into, gone)) {
                if (event.status.equals(EventStatus.RETRACTED.code()) || event.mergedInto != null) {
                    throw unmergeable(
                            from,
                            "Event %d was retracted or merged already; restore it first."
                                    .formatted(event.id));
                }
            }
            into.takeIn(gone, datasetCodes());
            into.contentHash = into.hash();
            gone.mergedInto = id;
            sign(into, author);
            sign(gone, author);
            session.flush();
        });
    }

    private IntFunction<String> datasetCodes() {
        Codebook codebook = codebooks.current();
        return id -> codebook.dataset(id).code();
    }

    private static Problem unmergeable(long from, String message) {
        return Problem.of(
                ProblemType.UNREADABLE_PARAMETER,
                List.of(Problem.Fault.inParameter("from", Long.toString(from), message)));
    }

    private static void sign(Event event, Author author) {
        event.recordedBy = author.name();
        event.reason = author.reason();
        event.importId = null;
    }

    /// The event, if it still is at the revision on which the change was made.
    private Event at(long id, int revision) {
        Event event = Event.findById(id);
        if (event.revision != revision) throw stale(revision, event.revision);
        return event;
    }

    static Problem stale(int expected, int present) {
        return Problem.of(
                ProblemType.STALE_REVISION,
                "The event is at revision %d by now, not %d. Get it again and make the change on that."
                        .formatted(present, expected));
    }

    private DraftResolver fill(Connection connection, Event event, EventDraft draft) {
        if (draft.status() == EventStatus.RETRACTED) {
            throw Problem.of(
                    ProblemType.INVALID_EVENT,
                    List.of(
                            Problem.Fault.at(
                                    "/status",
                                    "retracted",
                                    "An event is reported, confirmed or disputed; DELETE retracts it, with a reason.")));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        DraftResolver resolver =
                new DraftResolver(codebooks.current(), connection, today, Intent.EDIT);
        List<Problem.Fault> faults = resolver.fill(event, draft);
        if (resolver.hasNew() && faults.isEmpty()) {
            // Once more, now that nobody else can make the names that were not there.
            Rows.list(connection, LOCK_NAMES, row -> true);
            resolver = new DraftResolver(codebooks.current(), connection, today, Intent.EDIT);
            faults = resolver.fill(event, draft);
        }
        if (!faults.isEmpty()) {
            session.detach(event);
            throw Problem.of(ProblemType.UNKNOWN_REFERENCE, faults);
        }
        return resolver;
    }

    private void refuseTakenOrigin(Event event) {
        Event other =
                Event.<Event>find(
                                "originDataset = ?1 and originKey = ?2",
                                event.originDataset,
                                event.originKey)
                        .firstResult();
        if (other != null) throw taken("Event " + other.id);
    }

    private static Problem taken(String by) {
        return Problem.of(
                ProblemType.DUPLICATE_ORIGIN,
                "%s has this origin already. Change that one, or give another key.".formatted(by));
    }
}
