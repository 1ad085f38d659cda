package org.annals.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The packaged service as an operator runs it: a process of its own on a data folder of its own,
/// to be asked over HTTP, stopped and killed. It listens on whatever port is free.
public final class PackagedService implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private static final Path CLASSES = TestFolder.of("annals.jsa").toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^ ]+:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// How it is started: where its data lies, with which environment and options of the JVM.
    public record Setup(Path folder, Map<String, String> environment, List<String> options) {

        public Setup {
            environment = Map.copyOf(environment);
            options = List.copyOf(options);
        }

        /// A data folder of this name that nobody has used yet.
        public static Setup fresh(String name) {
            return new Setup(emptied(name), Map.of(), List.of());
        }

        /// The same with an empty database in it, so that the start takes seconds less.
        public static Setup warm(String name) {
            Path folder = emptied(name);
            run("cp", "-a", Template.FOLDER + "/.", folder.toString());
            return new Setup(folder, Map.of("ANNALS_STARTER_DATA", "false"), List.of());
        }

        public Setup with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Setup(folder, more, options);
        }

        public Setup option(String option) {
            List<String> more = new ArrayList<>(options);
            more.add(option);
            return new Setup(folder, environment, more);
        }

        /// Starts the process and waits until it is ready.
        public PackagedService start() {
            PackagedService service = launch();
            service.awaitReady();
            return service;
        }

        /// Starts the process and waits for nothing.
        public PackagedService launch() {
            return new PackagedService(this);
        }

        /// The process that serves the database, as its folder names it; empty if none does.
        public Optional<ProcessHandle> postgres() {
            return postmaster()
                    .flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.getFirst().strip())));
        }

        private Optional<List<String>> postmaster() {
            try {
                List<String> lines = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
                return lines.size() > 3 ? Optional.of(lines) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /// A connection past the service, to look at what it stored.
        public Connection connect() throws SQLException {
            try {
                int port = Integer.parseInt(postmaster().orElseThrow().get(3).strip());
                return DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:%d/annals?sslmode=disable".formatted(port),
                        "annals",
                        Files.readString(folder.resolve("database-password")).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// An empty, migrated database, made once a test run; and the classes as they are loaded for
    /// it, with which later processes start in half the time.
    private static final class Template {
        static final Path FOLDER;

        static {
            run("rm", "-f", CLASSES.toString());
            Setup setup =
                    Setup.fresh("template")
                            .with("ANNALS_STARTER_DATA", "false")
                            .option("-XX:ArchiveClassesAtExit=" + CLASSES);
            try (PackagedService service = setup.start()) {
                service.stop();
            }
            FOLDER = setup.folder();
        }
    }

    private final Setup setup;
    private final Process process;
    private final Path log;
    private final long started = System.nanoTime();
    private int port;

    private PackagedService(Setup setup) {
        this.setup = setup;
        this.log = setup.folder().resolve("service.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Files.exists(CLASSES)) command.add("-XX:SharedArchiveFile=" + CLASSES);
        command.addAll(List.of("-Xlog:aot=off", "-Xlog:cds=off"));
        command.addAll(setup.options());
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(ANNALS|QUARKUS)_.*"));
        environment.put("ANNALS_DATA_DIR", setup.folder().toString());
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.putAll(setup.environment());
        try {
            Files.deleteIfExists(log);
            process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path emptied(String name) {
        Path folder = TestFolder.of(name).toAbsolutePath();
        run("rm", "-rf", folder.toString());
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() == 0) return;
            throw new AssertionError(String.join(" ", command) + " failed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for the line that names the port, and then until the service says that it is ready.
    public void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (port == 0 || !isReady()) {
            if (endsWithin(POLL)) throw new AssertionError("the service ended:\n" + log());
            if (System.nanoTime() > deadline) throw new AssertionError("not ready:\n" + log());
            Matcher listening = LISTENING.matcher(log());
            if (listening.find()) port = Integer.parseInt(listening.group(1));
        }
    }

    private boolean isReady() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public Setup setup() {
        return setup;
    }

    public Process process() {
        return process;
    }

    /// Since it was started, to now.
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /// The token of the administrator: the one that was given, or from where the service keeps it.
    public String token() {
        String given = setup.environment().get("ANNALS_ADMIN_TOKEN");
        if (given != null) return given;
        try {
            return Files.readString(setup.folder().resolve("admin-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /// Sends `body` as the administrator.
    public HttpResponse<String> write(
            String method, String path, String type, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .method(method, body)
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", type);
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    /// Imports a file, and gives the report once the import is over.
    public String load(String query, Path file) {
        try {
            String run = run(query, BodyPublishers.ofFile(file));
            for (String report = get(run).body(); ; report = get(run).body()) {
                if (!report.matches("(?s).*\"status\":\"(receiving|running)\".*")) return report;
                endsWithin(POLL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a file to import; gives the path of its report.
    public String run(String query, BodyPublisher file) {
        String type = query.contains("ndjson") ? "application/x-ndjson" : "text/csv";
        HttpResponse<String> answer = write("POST", "/api/v1/imports?" + query, type, file);
        if (answer.statusCode() != 202) throw new AssertionError(answer + " " + answer.body());
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    /// @throws UncheckedIOException when the connection is refused or lost
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Asks it to end, as an operator or an orchestrator does; gives how long that took.
    public Duration stop() {
        long since = System.nanoTime();
        process.destroy();
        if (!endsWithin(PATIENCE)) throw new AssertionError("it does not stop:\n" + log());
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /// SIGKILL; its PostgreSQL lives on.
    public void kill() {
        process.destroyForcibly();
        endsWithin(PATIENCE);
    }

    /// SIGKILL to the server that is at work now.
    public void killPostgres() {
        setup.postgres()
                .ifPresent(server -> {
                    server.destroyForcibly();
                    server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
                });
    }

    public boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Ends all that still runs, however it stands.
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            if (!endsWithin(Duration.ofSeconds(20))) kill();
        }
        Stream.ofNullable(setup.postgres().orElse(null)).forEach(ProcessHandle::destroyForcibly);
    }

    /// What a JSON document says under a name, anywhere in it; null when it says nothing.
    public static @Nullable String field(String json, String name) {
        Matcher field =
                Pattern.compile("\"%s\":(?:\"([^\"]*)\"|([^,}\\]]*))".formatted(name))
                        .matcher(json);
        if (!field.find()) return null;
        return field.group(1) != null ? field.group(1) : field.group(2);
    }
}
