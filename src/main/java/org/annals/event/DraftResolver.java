package org.annals.event;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.annals.codebook.Codebook;
import org.annals.codebook.Dataset;
import org.annals.codebook.Kind;
import org.annals.codebook.NamedRecords;
import org.annals.codebook.NamedTable;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.Reference;
import org.annals.codebook.ReferenceIntake;
import org.annals.codebook.TagIntake;
import org.annals.event.EventDraft.DateDraft;
import org.annals.event.EventDraft.Link;
import org.annals.event.EventDraft.Origin;
import org.annals.event.EventDraft.Participant;
import org.annals.event.StoredJson.StoredLink;
import org.annals.platform.http.Nearest;
import org.annals.platform.http.Problem.Fault;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.time.DateRefused;
import org.jspecify.annotations.Nullable;

/// Puts drafts into the form in which they are stored, for one write: dates become days, names
/// become numbers. Records that drafts ask to be made are stored together at the end ([#store]).
final class DraftResolver {

    private static final String OWN_DATASET = "annals";
    private static final Sql OUTSIDE_KEY =
            Sql.of(
                    """
                    select d.code, e.origin_key
                      from event e
                      join dataset d on d.id = e.origin_dataset
                     where e.id = :id
                    """);
    private static final Sql THERE =
            Sql.of(
                    """
                    select 1
                      from event e
                      join dataset d on d.id = e.origin_dataset
                     where d.code = :dataset and e.origin_key = :key
                    """);

    private static final Pattern DATASET = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Sql NEW_DATASET =
            Sql.of(
                    """
                    insert into dataset(code, name) values (:code, :code)
                    on conflict (code) do update set code = excluded.code
                    returning id
                    """);

    /// What the drafts are for: an edit names what is here, an import may bring in data sets and
    /// the events that links lead to.
    enum Intent {
        EDIT,
        IMPORT
    }

    private final Codebook codebook;
    private final ReferenceIntake actors;
    private final ReferenceIntake conflicts;
    private final ReferenceIntake dyads;
    private final TagIntake tags;
    private final Connection connection;
    private final LocalDate today;
    private final Intent intent;
    private final Map<String, Integer> newDatasets = new HashMap<>();

    /// Reads what is committed on the connection of the write, so that what another write has made
    /// since is seen.
    DraftResolver(Codebook codebook, Connection connection, LocalDate today, Intent intent) {
        this.codebook = codebook;
        this.actors = intake(NamedTable.ACTOR, connection);
        this.conflicts = intake(NamedTable.CONFLICT, connection);
        this.dyads = intake(NamedTable.DYAD, connection);
        this.tags = TagIntake.of(connection);
        this.connection = connection;
        this.today = today;
        this.intent = intent;
    }

    private static ReferenceIntake intake(NamedTable table, Connection connection) {
        NamedRecords known = ReferenceIntake.committed(table, connection);
        return new ReferenceIntake(table, known, connection);
    }

    boolean hasNew() {
        return actors.hasNew() || conflicts.hasNew() || dyads.hasNew() || tags.hasNew();
    }

    /// Whether a record that this write is about to make has been made by another since.
    boolean hasMoved() {
        return actors.hasMoved() || conflicts.hasMoved() || dyads.hasMoved() || tags.hasMoved();
    }

    /// Stores the records that were made on the way; conflicts before the dyads that belong to
    /// them.
    void store() {
        actors.store();
        conflicts.store();
        dyads.store();
        tags.store();
    }

