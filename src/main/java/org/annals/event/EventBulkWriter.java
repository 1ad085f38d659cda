package org.annals.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.annals.codebook.Codebook;
import org.annals.event.DraftResolver.Intent;
import org.annals.platform.http.Problem.Fault;
import org.annals.platform.sql.BulkCopy;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jspecify.annotations.Nullable;

/// Takes many drafts in at once: they are staged batch by batch, each in a commit of its own, and
/// then merged in one statement, so that all of them are there at one moment or none.
///
/// A draft is compared with the draft of the last import, not with what the event says now:
/// unchanged in the file is unchanged here, also after an editor's correction; changed in the file
/// and edited here is a conflict, and the editor's work stays.
public final class EventBulkWriter implements AutoCloseable {

    private static final List<String> CONTENT =
            List.of(
                    "start_earliest",
                    "start_latest",
                    "end_earliest",
                    "end_latest",
                    "members",
                    "members_kind",
                    "edtf",
                    "date_precision",
                    "date_qualifier",
                    "ongoing",
                    "confirmed",
                    "date_text",
                    "date_reported",
                    "title",
                    "description",
                    "kind",
                    "kind_branch",
                    "violence_type",
                    "aggregate",
                    "status",
                    "tag_ids",
                    "place_name",
                    "country",
                    "admin1",
                    "admin2",
                    "latitude",
                    "longitude",
                    "place_precision",
                    "concerns",
                    "conflict_ids",
                    "dyad_ids",
                    "actor_ids",
                    "actor_roles",
                    "fat_low",
                    "fat_best",
                    "fat_high",
                    "fat_side_a",
                    "fat_side_b",
                    "fat_civilians",
                    "fat_unknown",
                    "sources",
                    "claims",
                    "source_count",
                    "links",
                    "extra",
                    "origin_version",
                    "origin_url",
                    "content_hash");
    private static final List<String> KEY = List.of("origin_dataset", "origin_key");
    private static final List<String> STAGED =
            Stream.of(List.of("import_id", "line", "confirmed_given"), KEY, CONTENT)
                    .flatMap(List::stream)
                    .toList();
    // Of what is known to be unchanged, only what is needed to find it so again.
    private static final List<String> STAGED_UNCHANGED =
            List.of(
                    "import_id",
                    "line",
                    "confirmed_given",
                    "origin_dataset",
                    "origin_key",
                    "confirmed",
                    "content_hash");

    // A retraction always says why; a file says of each event what it is, not why it is so.
    private static final String RETRACTED = "Retracted in the file that was imported";

    // What the last import said of each event. An editor cannot change it, only another import, and
    // those wait for each other; `offset 0` keeps it a look into the index for each.
    private static final Sql SAID_LAST =
            Sql.of(
                    """
                    select k.place, e.origin_hash, e.origin_confirmed
                      from unnest(:datasets::int[], :keys::text[]) with ordinality k(dataset, key, place)
                     cross join lateral (
                       select origin_hash, origin_confirmed
                         from event
                        where origin_dataset = k.dataset and origin_key = k.key and origin_hash is not null
                       offset 0) e
                    """);

    private static final Sql REPEATED =
            Sql.of(
                    """
                    with repeated as (
                      delete from event_staging s
                       using (select ctid, row_number() over (partition by origin_dataset, origin_key order by line) as n,
                                     first_value(line) over (partition by origin_dataset, origin_key order by line) as before
                                from event_staging where import_id = :import) r
                       where s.ctid = r.ctid and r.n > 1
                      returning s.line, s.origin_key, r.before)
                    insert into import_complaint(import_id, kind, line, value, reason)
                    select :import, 'refused', line, origin_key,
                           'The same key stands in line ' || before || ' already; an event stands in a file once.'
                      from repeated
                    """);

    // The day up to which an event is confirmed is no part of the hash, since by default it is the
    // day of recording; where the file gives one, it is compared like all else.
    private static final String SAID_BEFORE =
            """
            s.content_hash in (e.origin_hash, e.content_hash)
            and (not s.confirmed_given or s.confirmed in (e.origin_confirmed, e.confirmed))\
            """;

