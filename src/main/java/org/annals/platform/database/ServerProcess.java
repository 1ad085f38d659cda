package org.annals.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// A process of a PostgreSQL server, ours or one that a killed Annals left behind.
record ServerProcess(ProcessHandle handle) {
    private static final Logger LOG = Logger.getLogger(ServerProcess.class);

    /// A fast shutdown ends with a checkpoint, which writes out up to all of the shared buffers.
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);

    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(5);

    /// The processes at work in a cluster, its server before others. PostgreSQL's processes all
    /// have the cluster as their working folder. Linux alone tells; elsewhere the list is empty.
    static List<ServerProcess> in(Path cluster) {
        return ProcessHandle.allProcesses()
                .map(ServerProcess::new)
                .filter(process -> process.worksIn(cluster))
                .toList();
    }

    boolean worksIn(Path cluster) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + handle.pid() + "/cwd"))
                    .equals(cluster);
        } catch (IOException e) {
            return false;
        }
    }

    /// Shuts the server down: sessions are ended, what was committed is safe in any case. Returns
    /// when it is gone.
    void stop() {
        signal("INT");
        if (isGoneWithin(FAST_SHUTDOWN)) {
            return;
        }
        LOG.warnf("PostgreSQL, process %d, does not shut down: ending it", handle.pid());
        signal("QUIT");
        if (!isGoneWithin(IMMEDIATE_SHUTDOWN)) {
            kill();
        }
    }

    /// Ends a process whose server is gone, and which would keep a new one from starting.
    void kill() {
        handle.destroyForcibly();
        isGoneWithin(IMMEDIATE_SHUTDOWN);
    }

    /// Java can send SIGTERM and SIGKILL only. To PostgreSQL the first means to wait until every
    /// session has ended by itself.
    private void signal(String name) {
        String command = "kill -s %s %d".formatted(name, handle.pid());
        PostgresBinaries.Outcome.of(new ProcessBuilder("/bin/sh", "-c", command));
    }

    private boolean isGoneWithin(Duration time) {
        try {
            handle.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
