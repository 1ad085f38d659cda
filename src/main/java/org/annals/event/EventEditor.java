package org.annals.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.Codebooks;
import org.annals.codebook.EventStatus;
import org.annals.event.DraftResolver.Links;
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
    private static final Sql REFERENCES = Sql.of("select version from reference_version");

    /// Who makes a change, and why.
    record Author(String name, @Nullable String reason) {}

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
                            && java.util.Objects.equals(confirmedBefore, event.confirmed)
                            && java.util.Objects.equals(versionBefore, event.originVersion)
                            && java.util.Objects.equals(urlBefore, event.originUrl);
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
                new DraftResolver(codebooks.current(), connection, today, Links.CHECKED);
        List<Problem.Fault> faults = resolver.fill(event, draft);
        if (resolver.hasNew() && faults.isEmpty()) {
            // Once more, now that nobody else can make the names that were not there.
            Rows.list(connection, LOCK_NAMES, row -> true);
            resolver = new DraftResolver(codebooks.current(), connection, today, Links.CHECKED);
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