    private static final Sql MERGE =
            Sql.of(
                    """
                    with compared as materialized (
                      select s.*, e.id as event_id, e.revision as event_revision,
                             case when %4$s then 'unchanged'
                                  when s.edtf is null then 'overtaken'
                                  when e.id is null then 'insert'
                                  when e.content_hash = e.origin_hash
                                       and e.confirmed is not distinct from coalesce(e.origin_confirmed, e.confirmed)
                                    then 'change'
                                  else 'conflict' end as action
                        from event_staging s
                        left join event e on e.origin_dataset = s.origin_dataset and e.origin_key = s.origin_key
                       where s.import_id = :import),
                    inserted as (
                      insert into event(%1$s, %2$s, origin_hash, origin_confirmed, revision, recorded_by, reason, import_id)
                      select %1$s, %2$s, content_hash, case when confirmed_given then confirmed end, 1, :author,
                             case when status = 'retracted' then :retracted else nullif(:reason, '') end, :import
                        from compared
                       where action = 'insert'
                       order by start_earliest
                      returning 1),
                    changed as (
                      update event e
                         set (%2$s, origin_hash, origin_confirmed, revision, recorded_by, reason, import_id)
                           = (%3$s, c.content_hash, case when c.confirmed_given then c.confirmed end, e.revision + 1, :author,
                              case when c.status = 'retracted' then :retracted else nullif(:reason, '') end, :import)
                        from compared c
                       where c.action = 'change' and e.id = c.event_id and e.revision = c.event_revision
                      returning 1)
                    select (select count(*) from inserted), (select count(*) from changed),
                           count(*) filter (where action = 'unchanged'), count(*) filter (where action = 'overtaken'), count(*)
                      from compared
                    """
                            .formatted(
                                    String.join(", ", KEY),
                                    String.join(", ", CONTENT),
                                    CONTENT.stream()
                                            .map(column -> "c." + column)
                                            .collect(Collectors.joining(", ")),
                                    SAID_BEFORE));

    // Asked after the merge, so that an editor who came between its look and its update is seen
    // too.
    private static final Sql CONFLICTING =
            Sql.of(
                    """
                    insert into import_complaint(import_id, kind, line, value, reason, event_id)
                    select :import, 'conflicting', s.line, s.origin_key,
                           'The event was edited here since the last import, and the file changes it too; what was edited stays.',
                           e.id
                      from event_staging s
                      join event e on e.origin_dataset = s.origin_dataset and e.origin_key = s.origin_key
                     where s.import_id = :import and (%s) is not true
                     order by s.line
                    """
                            .formatted(SAID_BEFORE));

    private static final Sql MISSING =
            Sql.of(
                    """
                    insert into import_complaint(import_id, kind, value, reason, event_id)
                    select :import, 'missing', e.origin_key,
                           'The event is of this data set, but not in the file; it stays.', e.id
                      from event e
                     where e.live
                       and e.origin_dataset = (select id from dataset where code = :dataset)
                       and not exists (select from event_staging s
                                        where s.import_id = :import and s.origin_dataset = e.origin_dataset
                                          and s.origin_key = e.origin_key)
                     order by e.id
                    """);
    // Only what is joined by: a sample of every column takes longer than the merge of a file that
    // changes nothing.
    private static final Sql ANALYZE =
            Sql.of("analyze event_staging(import_id, origin_dataset, origin_key)");
    private static final Sql CLEAR = Sql.of("delete from event_staging where import_id = :import");
    private static final Sql LOCK_NAMES =
            Sql.of("select pg_advisory_xact_lock(:lock)").with("lock", EventEditor.NAMES_LOCK);

    /// What became of the rows that were staged; `repeated` were there twice, `missing` are not in
    /// the file at all.
    public record Merged(
            long inserted,
            long changed,
            long unchanged,
            long conflicting,
            long repeated,
            long missing) {}

    /// Someone else made a name that this load was about to make, or imported an event that it
    /// found unchanged: it is to be staged again.
    public static final class Overtaken extends Exception {}

    private final Connection connection;
    private final long importId;
    private final DraftResolver resolver;
    private final List<Row> batch = new ArrayList<>();

    private record Row(long line, boolean confirmedGiven, Event event) {}

    /// Works on a connection of its own, without a transaction under way.
    public EventBulkWriter(
            Connection connection, long importId, Codebook codebook, LocalDate today) {
        this.connection = connection;
        this.importId = importId;
        this.resolver = new DraftResolver(codebook, connection, today, Intent.IMPORT);
        clear(connection, importId);
    }

    /// Takes one draft into the batch; gives what is wrong with it, in which case it is left out.
    public List<Fault> add(long line, EventDraft draft) {
        EventDraft.Origin origin = draft.origin();
        if (origin == null || origin.key() == null) {
            return List.of(
                    Fault.at(
                            "/origin/key",
                            null,
                            "What is imported has an origin with a data set and a key, by which it is known again."));
        }
        Event event = new Event();
        List<Fault> faults = resolver.fill(event, draft);
        if (faults.isEmpty()) batch.add(new Row(line, draft.date().confirmed() != null, event));
        return faults;
    }

    /// How many drafts wait for [#stage].
    public int waiting() {
        return batch.size();
    }

    /// Writes the batch to the staging table and commits it.
    public void stage() {
        if (batch.isEmpty()) return;
        BitSet unchanged = saidLast();
        try (BulkCopy copy = new BulkCopy(connection, "event_staging", STAGED_UNCHANGED)) {
            for (int i = 0; i < batch.size(); i++) {
                if (unchanged.get(i)) writeUnchanged(copy, batch.get(i));
            }
            copy.end();
        }
        try (BulkCopy copy = new BulkCopy(connection, "event_staging", STAGED)) {
            for (int i = 0; i < batch.size(); i++) {
                if (!unchanged.get(i)) write(copy, batch.get(i));
            }
            copy.end();
        }
        commit();
        batch.clear();
    }

