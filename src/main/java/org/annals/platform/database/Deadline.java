package org.annals.platform.database;

import java.time.Duration;

/// Until when something outside this process is waited for. Counted on the clock that nobody sets.
record Deadline(long nanoTime) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - nanoTime > 0;
    }

    /// Lets some time go by before the next look.
    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while waiting for PostgreSQL.", e);
        }
    }
}
