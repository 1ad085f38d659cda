package org.annals.platform.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of this process' own, in a folder that nobody else uses meanwhile. It comes
/// back on the same port when it is killed, and ends with {@link #close()}; one that a killed
/// process left behind is stopped by the next start.
///
/// It listens on the loopback address only and asks for a password, which is made with the folder.
public final class EmbeddedPostgres implements Closeable {
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    static final String USER = "annals";
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /// Below the ports that operating systems give to outgoing connections. On one of those, a pool
    /// that tries to reconnect while the server is down can be given the server's port for its own
    /// end, and the server could not come back.
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;

    /// What a server says that finds its killed predecessor's processes or connections in its way.
    private static final Pattern IN_THE_WAY =
            Pattern.compile("pre-existing shared memory block|lock file|could not bind");

    private static final Duration PREDECESSOR_ENDS = Duration.ofSeconds(20);

    /// Replaying the log after a crash takes as long as it takes; this is many times what
    /// `max_wal_size` of it needs.
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(100);
    private static final long LARGEST_LOG = 8L << 20;

    private final DataFolder folder;
    private final PostgresBinaries binaries;
    private final Cluster cluster;
    private final Path log;
    private final Map<String, String> settings;
    private final int port;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Thread watchdog;

    /// Replaced by the watchdog, once that runs.
    private volatile @Nullable Process server;

    private EmbeddedPostgres(
            DataFolder folder, PostgresBinaries binaries, Map<String, String> settings) {
        this.folder = folder;
        this.binaries = binaries;
        this.cluster = Cluster.in(folder, binaries, settings);
        this.log = folder.resolve("postgres.log");
        this.settings = settings;
        this.port = freePort();
        this.watchdog =
                Thread.ofPlatform().name("postgres-watchdog").daemon().unstarted(this::watch);
    }

    /// Starts the server in a folder, with a database `annals`. A new folder takes some seconds,
    /// one in use before about half a second.
    ///
    /// @param dataFolder made when it is not there
    /// @param settings PostgreSQL settings that add to ours or replace them, such as `fsync`=`off`
    ///   for data that is thrown away
    /// @throws StartRefused when the folder is in use, is not ours to write, or was made by another
    ///   major version; when this machine cannot run the server
    public static EmbeddedPostgres start(Path dataFolder, Map<String, String> settings) {
        return start(dataFolder, PostgresBinaries::in, settings);
    }

    static EmbeddedPostgres start(
            Path dataFolder,
            Function<DataFolder, PostgresBinaries> programs,
            Map<String, String> settings) {
        EmbeddedPostgres postgres = in(dataFolder, programs, settings);
        postgres.start();
        return postgres;
    }

    /// The same, not started yet, so that whoever has to stop it can be told of it before.
    static EmbeddedPostgres in(Path dataFolder) {
        return in(dataFolder, PostgresBinaries::in, Map.of());
    }

    private static EmbeddedPostgres in(
            Path dataFolder,
            Function<DataFolder, PostgresBinaries> programs,
            Map<String, String> settings) {
        DataFolder folder = DataFolder.lock(dataFolder);
        try {
            return new EmbeddedPostgres(
                    folder, programs.apply(folder), ServerSettings.with(settings));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    void start() {
        try {
            cluster.stopServerLeftBehind();
            startServer();
            prepare();
            watchdog.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Of the database `annals`.
    public String jdbcUrl() {
        return Cluster.url(port, USER);
    }

    public String username() {
        return USER;
    }

    public String password() {
        return cluster.password();
    }

    DatabaseAddress address() {
        return new DatabaseAddress(jdbcUrl(), username(), password());
    }

    /// Makes a further, empty database that the user owns.
    ///
    /// @return its JDBC address
    /// @throws SQLException when there is one of that name already
    public String createDatabase(String name) throws SQLException {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name for a database: small letters, digits and _ make one"
                            .formatted(name));
        }
        try (Connection connection = cluster.connectAsAdministrator(port);
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s owner %s".formatted(name, USER));
        }
        return Cluster.url(port, name);
    }

    private static int freePort() {
        while (true) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                LOG.debugf("Port %d is taken", port);
            }
        }
    }

