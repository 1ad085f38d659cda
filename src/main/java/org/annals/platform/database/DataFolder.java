package org.annals.platform.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The folder that holds everything of an embedded PostgreSQL, locked for this process for as long
/// as it is open.
///
/// The lock belongs to the process, not to the file: it is gone when the process is, however that
/// ended, so a lock file that merely lies there shuts nobody out.
final class DataFolder implements Closeable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int PASSWORD_BYTES = 24;

    /// Closing any channel of a file gives up the whole process' lock on it, so a second try from
    /// within this process has to be turned away before it opens the file.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private final Owner user;

    private DataFolder(Path path, FileChannel lock, Owner user) {
        this.path = path;
        this.lock = lock;
        this.user = user;
    }

    /// @param folder made when it is not there; relative to where the process was started
    /// @throws StartRefused when another process has it, or it cannot be written
    static DataFolder lock(Path folder) {
        try {
            Path path = made(folder).toRealPath();
            if (!HELD.add(path)) {
                throw inUse(path, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new DataFolder(path, lockFile(path), Owner.ofNewFilesIn(path));
            } catch (IOException | RuntimeException e) {
                HELD.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw new StartRefused(
                    ("The data folder %s cannot be written (%s). Give the user that runs Annals"
                                    + " write access, or name another folder in ANNALS_DATA_DIR.")
                            .formatted(folder.toAbsolutePath(), e),
                    e);
        }
    }

    private static Path made(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, OWNERS_FOLDER);
        }
        return folder;
    }

    private static FileChannel lockFile(Path path) throws IOException {
        Set<StandardOpenOption> create =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(path.resolve("lock"), create, OWNERS_FILE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            ByteBuffer holder = ByteBuffer.allocate(20);
            channel.read(holder, 0);
            channel.close();
            throw inUse(path, US_ASCII.decode(holder.flip()).toString());
        }
        channel.truncate(0);
        channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
        return channel;
    }

    private static StartRefused inUse(Path path, String holder) {
        return new StartRefused(
                ("The data folder %s is in use by another Annals, process %s. Stop that one first,"
                                + " or name another folder in ANNALS_DATA_DIR.")
                        .formatted(path, holder));
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /// Whether we are root, as whom PostgreSQL refuses to run.
    boolean isRoots() {
        return user.uid() == Owner.ROOT;
    }

    /// A sub-folder that is there whole or not at all, even when the process is killed in between.
    Path whole(String name, Filler filler) {
        Path folder = path.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path part = path.resolve(name + ".part");
        try {
            delete(part);
            Files.createDirectory(part, OWNERS_FOLDER);
            filler.fill(part);
            return Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartRefused(
                    "%s cannot be written (%s). Is the disk full?".formatted(part, e), e);
        }
    }

    /// @throws StartRefused for a folder of another user, which PostgreSQL would not touch
    void checkOwned(Path folder) {
        try {
            UserPrincipal owner = Files.getOwner(folder);
            if (!owner.equals(user.principal())) {
                throw new StartRefused(
                        ("%s belongs to the user %s, but Annals runs as %s. Run it as %1$s's owner,"
                                        + " or hand the whole data folder over with chown -R.")
                                .formatted(folder, owner.getName(), user.principal().getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A secret kept in a file that only its owner can read; made at the first call.
    Path secret(String name) {
        Path file = path.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path part = path.resolve(name + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(part, OWNERS_FILE);
            Files.writeString(part, Base64.getUrlEncoder().encodeToString(random));
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartRefused("%s cannot be written (%s).".formatted(file, e), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> insideOut;
        try (Stream<Path> files = Files.walk(folder)) {
            insideOut = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : insideOut) {
            Files.delete(file);
        }
    }

    /// Lets another process in.
    @Override
    public void close() {
        HELD.remove(path);
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes what a folder is to hold into it.
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    /// Who we are to the file system. `user.name` would not do: it is a name, and one that the
    /// environment can set.
    private record Owner(UserPrincipal principal, int uid) {
        static final int ROOT = 0;

        static Owner ofNewFilesIn(Path folder) throws IOException {
            Path probe = Files.createTempFile(folder, "probe", null);
            try {
                Object uid = Files.getAttribute(probe, "unix:uid");
                return new Owner(Files.getOwner(probe), (Integer) uid);
            } finally {
                Files.delete(probe);
            }
        }
    }
}
