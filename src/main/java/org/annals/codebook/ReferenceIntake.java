package org.annals.codebook;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// Turns the references of drafts into numbers, for one table and one write; records that are to be
/// made get their number at once and are stored together at the end.
///
/// A number that a draft brings is kept where it is free, so that what one instance exports reads
/// the same in another that was empty.
public final class ReferenceIntake {

    /// The reference names nothing that is here; the message names what is near.
    public static final class Unknown extends Exception {
        Unknown(String message) {
            super(message);
        }
    }

    private final NamedTable table;
    private final NamedRecords known;
    private final Connection connection;
    private final Map<OutsideKey, NamedRecord> newByKey = new HashMap<>();
    private final Map<String, NamedRecord> newByName = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    private final List<NamedRecord> made = new ArrayList<>();

    public ReferenceIntake(NamedTable table, NamedRecords known, Connection connection) {
        this.table = table;
        this.known = known;
        this.connection = connection;
    }

    /// Those of the table that are committed, read on the connection of the write.
    public static NamedRecords committed(NamedTable table, Connection connection) {
        return new NamedRecords(Rows.list(connection, table.all(), NamedTable::record));
    }

    /// The number of the record that is meant. An outside key says most surely which; then the
    /// number, if no name contradicts it; then the name.
    public int resolve(Reference reference, @Nullable Integer parent) throws Unknown {
        Optional<Integer> found = find(reference);
        if (found.isPresent()) return found.get();
        if (reference.create() && reference.name() != null) return make(reference, parent);
        throw new Unknown(unknown(reference));
    }

    private Optional<Integer> find(Reference reference) throws Unknown {
        if (reference.origin() != null) {
            NamedRecord made = newByKey.get(reference.origin());
            Optional<NamedRecord> record =
                    made != null ? Optional.of(made) : known.find(reference.origin());
            if (record.isPresent() || reference.create()) return record.map(NamedRecord::id);
        }
        String name = reference.name();
        if (reference.id() != null) {
            Optional<NamedRecord> record = known.find(reference.id());
            if (record.isPresent() && (name == null || record.get().name().equals(name))) {
                return record.map(NamedRecord::id);
            }
        }
        if (name == null) return Optional.empty();
        if (newByName.containsKey(name)) return Optional.of(newByName.get(name).id());
        List<NamedRecord> named = known.named(name);
        if (named.size() > 1 && !reference.create()) {
            throw new Unknown(
                    "There are %d of the name '%s': give the id, one of %s."
                            .formatted(
                                    named.size(),
                                    name,
                                    named.stream().map(NamedRecord::id).toList()));
        }
        return named.stream().findFirst().map(NamedRecord::id);
    }

    private int make(Reference reference, @Nullable Integer parent) {
        Integer wanted = reference.id();
        int id =
                wanted != null && wanted > 0 && known.find(wanted).isEmpty() && taken.add(wanted)
                        ? wanted
                        : nextFree();
        NamedRecord record =
                new NamedRecord(id, String.valueOf(reference.name()), reference.origin(), parent);
        made.add(record);
        if (record.origin() != null) newByKey.put(record.origin(), record);
        if (record.origin() == null) newByName.put(record.name(), record);
        return id;
    }

    private int nextFree() {
        int id;
        do {
            id =
                    Rows.one(
                            connection,
                            Sql.of(
                                    "select nextval(pg_get_serial_sequence('%s', 'id'))"
                                            .formatted(table.table())),
                            row -> row.getInt(1));
        } while (known.find(id).isPresent() || !taken.add(id));
        return id;
    }

    private String unknown(Reference reference) {
        String what =
                reference.name() != null
                        ? "the name '" + reference.name() + "'"
                        : reference.origin() != null
                                ? "the origin " + reference.origin()
                                : "the id " + reference.id();
        String name = reference.name();
        List<String> near = name == null ? List.of() : known.near(name);
        return "There is no %s of %s.%s"
                .formatted(
                        table.table(),
                        what,
                        name == null
                                ? ""
                                : (near.isEmpty() ? "" : " Near: " + String.join("; ", near) + ".")
                                        + " A new one needs \"create\": true.");
    }

    public boolean hasNew() {
        return !made.isEmpty();
    }

    /// Whether one of those to be made is there by now, made by another write.
    public boolean hasMoved() {
        if (made.isEmpty()) return false;
        NamedRecords now = committed(table, connection);
        return made.stream()
                .anyMatch(record ->
                        now.find(record.id()).isPresent()
                                || (record.origin() == null
                                        ? now.named(record.name()).size()
                                                > known.named(record.name()).size()
                                        : now.find(record.origin()).isPresent()));
    }

    /// Stores what is new. Done last in a transaction, since it holds the version of the names
    /// until the commit.
    public void store() {
        if (made.isEmpty()) return;
        boolean dyads = table == NamedTable.DYAD;
        for (NamedRecord record : made) {
            OutsideKey origin = record.origin();
            Rows.change(
                    connection,
                    Sql.of(
                                    """
                                    insert into %s(id, name, origin_dataset, origin_key%s)
                                    values (:id, :name, nullif(:dataset, ''), nullif(:key, '')%s)
                                    """
                                            .formatted(
                                                    table.table(),
                                                    dyads ? ", conflict" : "",
                                                    dyads ? ", nullif(:parent, 0)" : ""))
                            .with("id", record.id())
                            .with("name", record.name())
                            .with("dataset", origin == null ? "" : origin.dataset())
                            .with("key", origin == null ? "" : origin.key())
                            .with("parent", record.parent() == null ? 0 : record.parent()));
        }
        Rows.one(
                connection,
                Sql.of(
                        """
                        select setval(pg_get_serial_sequence('%1$s', 'id'),
                                      greatest((select max(id) from %1$s), nextval(pg_get_serial_sequence('%1$s', 'id'))))
                        """
                                .formatted(table.table())),
                row -> row.getLong(1));
    }
}
