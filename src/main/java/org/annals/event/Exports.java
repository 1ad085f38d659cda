package org.annals.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Counts the streams under way: each holds a connection to the database for as long as its reader
/// takes, so there is a bound, and who comes beyond it is told to come again.
@ApplicationScoped
class Exports {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Snapshots snapshots;
    private final Semaphore free;
    private final int most;

    Exports(
            Snapshots snapshots,
            @ConfigProperty(name = "annals.limits.concurrent-exports") int most) {
        this.snapshots = snapshots;
        this.most = most;
        this.free = new Semaphore(most);
    }

    Export begin() {
        if (!free.tryAcquire()) {
            throw Problem.of(
                            ProblemType.TOO_MANY_EXPORTS,
                            "%d exports are under way, as many as this service allows. Try again in a little while, or read pages with 'limit'."
                                    .formatted(most))
                    .retryAfter(WAIT);
        }
        try {
            return new Export(snapshots.openForExport(), free);
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
    }

    /// One stream. It ends once, whether its reader took everything, went away, or never began.
    static final class Export implements AutoCloseable {

        private static final Logger LOG = Logger.getLogger(Export.class);

        private enum State {
            OPEN,
            BEGUN,
            CLOSED
        }

        private final Snapshot snapshot;
        private final Semaphore free;
        private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

        Export(Snapshot snapshot, Semaphore free) {
            this.snapshot = snapshot;
            this.free = free;
        }

        Snapshot snapshot() {
            return snapshot;
        }

        interface Body {
            void write() throws IOException;
        }

        void write(Body body) throws IOException {
            if (!state.compareAndSet(State.OPEN, State.BEGUN)) return;
            try {
                body.write();
            } catch (UncheckedIOException e) {
                // Only writing to the reader fails so: it has gone, or was cut because it took
                // nothing,
                // and there is nobody to tell. A failure of the database goes on, and breaks the
                // body.
                LOG.debugf(e, "The reader of an export left");
            } finally {
                close();
            }
        }

        /// For a connection that ended: on its event loop nothing may wait for the database.
        void closeIfNotBegun() {
            if (state.get() == State.OPEN) Thread.startVirtualThread(this::close);
        }

        @Override
        public void close() {
            if (state.getAndSet(State.CLOSED) == State.CLOSED) return;
            try {
                snapshot.close();
            } finally {
                free.release();
            }
        }
    }
}
