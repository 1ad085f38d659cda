package org.annals.changes;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jspecify.annotations.Nullable;

/// What the feed waits for, and since when: the oldest transaction that writes, in whichever
/// database of the cluster, and the oldest change that is not told because of it. No replica can
/// mend that, so it stands under `well`.
@Wellness
@ApplicationScoped
class HeldBack implements HealthCheck {

    // Sessions of others show when they began only to a member of pg_monitor; the change that waits
    // tells its age to everyone. `order by` the index of the feed, so that a million that wait cost
    // no more than one.
    private static final Sql STATE =
            Sql.of(
                    """
                    select pg_snapshot_xmin(s.now)::text::bigint as position,
                           pg_snapshot_xmax(s.now)::text::bigint - pg_snapshot_xmin(s.now)::text::bigint as behind,
                           h.pid, h.what, h.since, w.recorded_at as waiting, clock_timestamp() as asked
                      from (select pg_current_snapshot() as now) s
                      left join lateral (
                        select pid, since,
                               concat_ws(', ', nullif(application, ''), state, 'database ' || database, 'user ' || role) as what
                          from (select backend_xid as xid, pid, application_name as application, state, datname as database,
                                       usename as role, xact_start as since
                                  from pg_stat_activity
                                 where backend_xid is not null
                                union all
                                select transaction, null, 'transaction prepared as ' || gid, 'no session', database, owner, prepared
                                  from pg_prepared_xacts) t
                         order by age(xid) desc
                         limit 1) h on true
                      left join lateral (
                        select recorded_at
                          from ((select tx, recorded_at from event where tx >= pg_snapshot_xmin(s.now) order by tx, id, revision limit 1)
                                union all
                                (select tx, recorded_at from event_history where tx >= pg_snapshot_xmin(s.now) order by tx, id, revision limit 1)) v
                         order by tx
                         limit 1) w on true
                    """);

    private record State(
            long position,
            long behind,
            @Nullable Integer pid,
            @Nullable String what,
            @Nullable Instant since,
            @Nullable Instant waiting,
            Instant asked) {

        /// What began first of what is known.
        @Nullable Instant oldest() {
            if (since == null || (waiting != null && waiting.isBefore(since))) return waiting;
            return since;
        }

        boolean isOlderThan(Duration patience) {
            Instant oldest = oldest();
            return oldest != null && oldest.plus(patience).isBefore(asked);
        }
    }

    private final Snapshots snapshots;
    private final Duration patience;

    HeldBack(
            Snapshots snapshots,
            @ConfigProperty(name = "annals.limits.feed-held-back") Duration patience) {
        this.snapshots = snapshots;
        this.patience = patience;
    }

    @Override
    public HealthCheckResponse call() {
        State state = snapshots.once(STATE, HeldBack::state).orElseThrow();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Nothing holds the feed of changes back")
                        .status(!state.isOlderThan(patience))
                        .withData("position", state.position())
                        .withData("transactions since", state.behind());
        if (state.what() != null) answer.withData("held by", state.what());
        if (state.pid() != null) answer.withData("process", state.pid());
        if (state.since() != null) answer.withData("held since", state.since().toString());
        if (state.waiting() != null) {
            answer.withData("oldest change not told", state.waiting().toString());
        }
        return answer.build();
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                row.getLong("position"),
                row.getLong("behind"),
                row.getObject("pid", Integer.class),
                row.getString("what"),
                instant(row, "since"),
                instant(row, "waiting"),
                row.getObject("asked", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
