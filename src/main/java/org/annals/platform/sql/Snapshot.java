package org.annals.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// One state of the database, in which every statement of a read is answered.
///
/// `id` is equal for two snapshots only if they see equal data: the highest transaction number
/// would not do, since an older transaction may commit later. `references` counts the changes of
/// names.
public final class Snapshot implements AutoCloseable {

    private static final Sql OPEN =
            Sql.of("select pg_current_snapshot()::text, version from reference_version");

    private final Connection connection;
    private final String id;
    private final long references;

    private record Opened(String id, long references) {}

    /// Takes over a connection of a pool whose transactions are repeatable-read and read-only.
    Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        Opened opened =
                Rows.one(connection, OPEN, row -> new Opened(row.getString(1), row.getLong(2)));
        this.id = opened.id();
        this.references = opened.references();
    }

    public String id() {
        return id;
    }

    public long references() {
        return references;
    }

    public <T> List<T> list(Sql sql, RowReader<T> reader) {
        return Rows.list(connection, sql, reader);
    }

    public <T> Optional<T> first(Sql sql, RowReader<T> reader) {
        return Rows.first(connection, sql, reader);
    }

    public <T> T one(Sql sql, RowReader<T> reader) {
        return Rows.one(connection, sql, reader);
    }

    /// Plans the statements that follow for their values: right where a word or a box is rare or
    /// common, which a generic plan cannot know. With more memory, since a bitmap that outgrows it
    /// has every event of a page of the table read again.
    public void planForValues() {
        one(
                Sql.of(
                        "select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true)"),
                row -> row.getString(1));
    }

    /// Lets the statements that follow take as long as their reader does.
    public void withoutTimeLimit() {
        change(Sql.of("set local statement_timeout = 0"));
    }

    private void change(Sql sql) {
        Rows.change(connection, sql);
    }

    /// Hands over each row as it comes, `batch` rows in memory at once.
    public void stream(Sql sql, int batch, RowConsumer consumer) {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.setFetchSize(batch);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) consumer.accept(rows);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /// Takes one row of a stream.
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
