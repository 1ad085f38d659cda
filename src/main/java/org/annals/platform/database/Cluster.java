package org.annals.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The database cluster in a data folder, before a server of ours runs on it.
///
/// @param path as PostgreSQL names it: absolute, without symbolic links
/// @param passwordFile of both its users
record Cluster(Path path, Path passwordFile) {
    /// PostgreSQL's own administrator. The service is not one: what it runs on, it does not need to
    /// be able to reach the files of.
    static final String ADMINISTRATOR = "postgres";

    private static final Logger LOG = Logger.getLogger(Cluster.class);

    /// Builtin locales, which no update of the C library or of ICU can change the order of, are new
    /// in this one.
    private static final int FIRST_WITH_BUILTIN_LOCALE = 17;

    private static final Duration STARTING_UP = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// Made unless it is there.
    ///
    /// @throws StartRefused when it is another version's, another user's, or not a cluster
    static Cluster in(DataFolder folder, PostgresBinaries binaries, Map<String, String> settings) {
        Path path = folder.resolve("cluster");
        Path password = folder.resolve("database-password");
        if (Files.exists(path) && !Files.exists(password)) {
            throw new StartRefused(
                    ("%s is missing, without which nobody gets into the database in %s. Put it"
                                    + " back; it is part of the data folder.")
                            .formatted(password, path));
        }
        Cluster cluster = new Cluster(path, folder.secret("database-password"));
        folder.whole("cluster", part -> cluster.initialise(part, binaries, settings));
        folder.checkOwned(path);
        cluster.checkVersion(binaries);
        return cluster;
    }

    /// The database of the service in a folder whose server runs already; empty if none does.
    static Optional<DatabaseAddress> running(Path folder, String name) {
        Cluster cluster =
                new Cluster(folder.resolve("cluster"), folder.resolve("database-password"));
        return PostmasterFile.of(cluster.path)
                .filter(file -> file.port() > 0)
                .filter(file -> ProcessHandle.of(file.pid()).isPresent())
                .map(file -> new DatabaseAddress(url(file.port(), name), name, cluster.password()))
                .filter(Cluster::letsIn);
    }

    private static boolean letsIn(DatabaseAddress address) {
        try (Connection _ = address.connect()) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void initialise(Path part, PostgresBinaries binaries, Map<String, String> settings) {
        LOG.infof("Making a database in %s", path);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--pgdata=" + part,
                                "--username=" + ADMINISTRATOR,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--no-instructions"));
        if (binaries.majorVersion() >= FIRST_WITH_BUILTIN_LOCALE) {
            arguments.add("--locale=C");
            arguments.add("--locale-provider=builtin");
            arguments.add("--builtin-locale=C.UTF-8");
        } else {
            arguments.add("--locale=C.UTF-8");
        }
        if ("off".equals(settings.get("fsync"))) {
            arguments.add("--no-sync");
        }
        PostgresBinaries.Outcome outcome =
                PostgresBinaries.Outcome.of(binaries.command("initdb", arguments));
        if (!outcome.succeeded()) {
            throw new StartRefused(
                    ("PostgreSQL cannot make its database in %s: %s%nStarted by root it has root's"
                                    + " files but not root's rights: the folders above have to be"
                                    + " open to root as their owner, or to everybody.")
                            .formatted(part, outcome.said()));
        }
    }

    private void checkVersion(PostgresBinaries binaries) {
        try {
            String version = Files.readString(path.resolve("PG_VERSION")).strip();
            if (!version.equals(Integer.toString(binaries.majorVersion()))) {
                throw new StartRefused(
                        ("The database in %s was made by PostgreSQL %s, but this Annals brings %d,"
                                        + " which cannot read it. Make a backup with the Annals that"
                                        + " made it (./annals backup FILE) and restore it into a"
                                        + " new data folder (./annals restore FILE).")
                                .formatted(path, version, binaries.majorVersion()));
            }
        } catch (IOException e) {
            throw new StartRefused(
                    ("%s holds no PostgreSQL database (%s). Name another folder in ANNALS_DATA_DIR,"
                                    + " or put the missing files back.")
                            .formatted(path, e),
                    e);
        }
    }

    String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new StartRefused("%s cannot be read (%s).".formatted(passwordFile, e), e);
        }
    }

    Connection connectAsAdministrator(int port) throws SQLException {
        return Login.connect(url(port, "postgres"), ADMINISTRATOR, password());
    }

    /// Both ends are this machine, so there is nothing to encrypt, and asking costs a round trip.
    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable".formatted(port, database);
    }

    /// Stops a server that runs on this cluster though nobody holds the folder: a killed Annals
    /// left it behind. No process is touched that has not been shown to be that server.
    void stopServerLeftBehind() {
        Optional<PostmasterFile> left = PostmasterFile.of(path);
        Optional<ProcessHandle> alive = left.flatMap(file -> ProcessHandle.of(file.pid()));
        if (left.isEmpty() || alive.isEmpty()) {
            return;
        }
        ServerProcess process = new ServerProcess(alive.get());
        if (process.worksIn(path) || answersAsOurs(left.get().port())) {
            LOG.infof(
                    "Stopping the PostgreSQL that a killed Annals left, process %d",
                    left.get().pid());
            process.stop();
        } else {
            left.get().disown();
        }
    }

    /// A server that knows our password and says that it serves our cluster is ours, whatever
    /// process numbers say.
    private boolean answersAsOurs(int port) {
        Deadline deadline = Deadline.in(STARTING_UP);
        while (port > 0) {
            try (Connection connection = connectAsAdministrator(port);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show data_directory")) {
                return row.next() && path.equals(Path.of(row.getString(1)).toRealPath());
            } catch (IOException e) {
                return false;
            } catch (SQLException e) {
                if (!Login.isStartingUp(e) || deadline.hasPassed()) {
                    return false;
                }
            }
            Deadline.pause(PAUSE);
        }
        return false;
    }

    /// Ends what still works in the cluster after its server was killed: mostly such processes end
    /// at once by themselves, but not one in the middle of a long statement.
    void endProcessesLeftBehind() {
        ServerProcess.in(path).forEach(ServerProcess::kill);
    }
}