    /// The service's user and database, apart from the administrator's.
    private void prepare() {
        try (Connection connection = cluster.connectAsAdministrator(port);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_roles where rolname = '%s'")) {
                // pg_monitor: to see which session holds back the change feed.
                statement.execute(
                        "create role %1$s login createdb password '%2$s' in role pg_monitor"
                                .formatted(USER, cluster.password()));
            }
            if (!exists(statement, "select from pg_database where datname = '%s'")) {
                statement.execute("create database %1$s owner %1$s".formatted(USER));
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database in %s cannot be prepared: %s"
                            .formatted(cluster.path(), e.getMessage()),
                    e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query.formatted(USER))) {
            return rows.next();
        }
    }

    /// Starts the server and waits until it lets us in.
    ///
    /// @throws StartRefused with what it said when it does not come up
    private void startServer() {
        Deadline deadline = Deadline.in(PREDECESSOR_ENDS);
        while (true) {
            rotateLog();
            long logged = log.toFile().length();
            Process started = launchUnlessClosed();
            if (started == null || isUp(started) || closed.isDone()) {
                return;
            }
            String said = said(logged);
            if (!IN_THE_WAY.matcher(said).find() || deadline.hasPassed()) {
                throw new StartRefused(
                        "PostgreSQL does not start: %s. The whole of what it says is in %s."
                                .formatted(reason(said), log));
            }
            cluster.endProcessesLeftBehind();
        }
    }

    /// Not while [#close] looks for what it has to stop: a server that comes after would be
    /// nobody's.
    private synchronized @Nullable Process launchUnlessClosed() {
        if (closed.isDone()) {
            return null;
        }
        Process launched = launch();
        server = launched;
        return launched;
    }

    private Process launch() {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.path().toString()));
        arguments.addAll(List.of("-p", Integer.toString(port)));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        try {
            return binaries.command("postgres", arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new StartRefused("PostgreSQL cannot be started (%s).".formatted(e), e);
        }
    }

    /// Whether it got as far as letting us in, before it ended or its time was up.
    private boolean isUp(Process started) {
        Deadline deadline = Deadline.in(RECOVERY);
        while (started.isAlive() && !deadline.hasPassed() && !isClosedWithin(POLL)) {
            try (Connection _ = cluster.connectAsAdministrator(port)) {
                return started.isAlive();
            } catch (SQLException e) {
                if (!Login.mayComeUp(e)) {
                    throw new StartRefused(
                            "PostgreSQL runs but does not let Annals in: %s The password is in %s."
                                    .formatted(e.getMessage(), cluster.passwordFile()),
                            e);
                }
            }
        }
        return false;
    }

    private boolean isClosedWithin(Duration time) {
        try {
            closed.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void rotateLog() {
        try {
            if (log.toFile().length() > LARGEST_LOG) {
                Files.move(
                        log, folder.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the server wrote to its log from a position on.
    private String said(long from) {
        try (FileChannel channel = FileChannel.open(log)) {
            channel.position(from);
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(its log cannot be read: %s)".formatted(e);
        }
    }

    /// Its last words, not those to clients that came too early.
    private static String reason(String said) {
        return said.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .filter(line -> !line.contains("the database system is"))
                .findFirst()
                .orElse(said)
                .strip();
    }

    /// Starts the server again whenever it ends while it should not.
    private void watch() {
        Duration backOff = SHORTEST_BACK_OFF;
        while (true) {
            long since = System.nanoTime();
            Process watched = Objects.requireNonNull(server);
            CompletableFuture.anyOf(closed, watched.onExit()).join();
            if (isClosedWithin(backOff)) {
                return;
            }
            LOG.errorf(
                    "PostgreSQL ended with code %d; starting it again on port %d",
                    watched.exitValue(), port);
            try {
                startServer();
                LOG.infof("PostgreSQL is back on port %d", port);
            } catch (StartRefused e) {
                LOG.error(e.getMessage());
            }
            backOff = nextBackOff(backOff, Duration.ofNanos(System.nanoTime() - since));
        }
    }

    /// Doubled for a server that ends again and again.
    private static Duration nextBackOff(Duration backOff, Duration lasted) {
        if (lasted.compareTo(LONGEST_BACK_OFF) > 0) {
            return SHORTEST_BACK_OFF;
        }
        Duration doubled = backOff.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }

    /// Stops the server and leaves the folder to others. Further calls do nothing.
    @Override
    public void close() {
        if (!closed.complete(null)) {
            return;
        }
        try {
            watchdog.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            Process last = server;
            if (last != null) {
                new ServerProcess(last.toHandle()).stop();
            }
        }
        folder.close();
    }
}
