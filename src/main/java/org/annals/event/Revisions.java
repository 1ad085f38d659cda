package org.annals.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.annals.event.EventChange.Operation;
import org.annals.platform.http.JsonBody;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// Reads the versions of an event, the present one and those that it superseded.
@ApplicationScoped
class Revisions {

    /// One version: who made it, when and why, and the fields in which it differs from the one
    /// before.
    @RegisterForReflection
    record Revision(
            int revision,
            Instant recordedAt,
            String recordedBy,
            @Nullable String reason,
            @Nullable Long importId,
            String status,
            @Nullable Long mergedInto,
            List<String> changed) {}

    /// What one version changed, `from` the one before; the first changed everything.
    @RegisterForReflection
    record Diff(
            long event,
            @Nullable Integer from,
            int to,
            Instant recordedAt,
            String recordedBy,
            @Nullable String reason,
            List<Operation> patch,
            List<EventChange> changes) {}

    private record Signature(
            int revision,
            Instant recordedAt,
            String recordedBy,
            @Nullable String reason,
            @Nullable Long importId,
            @Nullable Long mergedInto) {}

    private static final Sql WHOLE =
            Sql.of(
                    """
                    select %s, 0::bigint as sort_key from event e where e.id = :id and e.revision between :first and :last
                    union all
                    select %s, 0::bigint from event_history e where e.id = :id and e.revision between :first and :last
                    """);
    private static final Sql SIGNATURES =
            Sql.of(
                    """
                    select revision, recorded_at, recorded_by, reason, import_id, merged_into
                      from event where id = :id and revision between :first and :last
                    union all
                    select revision, recorded_at, recorded_by, reason, import_id, merged_into
                      from event_history where id = :id and revision between :first and :last
                    """);

    private final EventReader reader;
    private final ObjectMapper json;

    Revisions(EventReader reader, ObjectMapper json) {
        this.reader = reader;
        this.json = json;
    }

    /// One version whole, if there is such a one.
    Optional<EventDetail> find(Snapshot snapshot, long id, int revision, String base) {
        return whole(snapshot, id, revision, revision, base).stream().findFirst();
    }

    /// Up to `most` versions, the last first, that are `last` or older.
    List<Revision> list(Snapshot snapshot, long id, int last, int most, String base) {
        int first = Math.max(1, last - most + 1);
        Map<Integer, Signature> signatures =
                signatures(snapshot, id, first, last).stream()
                        .collect(Collectors.toMap(Signature::revision, Function.identity()));
        // One more, with which the oldest of them is compared.
        List<EventDetail> versions = whole(snapshot, id, first - 1, last, base);
        List<Revision> revisions = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            EventDetail version = versions.get(i);
            Signature by = signatures.get(version.revision());
            if (by == null) continue;
            JsonNode before = i == 0 ? NullNode.getInstance() : tree(versions.get(i - 1));
            List<String> changed =
                    i == 0
                            ? List.of()
                            : EventChange.between(before, tree(version)).stream()
                                    .map(EventChange::field)
                                    .toList();
            revisions.add(
                    new Revision(
                            by.revision(),
                            by.recordedAt(),
                            by.recordedBy(),
                            by.reason(),
                            by.importId(),
                            version.status(),
                            by.mergedInto(),
                            changed));
        }
        return revisions.reversed();
    }

    /// What `revision` changed, if there is such a one.
    Optional<Diff> diff(Snapshot snapshot, long id, int revision, String base) {
        List<EventDetail> versions = whole(snapshot, id, revision - 1, revision, base);
        if (versions.isEmpty() || versions.getLast().revision() != revision) {
            return Optional.empty();
        }
        Signature by = signatures(snapshot, id, revision, revision).getFirst();
        JsonNode after = tree(versions.getLast());
        boolean made = versions.size() == 1;
        JsonNode before = made ? NullNode.getInstance() : tree(versions.getFirst());
        return Optional.of(
                new Diff(
                        id,
                        made ? null : revision - 1,
                        revision,
                        by.recordedAt(),
                        by.recordedBy(),
                        by.reason(),
                        made
                                ? List.of(new Operation("add", "", after))
                                : EventChange.patch(before, after),
                        EventChange.between(before, after)));
    }

    private List<EventDetail> whole(Snapshot snapshot, long id, int first, int last, String base) {
        Sql both = WHOLE.filled(EventColumns.WHOLE.ofEvent(), EventColumns.WHOLE.ofEvent());
        return snapshot
                .list(
                        EventColumns.WHOLE.inOrder(within(both, id, first, last)),
                        reader.reading(snapshot, base))
                .stream()
                .sorted(Comparator.comparingInt(EventDetail::revision))
                .toList();
    }

    private static List<Signature> signatures(Snapshot snapshot, long id, int first, int last) {
        return snapshot.list(
                within(SIGNATURES, id, first, last),
                row ->
                        new Signature(
                                row.getInt(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, Long.class),
                                row.getObject(6, Long.class)));
    }

    private static Sql within(Sql sql, long id, int first, int last) {
        return sql.with("id", id).with("first", first).with("last", last);
    }

    private JsonNode tree(EventDetail event) {
        try {
            return JsonBody.read(json.writeValueAsBytes(event));
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
