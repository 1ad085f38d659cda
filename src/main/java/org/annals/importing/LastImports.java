package org.annals.importing;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Whether the last file of each data set went in. A finding about the data and not about this
/// process, which serves all the same: so it stands under `well`, and never takes a replica out.
@Wellness
@ApplicationScoped
class LastImports implements HealthCheck {

    private static final Sql FAILED =
            Sql.of(
                    """
                    select id, failure
                      from (select distinct on (format, dataset) id, status, failure
                              from import
                             where finished_at is not null
                             order by format, dataset, id desc) latest
                     where status = 'failed'
                     order by id
                    """);

    private record Failed(long id, String why) {}

    private final Snapshots snapshots;

    LastImports(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public HealthCheckResponse call() {
        List<Failed> failed =
                snapshots.read(snapshot ->
                        snapshot.list(FAILED, row -> new Failed(row.getLong(1), row.getString(2))));
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("The last file of each data set is in")
                        .status(failed.isEmpty());
        for (Failed each : failed) answer.withData("/api/v1/imports/" + each.id(), each.why());
        return answer.build();
    }
}
