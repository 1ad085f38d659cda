package org.annals.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `postmaster.pid`: which process serves a cluster, or last did. A server that is killed leaves it
/// behind, so its process number may be anybody's by now.
///
/// @param port 0 while the server has not got as far as writing it
record PostmasterFile(Path file, long pid, int port, List<String> lines) {
    private static final int PORT_LINE = 3;

    static Optional<PostmasterFile> of(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                // Left by a server that was killed while making it. PostgreSQL would not start.
                Files.delete(file);
                return Optional.empty();
            }
            long pid = Long.parseLong(lines.getFirst().strip());
            int port =
                    lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0;
            return Optional.of(new PostmasterFile(file, pid, port, lines));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new StartRefused(
                    ("%s is damaged. Make sure that no PostgreSQL runs on this folder, delete the"
                                    + " file and start again.")
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes PostgreSQL see that the file is stale although some process has its number.
    ///
    /// It takes a file with its parent's number for stale. Deleting the file would do too, but the
    /// key of the shared memory stands in it, by which PostgreSQL tells that processes of the
    /// killed server are still at work on the data.
    void disown() {
        List<String> disowned = new ArrayList<>(lines);
        disowned.set(0, Long.toString(ProcessHandle.current().pid()));
        Path part = file.resolveSibling("postmaster.pid.part");
        try {
            Files.write(part, disowned);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
