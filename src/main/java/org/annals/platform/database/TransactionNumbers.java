package org.annals.platform.database;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The transactions that a database tells of, by which it knows what was there when.
///
/// Each cluster counts its own, and a new one has not come as far as an old one. In a backup they
/// are counted 1, 2, 3 …: in the same order, equal where they were equal, so that each position
/// lies between the same two transactions as before, and as low as can be.
final class TransactionNumbers {
    private static final int FETCH = 100_000;

    private final long[] inOrder;

    private TransactionNumbers(long[] inOrder) {
        this.inOrder = inOrder;
    }

    /// Of all tables together, in the transaction that the connection is in.
    static TransactionNumbers of(Connection connection, List<StoredTable> tables)
            throws SQLException {
        String each =
                tables.stream()
                        .flatMap(table ->
                                table.transactions().stream()
                                        .mapToObj(i ->
                                                "select %s from public.%s"
                                                        .formatted(
                                                                table.columns().get(i),
                                                                table.name())))
                        .collect(Collectors.joining(" union "));
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows =
                    statement.executeQuery(
                            "select n::text::bigint from (%s) u(n) where n is not null order by n"
                                    .formatted(each))) {
                long[] found = new long[1024];
                int count = 0;
                while (rows.next()) {
                    if (count == found.length) found = Arrays.copyOf(found, 2 * count);
                    found[count++] = rows.getLong(1);
                }
                return new TransactionNumbers(Arrays.copyOf(found, count));
            }
        }
    }

    /// The highest, as counted in a backup.
    int count() {
        return inOrder.length;
    }

    /// A row as `copy` gives it, with the numbers in it counted anew.
    byte[] renumbered(byte[] row, StoredTable table) {
        if (table.transactions().isEmpty()) return row;
        ByteArrayOutputStream out = new ByteArrayOutputStream(row.length);
        int column = 0;
        int from = 0;
        for (int i = 0; i < row.length; i++) {
            if (row[i] != '\t' && row[i] != '\n') continue;
            if (table.transactions().get(column) && row[from] != '\\') {
                long number =
                        Long.parseLong(new String(row, from, i - from, StandardCharsets.US_ASCII));
                int place = 1 + Arrays.binarySearch(inOrder, number);
                out.writeBytes(Integer.toString(place).getBytes(StandardCharsets.US_ASCII));
            } else {
                out.write(row, from, i - from);
            }
            out.write(row[i]);
            column++;
            from = i + 1;
        }
        return out.toByteArray();
    }

    /// Has the cluster count on until so many transactions lie before all that come.
    static void makeRoom(Connection connection, int count) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Each takes its number at its end without writing anything, a hundred thousand a
            // second or so.
            statement.execute(
                    """
                    do $$ begin
                      while pg_current_xact_id()::text::bigint <= %d loop
                        commit;
                      end loop;
                    end $$
                    """
                            .formatted(count));
        }
    }
}
