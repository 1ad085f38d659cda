package org.annals.importing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jspecify.annotations.Nullable;

/// Takes an import back, in one transaction: what it brought is retracted, what it changed says
/// again what it said before. What was changed since, by whomever, is left as it is and listed
/// among the complaints of the import.
@ApplicationScoped
class Undo {

    private static final Sql STATE =
            Sql.of("select status, undone_at is not null from import where id = :id for update");
    private static final Sql UNLIMITED = Sql.of("set local statement_timeout = 0");
    private static final Sql UNDO =
            Sql.of("select retracted, restored from annals_import_undo(:id, :author, :reason)");
    // Nobody edits them from here on, so that what is left aside is known.
    private static final Sql LOCK =
            Sql.of("select count(*) from (select from event where import_id = :id for update) e");
    private static final Sql KEPT =
            Sql.of(
                    """
                    insert into import_complaint(import_id, kind, value, reason, event_id)
                    select :id, 'kept', e.origin_key,
                           'The event was changed after the import; undoing the import left it as it is.', e.id
                      from event_history h
                      join event e on e.id = h.id
                     where h.import_id = :id
                     order by e.id
                    """);
    private static final Sql NOTE =
            Sql.of(
                    """
                    update import
                       set undone_at = clock_timestamp(), undone_by = :author, undo_reason = :reason,
                           retracted = :retracted, restored = :restored, kept = :kept
                     where id = :id
                    """);

    private record State(String status, boolean undone) {}

    private record Undone(long retracted, long restored) {}

    private final AgroalDataSource database;

    Undo(AgroalDataSource database) {
        this.database = database;
    }

    /// @throws Problem if there is no such import, or nothing of it to undo
    void undo(long id, String author, String reason) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Rows.change(connection, UNLIMITED);
                check(
                        Rows.first(
                                        connection,
                                        STATE.with("id", id),
                                        row -> new State(row.getString(1), row.getBoolean(2)))
                                .orElse(null),
                        id);
                Rows.one(connection, LOCK.with("id", id), row -> row.getLong(1));
                long kept = Rows.change(connection, KEPT.with("id", id));
                Undone undone =
                        Rows.one(
                                connection,
                                UNDO.with("id", id).with("author", author).with("reason", reason),
                                row -> new Undone(row.getLong(1), row.getLong(2)));
                Rows.change(
                        connection,
                        NOTE.with("id", id)
                                .with("author", author)
                                .with("reason", reason)
                                .with("retracted", undone.retracted())
                                .with("restored", undone.restored())
                                .with("kept", kept));
                connection.commit();
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static void check(@Nullable State state, long id) {
        if (state == null) throw ImportReports.notFound(id);
        if (state.undone()) {
            throw Problem.of(
                    ProblemType.NOTHING_TO_UNDO, "Import %d was undone already.".formatted(id));
        }
        switch (state.status()) {
            case "succeeded", "partly" -> {}
            case "failed" ->
                    throw Problem.of(
                            ProblemType.NOTHING_TO_UNDO,
                            "Import %d failed, and nothing of it is here.".formatted(id));
            default ->
                    throw Problem.of(
                            ProblemType.NOTHING_TO_UNDO,
                            "Import %d is not over yet. Undo it when it is.".formatted(id));
        }
    }
}