    /// Fills `event` with what the draft says; gives what cannot be resolved.
    List<Fault> fill(Event event, EventDraft draft) {
        List<Fault> faults = new ArrayList<>();
        origin(event, draft.origin(), faults);
        date(event, draft.date(), faults);
        event.title = draft.title();
        event.description = draft.description();
        read(() -> codebook.kinds().named(draft.kind()), "/kind", draft.kind(), faults)
                .ifPresent(kind -> kind(event, kind));
        event.violenceType = draft.violenceType() == null ? null : draft.violenceType().code();
        event.aggregate = draft.aggregate();
        event.status = draft.status().code();
        event.tagIds = draft.tags().stream().mapToInt(tags::resolve).toArray();
        place(event, draft.place(), faults);
        event.concerns = countries(draft.concerns(), "/concerns/", faults);
        references(event, draft, faults);
        toll(event, draft.fatalities());
        event.cite(draft.sources());
        event.sourceCount =
                draft.sourceCount() != null || draft.sources().isEmpty()
                        ? draft.sourceCount()
                        : Integer.valueOf(draft.sources().size());
        event.links = StoredJson.links(links(event, draft.links(), faults));
        event.extra = draft.extra().isEmpty() ? null : StoredJson.extra(draft.extra());
        event.contentHash = faults.isEmpty() ? event.hash() : new byte[0];
        return faults;
    }

    private void origin(Event event, @Nullable Origin origin, List<Fault> faults) {
        String code = origin == null ? OWN_DATASET : origin.dataset();
        Optional<Integer> dataset = dataset(code);
        if (dataset.isEmpty()) {
            List<String> codes = codebook.datasets().stream().map(Dataset::code).toList();
            faults.add(
                    Fault.at(
                            "/origin/dataset",
                            code,
                            "There is no data set '%s'.%s An import makes new ones, named by small letters, digits, '.', '_' and '-'."
                                    .formatted(code, Nearest.hint(code, codes))));
            return;
        }
        event.originDataset = dataset.get();
        // A key of its own lets the event travel to another instance.
        if (origin != null && origin.key() != null) event.originKey = origin.key();
        else if (event.originKey == null) event.originKey = UUID.randomUUID().toString();
        event.originVersion = origin == null ? null : origin.version();
        event.originUrl = origin == null ? null : origin.url();
    }

    /// A file may name a data set that is not here yet; a single event may not.
    private Optional<Integer> dataset(String code) {
        Optional<Dataset> known = codebook.dataset(code);
        if (known.isPresent()) return Optional.of(known.get().id());
        if (intent == Intent.EDIT || !DATASET.matcher(code).matches()) return Optional.empty();
        return Optional.of(
                newDatasets.computeIfAbsent(
                        code,
                        c ->
                                Rows.one(
                                        connection,
                                        NEW_DATASET.with("code", c),
                                        row -> row.getInt(1))));
    }

    private void date(Event event, DateDraft draft, List<Fault> faults) {
        LocalDate confirmed = draft.confirmed();
        if (draft.date().ongoing() && confirmed == null) {
            // An edit that says nothing of it leaves it as it was.
            Integer before = event.ongoing ? event.confirmed : null;
            confirmed = before == null ? today : LocalDate.ofEpochDay(before);
        }
        StoredDate date;
        try {
            date = StoredDate.of(draft.date(), confirmed == null ? today : confirmed);
        } catch (DateRefused | IllegalArgumentException e) {
            faults.add(
                    Fault.at(
                            draft.date().ongoing() ? "/date/confirmed" : "/date/edtf",
                            draft.date().edtf(),
                            String.valueOf(e.getMessage())));
            return;
        }
        event.edtf = date.edtf();
        event.startEarliest = date.startEarliest();
        event.startLatest = date.startLatest();
        event.endEarliest = date.endEarliest();
        event.endLatest = date.endLatest();
        event.members = date.membersArray();
        event.membersKind = date.membersKind();
        event.datePrecision = date.datePrecision();
        event.dateQualifier = date.dateQualifier();
        event.ongoing = date.ongoing();
        event.confirmed = date.confirmed();
        event.dateText = draft.text();
        LocalDate reported = draft.reported();
        event.dateReported = reported == null ? null : Integer.valueOf((int) reported.toEpochDay());
    }

    private static void kind(Event event, Kind kind) {
        event.kind = kind.id();
        event.kindBranch = kind.branch();
    }

