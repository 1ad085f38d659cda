package org.annals.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// A process of a PostgreSQL server, ours or one that a killed Annals left behind.
record ServerProcess(ProcessHandle handle) {
    private static final Logger LOG = Logger.getLogger(ServerProcess.class);

    /// A fast shutdown ends with a checkpoint, which writes out up to all of the shared buffers.
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);

    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(10);

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

    /// Looks often, since Java's `onExit` does so every few seconds only for a process that is not
    /// its child.
    private boolean isGoneWithin(Duration time) {
        Deadline deadline = Deadline.in(time);
        while (handle.isAlive() && !isZombie()) {
            if (deadline.hasPassed()) {
                return false;
            }
            Deadline.pause(POLL);
        }
        return true;
    }

    /// Ended, but not taken note of by its parent: for an orphan that is the system's first
    /// process, which in some containers never does.
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
