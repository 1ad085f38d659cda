package org.annals.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked from the jar on the class path that has them for this
/// machine.
///
/// @param wrapping what each command has to be started through
/// @param majorVersion what `postgres --version` says
record PostgresBinaries(Path home, List<String> wrapping, int majorVersion) {
    private static final Logger LOG = Logger.getLogger(PostgresBinaries.class);
    private static final Pattern JAR_VERSION = Pattern.compile("-(\\d[\\w.]*)\\.jar!");
    private static final Pattern SERVER_VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");
    private static final String EXTERNAL =
            "Set ANNALS_DATABASE=external and QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD"
                    + " to use a PostgreSQL %d or newer of your own."
                            .formatted(ExternalPostgres.OLDEST_VERSION);

    /// Unpacks them unless that has been done.
    ///
    /// @throws StartRefused when there are none for this machine, or they cannot run on it
    static PostgresBinaries in(DataFolder folder) {
        String machine = machine();
        URL archive = PostgresBinaries.class.getResource("/postgres-" + machine + ".txz");
        if (archive == null) {
            throw new StartRefused(
                    "This build of Annals brings no PostgreSQL for %s (%s). %s"
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    EXTERNAL));
        }
        return in(folder, archive);
    }

    static PostgresBinaries in(DataFolder folder, URL archive) {
        Path home =
                folder.whole(
                        "postgresql-" + version(archive),
                        part -> {
                            LOG.infof("Unpacking PostgreSQL into %s", folder.resolve(""));
                            unpack(archive, part);
                        });
        List<String> wrapping = wrapping(folder.isRoots());
        return new PostgresBinaries(home, wrapping, majorVersion(home));
    }

    /// The name that the archive has for this operating system and processor.
    private static String machine() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        return (os.startsWith("mac") ? "darwin" : os)
                + "-"
                + switch (processor) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> processor;
                };
    }

    /// From the jar's name, so that newer binaries get a folder of their own. The archive itself
    /// carries no version, and hashing it would cost each start.
    private static String version(URL archive) {
        Matcher jar = JAR_VERSION.matcher(archive.toString());
        return jar.find() ? jar.group(1) : "unversioned";
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream compressed = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(compressed))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException(entry.getName() + " points out of the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file,
                            PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static List<String> wrapping(boolean root) {
        List<String> wrapping = new ArrayList<>();
        if (root) {
            // In a user namespace of its own root is somebody without rights outside it, who still
            // owns root's files. Dropping to another user would need the folder handed over first.
            List<String> namespace = List.of("unshare", "-U");
            checkNamespaceAllowed(namespace);
            wrapping.addAll(namespace);
        }
        if (onPath("setsid")) {
            // Ctrl-C goes to every process of the terminal's group. The server has to outlast the
            // requests that are being finished.
            wrapping.add("setsid");
        }
        return wrapping;
    }

    private static void checkNamespaceAllowed(List<String> namespace) {
        List<String> command = new ArrayList<>(namespace);
        command.add("true");
        Outcome outcome = Outcome.of(new ProcessBuilder(command));
        if (!outcome.succeeded()) {
            throw new StartRefused(
                    ("PostgreSQL does not run as root, and a user namespace to run it in cannot be"
                                    + " had here (unshare -U: %s). Run Annals as an ordinary user, or"
                                    + " allow user namespaces. Or: %s")
                            .formatted(outcome.said(), EXTERNAL));
        }
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int majorVersion(Path home) {
        Outcome outcome =
                Outcome.of(
                        new ProcessBuilder(home.resolve("bin/postgres").toString(), "--version"));
        Matcher version = SERVER_VERSION.matcher(outcome.said());
        if (!outcome.succeeded() || !version.find()) {
            throw new StartRefused(
                    ("The PostgreSQL that comes with Annals does not run here (%s). If it was"
                                    + " unpacked in part only, delete %s and start again. Otherwise: %s")
                            .formatted(outcome.said(), home, EXTERNAL));
        }
        return Integer.parseInt(version.group(1));
    }

    /// @param program `postgres` or `initdb`
    ProcessBuilder command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(wrapping);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // PGPORT, PGDATA, PGOPTIONS and their like are meant for somebody else's server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        // Untranslated messages, of which some are looked for, and no locale that may be missing.
        builder.environment().put("LC_ALL", "C");
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return builder;
    }

    /// How a short-lived program ended, and what it printed.
    record Outcome(@Nullable Integer code, String said) {
        static Outcome of(ProcessBuilder builder) {
            try {
                Process process = builder.redirectErrorStream(true).start();
                byte[] output = process.getInputStream().readAllBytes();
                return new Outcome(
                        process.waitFor(), new String(output, StandardCharsets.UTF_8).strip());
            } catch (IOException e) {
                return new Outcome(null, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome(null, "interrupted");
            }
        }

        boolean succeeded() {
            return code != null && code == 0;
        }
    }
}
