package org.annals.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A table whose rows a backup holds, as the catalog knows it, so that none is ever forgotten.
///
/// @param columns those that are stored as they are given, quoted where need be
/// @param transactions which of the columns hold transaction numbers
record StoredTable(String name, List<String> columns, BitSet transactions) {
    // Sums are counted anew; what is unlogged is of no use after a crash, and so not here; what was
    // migrated is found by whoever restores.
    private static final String ALL =
            """
            select quote_ident(c.relname), quote_ident(a.attname), a.atttypid = 'xid8'::regtype
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
               and c.relname not in ('flyway_schema_history', 'rollup', 'rollup_pending')
             order by c.relname, a.attnum
            """;

    static List<StoredTable> all(Connection connection) throws SQLException {
        List<StoredTable> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (tables.isEmpty() || !tables.getLast().name().equals(name)) {
                    tables.add(new StoredTable(name, new ArrayList<>(), new BitSet()));
                }
                StoredTable table = tables.getLast();
                table.transactions().set(table.columns().size(), rows.getBoolean(3));
                table.columns().add(rows.getString(2));
            }
        }
        return tables;
    }

    /// The columns as they stand in a `copy` and in a backup.
    String columnList() {
        return String.join(",", columns);
    }
}
