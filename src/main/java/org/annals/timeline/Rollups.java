package org.annals.timeline;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Keeps the sums of counts up to date, and looks whether they are true. Answers do not wait for
/// it: they add what is pending by themselves, which costs a little for each row.
@Wellness
@ApplicationScoped
class Rollups implements HealthCheck {

    // Each batch is a transaction, so that answers get cheaper while a large import is folded in;
    // of
    // this size it costs a quarter less than in batches of 5,000, since more rows meet in one sum.
    private static final int BATCH = 20_000;
    private static final int SAMPLE = 5_000;

    private static final Sql FOLD =
            Sql.of("select annals_rollup_fold(:most)").with("most", (long) BATCH);
    private static final Sql FAULTS =
            Sql.of("select dim, key, differences from annals_rollup_faults(:most)")
                    .with("most", SAMPLE);

    private final AgroalDataSource database;
    private final Snapshots snapshots;
    private volatile boolean stopping;

    Rollups(AgroalDataSource database, Snapshots snapshots) {
        this.database = database;
        this.snapshots = snapshots;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void fold() {
        try (Connection connection = database.getConnection()) {
            long folded;
            do {
                folded = Rows.one(connection, FOLD, row -> row.getLong(1));
            } while (folded == BATCH && !stopping);
        } catch (SQLException e) {
            if (!stopping) throw new SqlFailure(e);
        } catch (SqlFailure e) {
            if (!stopping) throw e;
        }
    }

    // The service takes the connection from under a fold when it stops; what that was about to move
    // is still pending.
    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    private record Looked(Dimension dimension, int key, long differences) {}

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("sums of counts");
        boolean up = true;
        for (Looked looked :
                snapshots.read(snapshot ->
                        snapshot.list(
                                FAULTS,
                                row ->
                                        new Looked(
                                                Dimension.values()[row.getInt(1)],
                                                row.getInt(2),
                                                row.getLong(3))))) {
            up &= looked.differences() == 0;
            answer.withData(
                    "%s %d".formatted(looked.dimension(), looked.key()), looked.differences());
        }
        return answer.status(up).build();
    }
}
