package org.annals.changes;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;

/// Looks once a second whether events have changed, for everyone who waits for it: a thousand
/// waiting clients ask the database nothing.
@ApplicationScoped
class Pulse {

    private static final Sql MARK = Sql.of("select annals_mark()");
    private static final Sql MARKED =
            Sql.of(
                    "select coalesce(max(position::text::bigint), 0) from (select position from mark order by at desc limit 1) m");

    private final AgroalDataSource database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition beat = lock.newCondition();
    private long marked;
    private boolean stopped;

    Pulse(AgroalDataSource database) {
        this.database = database;
    }

    /// Notes at which position something had changed; every replica sees what any of them noted.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        long position;
        try (Connection connection = database.getConnection()) {
            Rows.list(connection, MARK, row -> true);
            position = Rows.one(connection, MARKED, row -> row.getLong(1));
        } catch (SQLException e) {
            if (stopped()) return;
            throw new SqlFailure(e);
        } catch (SqlFailure e) {
            // The service takes the connection away when it stops.
            if (stopped()) return;
            throw e;
        }
        lock.lock();
        try {
            if (position <= marked) return;
            marked = position;
            beat.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        lock.lock();
        try {
            stopped = true;
            beat.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something has changed after a position, for as long as `most`.
    ///
    /// @return false if nothing did, or the service stops
    boolean after(long position, Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (marked <= position && !stopped && left > 0) left = beat.awaitNanos(left);
            return marked > position && !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    boolean stopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
