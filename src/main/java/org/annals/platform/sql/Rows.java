package org.annals.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs statements on a connection that the caller holds.
public final class Rows {

    private Rows() {}

    public static <T> List<T> list(Connection connection, Sql sql, RowReader<T> reader) {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) list.add(reader.read(rows));
            return list;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public static <T> Optional<T> first(Connection connection, Sql sql, RowReader<T> reader) {
        return list(connection, sql, reader).stream().findFirst();
    }

    /// The one value of a statement that gives exactly one row, such as a count.
    public static <T> T one(Connection connection, Sql sql, RowReader<T> reader) {
        return first(connection, sql, reader).orElseThrow();
    }

    /// Runs a statement that changes rows; gives how many.
    public static long change(Connection connection, Sql sql) {
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
