package org.annals.timeline;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.annals.codebook.Code;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Counts all events anew and corrects the kept sums that are not so: minutes for millions of
/// events, while others read and write as usual. It is for an operator whom the health check told
/// of a fault.
@ApplicationScoped
class Recount {

    private static final Logger LOG = Logger.getLogger(Recount.class);
    private static final Sql PATIENCE = Sql.of("set local statement_timeout = 0");
    private static final Sql REBUILD = Sql.of("select annals_rollup_rebuild()");

    /// How far it is; `corrected` is how many sums were wrong.
    @RegisterForReflection
    record Run(
            Status status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Long corrected) {

        @RegisterForReflection
        enum Status implements Code {
            NEVER("never", "Not since this process began"),
            RUNNING("running", "Under way"),
            SUCCEEDED("succeeded", "Done"),
            FAILED("failed", "Ended without effect; the log says why");

            private final String code;
            private final String label;

            Status(String code, String label) {
                this.code = code;
                this.label = label;
            }

            @Override
            public String code() {
                return code;
            }

            @Override
            public String label() {
                return label;
            }
        }

        private Run ended(Status how, Instant now, @Nullable Long wrong) {
            return new Run(how, startedAt, now, wrong);
        }
    }

    private final AgroalDataSource database;
    private final Clock clock;
    private final AtomicReference<Run> last =
            new AtomicReference<>(new Run(Run.Status.NEVER, null, null, null));

    Recount(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The last one of this process.
    Run last() {
        return last.get();
    }

    /// Begins one, unless one is under way.
    Run begin() {
        Run before = last.get();
        Run begun = new Run(Run.Status.RUNNING, clock.instant(), null, null);
        if (before.status() == Run.Status.RUNNING || !last.compareAndSet(before, begun)) {
            return last.get();
        }
        Thread.ofVirtual().name("recount").start(() -> run(begun));
        return begun;
    }

    private void run(Run begun) {
        try {
            long corrected = corrected();
            last.set(begun.ended(Run.Status.SUCCEEDED, clock.instant(), corrected));
        } catch (SQLException | SqlFailure e) {
            LOG.error("Counting anew failed; the sums are as they were", e);
            last.set(begun.ended(Run.Status.FAILED, clock.instant(), null));
        }
    }

    private long corrected() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Rows.change(connection, PATIENCE);
            long corrected = Rows.one(connection, REBUILD, row -> row.getLong(1));
            connection.commit();
            return corrected;
        }
    }
}
