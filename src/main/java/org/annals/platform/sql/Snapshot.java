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
///
/// It can look back: then the tables of events and names are read as they were at a [Past], by
/// every statement alike.
public final class Snapshot implements AutoCloseable {

    private static final Sql OPEN =
            Sql.of("select pg_current_snapshot()::text, version from reference_version");

    private static final Sql LOOK_BACK =
            Sql.of("select names, way from annals_look_back(:position)");

    private static final Sql TAKE_HEADLINE = Sql.of("select annals_take_headline(:rule)");

    private final Connection connection;
    private final String database;
    private String id;
    private long references;
    private Optional<Past> past = Optional.empty();
    private boolean asEdited = true;
    // Where its tables lie, as a remark: the same words are another statement there, with another
    // plan.
    private String remark = "";

    private record Opened(String id, long references) {}

    private record LookedBack(long names, String way) {}

    /// Takes over a connection of a pool whose transactions are repeatable-read and read-only.
    Snapshot(Connection connection, String database) throws SQLException {
        this.connection = connection;
        this.database = database;
        connection.setAutoCommit(false);
        Opened opened =
                Rows.one(connection, OPEN, row -> new Opened(row.getString(1), row.getLong(2)));
        this.id = database + " " + opened.id();
        this.references = opened.references();
    }

    public String id() {
        return id;
    }

    public long references() {
        return references;
    }

    /// Which database of which cluster it is of.
    public String database() {
        return database;
    }

    /// Reads the past from here on.
    public void lookBack(Past to) {
        LookedBack looked =
                one(
                        LOOK_BACK.with("position", Long.toString(to.position())),
                        row -> new LookedBack(row.getLong(1), row.getString(2)));
        id = database + " at " + to.position();
        references = looked.names();
        past = Optional.of(to);
        remark = "/* %s */ ".formatted(looked.way());
    }

    /// Reads date and toll of events by a rule of `V6__headline.sql` from here on; a past is looked
    /// back to before.
    public void takeHeadline(int rule) {
        String way = one(TAKE_HEADLINE.with("rule", rule), row -> row.getString(1));
        id += " by " + rule;
        asEdited = false;
        remark = "/* %s */ ".formatted(way);
    }

    /// Whether sums are kept of what is read: of the present, with dates and tolls as editors have
    /// them.
    public boolean keepsSums() {
        return past.isEmpty() && asEdited;
    }

    /// The state that is read; empty for the present.
    public Optional<Past> past() {
        return past;
    }

    /// Whether only few events had been written by then, all of them indexed by that alone.
    public boolean isEarly() {
        return remark.contains("early");
    }

    public <T> List<T> list(Sql sql, RowReader<T> reader) {
        return Rows.list(connection, sql.after(remark), reader);
    }

    public <T> Optional<T> first(Sql sql, RowReader<T> reader) {
        return Rows.first(connection, sql.after(remark), reader);
    }

    public <T> T one(Sql sql, RowReader<T> reader) {
        return Rows.one(connection, sql.after(remark), reader);
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
        try (PreparedStatement statement = sql.after(remark).prepare(connection)) {
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