    /// The places in the batch of drafts that the last import had word for word.
    private BitSet saidLast() {
        BitSet same = new BitSet(batch.size());
        Sql asked =
                SAID_LAST
                        .with(
                                "datasets",
                                batch.stream().mapToInt(row -> row.event().originDataset).toArray())
                        .with(
                                "keys",
                                batch.stream()
                                        .map(row -> row.event().originKey)
                                        .toArray(String[]::new));
        Rows.list(
                connection,
                asked,
                last -> {
                    int place = last.getInt(1) - 1;
                    Row row = batch.get(place);
                    Integer confirmed = last.getObject(3, Integer.class);
                    same.set(
                            place,
                            Arrays.equals(row.event().contentHash, last.getBytes(2))
                                    && (!row.confirmedGiven()
                                            || Objects.equals(row.event().confirmed, confirmed)));
                    return place;
                });
        return same;
    }

    private void writeUnchanged(BulkCopy copy, Row row) {
        Event e = row.event();
        copy.value(importId).value(row.line()).value(row.confirmedGiven());
        copy.value(e.originDataset).value(e.originKey).value(e.confirmed);
        copy.value(e.contentHash).endRow();
    }

    private void write(BulkCopy copy, Row row) {
        Event e = row.event();
        copy.value(importId).value(row.line()).value(row.confirmedGiven());
        copy.value(e.originDataset).value(e.originKey);
        copy.value(e.startEarliest).value(e.startLatest).value(e.endEarliest).value(e.endLatest);
        copy.value(e.members).value(e.membersKind).value(e.edtf).value(e.datePrecision);
        copy.value(e.dateQualifier).value(e.ongoing).value(e.confirmed).value(e.dateText);
        copy.value(e.dateReported).value(e.title).value(e.description).value(e.kind);
        copy.value(e.kindBranch).value(e.violenceType).value(e.aggregate).value(e.status);
        copy.value(e.tagIds).value(e.placeName).value(e.country).value(e.admin1).value(e.admin2);
        copy.value(e.latitude).value(e.longitude).value(e.placePrecision).value(e.concerns);
        copy.value(e.conflictIds).value(e.dyadIds).value(e.actorIds).value(e.actorRoles);
        copy.value(e.fatLow).value(e.fatBest).value(e.fatHigh).value(e.fatSideA).value(e.fatSideB);
        copy.value(e.fatCivilians)
                .value(e.fatUnknown)
                .value(e.sources)
                .value(e.claims)
                .value(e.sourceCount);
        copy.value(e.links).value(e.extra).value(e.originVersion).value(e.originUrl);
        copy.value(e.contentHash).endRow();
    }

    /// Merges what is staged, in the transaction that `connection` is in; the caller commits it.
    /// `dataset` is the one of which the file holds everything, null if it is not of one.
    public Merged merge(@Nullable String dataset, String author, @Nullable String reason)
            throws Overtaken {
        waitForOthers(connection);
        if (resolver.hasMoved()) throw new Overtaken();
        long repeated = Rows.change(connection, REPEATED.with("import", importId));
        Rows.change(connection, ANALYZE);
        long missing =
                dataset == null
                        ? 0
                        : Rows.change(
                                connection,
                                MISSING.with("import", importId).with("dataset", dataset));
        record Written(long inserted, long changed, long unchanged, long overtaken, long all) {}
        Written written =
                Rows.one(
                        connection,
                        MERGE.with("import", importId)
                                .with("author", author)
                                .with("reason", reason == null ? "" : reason)
                                .with("retracted", reason == null ? RETRACTED : reason),
                        row ->
                                new Written(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5)));
        if (written.overtaken() > 0) throw new Overtaken();
        long others = written.all() - written.inserted() - written.changed() - written.unchanged();
        long conflicting =
                others == 0 ? 0 : Rows.change(connection, CONFLICTING.with("import", importId));
        resolver.store();
        return new Merged(
                written.inserted(),
                written.changed(),
                written.all() - written.inserted() - written.changed() - conflicting,
                conflicting,
                repeated,
                missing);
    }

    /// Has the transaction take as long as it needs, one such after the other.
    public static void waitForOthers(Connection connection) {
        Rows.change(connection, Sql.of("set local statement_timeout = 0"));
        Rows.list(connection, LOCK_NAMES, row -> true);
    }

    /// Empties the staging table of an import that is over, however it ended.
    public static void clear(Connection connection, long importId) {
        Rows.change(connection, CLEAR.with("import", importId));
    }

    /// Gives up what was not committed, and leaves nothing staged.
    @Override
    public void close() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
        clear(connection, importId);
        commit();
    }

    private void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
