package org.annals.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens snapshots. Reads and exports have a pool each, so that slow readers of exports cannot take
/// the connections that a page needs; neither ever writes.
@ApplicationScoped
public class Snapshots {

    // Which database of which cluster this is: the numbers of transactions begin anew in another.
    private static final Sql DATABASE =
            Sql.of(
                    """
                    select system_identifier || '/' || d.oid
                      from pg_control_system()
                     cross join pg_database d
                     where d.datname = current_database()
                    """);

    private final AgroalDataSource reads;
    private final AgroalDataSource exports;
    private volatile Snapshot.@Nullable Memory memory;

    Snapshots(
            @DataSource("reads") AgroalDataSource reads,
            @DataSource("exports") AgroalDataSource exports) {
        this.reads = reads;
        this.exports = exports;
    }

    public <T> T read(Function<Snapshot, T> question) {
        try (Snapshot snapshot = open(reads, false)) {
            return question.apply(snapshot);
        }
    }

    /// The same for a question that does nothing but ask, so that it can be asked a second time if
    /// the database has changed in a way that the first did not count on. That spares trips to it.
    public <T> T ask(Function<Snapshot, T> question) {
        try (Snapshot snapshot = open(reads, true)) {
            T answer = question.apply(snapshot);
            snapshot.settle();
            return answer;
        } catch (Snapshot.Surprise e) {
            return read(question);
        }
    }

    /// What a single statement finds first. It sees one state of the database by itself, and spares
    /// three trips there: a transaction's beginning and end, and what [Snapshot] asks at first.
    public <T> Optional<T> once(Sql sql, RowReader<T> reader) {
        try (Connection connection = reads.getConnection()) {
            return Rows.first(connection, sql, reader);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /// A snapshot for a stream; the caller closes it when the reader has everything or has gone.
    public Snapshot openForExport() {
        return open(exports, false);
    }

    private Snapshot.Memory memory(Connection connection) {
        Snapshot.Memory known = memory;
        if (known == null) {
            known = new Snapshot.Memory(Rows.one(connection, DATABASE, row -> row.getString(1)));
            memory = known;
        }
        return known;
    }

    private Snapshot open(AgroalDataSource pool, boolean repeatable) {
        try {
            Connection connection = pool.getConnection();
            try {
                return new Snapshot(connection, memory(connection), repeatable);
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
