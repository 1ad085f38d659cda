package org.annals.codebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;

/// The tables of records that events refer to by number and people by name.
public enum NamedTable {
    ACTOR("actor", "null::int"),
    CONFLICT("conflict", "null::int"),
    DYAD("dyad", "conflict");

    private final String table;
    private final Sql all;

    NamedTable(String table, String parent) {
        this.table = table;
        this.all =
                Sql.of(
                        "select id, name, origin_dataset, origin_key, %s from %s"
                                .formatted(parent, table));
    }

    /// The name of the table, which is also the word for one of its records.
    public String table() {
        return table;
    }

    Sql all() {
        return all;
    }

    public NamedRecords load(Snapshot snapshot) {
        return new NamedRecords(snapshot.list(all, NamedTable::record));
    }

    static NamedRecord record(ResultSet row) throws SQLException {
        String dataset = row.getString(3);
        return new NamedRecord(
                row.getInt(1),
                row.getString(2),
                dataset == null ? null : new OutsideKey(dataset, row.getString(4)),
                row.getObject(5, Integer.class));
    }
}
