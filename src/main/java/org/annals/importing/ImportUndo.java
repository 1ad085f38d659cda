package org.annals.importing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.annals.event.EventBulkWriter;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jspecify.annotations.Nullable;

/// Takes back what an import wrote, all of it in one transaction or nothing.
@ApplicationScoped
class ImportUndo {

    // Locks the row, so that of two undos the second sees what the first did.
    private static final Sql STATE =
            Sql.of(
                    "select status, undone_by from import where id = :id and finished_at is not null for update");
    private static final Sql UNDO =
            Sql.of(
                    """
                    update import i
                       set undone_at = clock_timestamp(), undone_by = :by, undo_reason = :reason,
                           retracted = u.retracted, restored = u.restored, kept = u.kept
                      from annals_import_undo(:id, :by, :reason) u
                     where i.id = :id
                    """);

    private record State(String status, @Nullable String undoneBy) {}

    private final AgroalDataSource database;

    ImportUndo(AgroalDataSource database) {
        this.database = database;
    }

    /// @throws Problem if there is nothing of it to take back
    @Transactional
    void undo(long id, String author, String reason) {
        try (Connection connection = database.getConnection()) {
            // First what an import under way holds, which updates its own row after that.
            EventBulkWriter.waitForOthers(connection);
            Optional<State> state =
                    Rows.first(
                            connection,
                            STATE.with("id", id),
                            row -> new State(row.getString(1), row.getString(2)));
            refuseUnlessDone(id, state);
            Rows.change(connection, UNDO.with("id", id).with("by", author).with("reason", reason));
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static void refuseUnlessDone(long id, Optional<State> state) {
        if (state.isEmpty()) {
            throw nothing("Import %d is still under way. Wait until it is done.".formatted(id));
        }
        if (state.get().status().equals("failed")) {
            throw nothing("Import %d failed: nothing of it was taken in.".formatted(id));
        }
        if (state.get().undoneBy() != null) {
            throw nothing(
                    "Import %d was undone by '%s' already. To have it again, send the file again."
                            .formatted(id, state.get().undoneBy()));
        }
    }

    private static Problem nothing(String detail) {
        return Problem.of(ProblemType.NOTHING_TO_UNDO, detail);
    }
}