    private void place(Event event, @Nullable Place place, List<Fault> faults) {
        event.placeName = place == null ? null : place.name();
        event.admin1 = place == null ? null : place.admin1();
        event.admin2 = place == null ? null : place.admin2();
        event.latitude = place == null ? null : place.latitude();
        event.longitude = place == null ? null : place.longitude();
        event.placePrecision =
                place == null || place.precision() == null ? null : place.precision().code();
        String country = place == null ? null : place.country();
        event.country =
                country == null ? null : country(country, "/place/country", faults).orElse(null);
    }

    private Optional<Integer> country(String code, String pointer, List<Fault> faults) {
        return read(() -> codebook.countries().named(code).id(), pointer, code, faults);
    }

    private int[] countries(List<String> codes, String pointer, List<Fault> faults) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            country(codes.get(i), pointer + i, faults).ifPresent(ids::add);
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private void references(Event event, EventDraft draft, List<Fault> faults) {
        List<Integer> conflictIds = new ArrayList<>();
        for (int i = 0; i < draft.conflicts().size(); i++) {
            resolve(conflicts, draft.conflicts().get(i), null, "/conflicts/" + i, faults)
                    .ifPresent(conflictIds::add);
        }
        event.conflictIds = ints(conflictIds);
        Reference dyad = draft.dyad();
        Integer conflict = conflictIds.isEmpty() ? null : conflictIds.getFirst();
        event.dyadIds =
                dyad == null
                        ? new int[0]
                        : ints(resolve(dyads, dyad, conflict, "/dyad", faults).stream().toList());
        List<Integer> actorIds = new ArrayList<>();
        List<Participant> participants = draft.actors();
        event.actorRoles = new short[participants.size()];
        for (int i = 0; i < participants.size(); i++) {
            Participant participant = participants.get(i);
            resolve(actors, participant.actor(), null, "/actors/" + i, faults)
                    .ifPresent(actorIds::add);
            event.actorRoles[i] = (short) participant.role().ordinal();
        }
        event.actorIds = ints(actorIds);
    }

    private static Optional<Integer> resolve(
            ReferenceIntake intake,
            Reference reference,
            @Nullable Integer parent,
            String pointer,
            List<Fault> faults) {
        try {
            return Optional.of(intake.resolve(reference, parent));
        } catch (ReferenceIntake.Unknown e) {
            faults.add(Fault.at(pointer, reference.name(), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void toll(Event event, Fatalities toll) {
        event.fatLow = toll.low();
        event.fatBest = toll.best();
        event.fatHigh = toll.high();
        event.fatSideA = toll.sideA();
        event.fatSideB = toll.sideB();
        event.fatCivilians = toll.civilians();
        event.fatUnknown = toll.unknown();
    }

    private List<StoredLink> links(Event event, List<Link> links, List<Fault> faults) {
        // What an import linked to before it came may stay.
        Set<OutsideKey> before = event.id == null ? Set.of() : StoredJson.linked(event.links);
        List<StoredLink> stored = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            OutsideKey origin = link.origin();
            if (origin == null || (link.event() != null && intent == Intent.EDIT)) {
                origin = outsideKey(link).orElse(origin);
            }
            if (origin == null
                    || (intent == Intent.EDIT && !before.contains(origin) && !isThere(origin))) {
                faults.add(
                        Fault.at(
                                "/links/" + i,
                                String.valueOf(link.event() != null ? link.event() : origin),
                                "There is no such event to link to."));
            } else {
                stored.add(new StoredLink(link.rel(), origin));
            }
        }
        return stored;
    }

    private Optional<OutsideKey> outsideKey(Link link) {
        Long id = link.event();
        if (id == null) return Optional.empty();
        return Rows.first(
                connection,
                OUTSIDE_KEY.with("id", id),
                row -> new OutsideKey(row.getString(1), row.getString(2)));
    }

    private boolean isThere(OutsideKey origin) {
        return Rows.first(
                        connection,
                        THERE.with("dataset", origin.dataset()).with("key", origin.key()),
                        row -> row.getInt(1))
                .isPresent();
    }

    private static <T> Optional<T> read(
            Supplier<T> reader, String pointer, String value, List<Fault> faults) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            faults.add(Fault.at(pointer, value, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
