package org.annals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.annals.support.CodeBlock;
import org.annals.support.PackagedService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs what README.md and the pages of docs/ tell a reader to type, on the packaged service, and
/// compares the answers that stand below.
///
/// An answer may be shortened by leaving lines, keys or items out. Blocks in another language than
/// `sh` are not run.
class DocumentedCommandsIT {

    /// What cannot run here: commands that serve for ever, run this very test, or need Docker or
    /// psql.
    private static final Set<String> NOT_RUN =
            Set.of(
                    "./annals",
                    "./annals test",
                    "docker build -f src/main/docker/Dockerfile.jvm -t annals .",
                    "POSTGRES_PASSWORD=… ANNALS_ADMIN_TOKEN=… docker compose -f src/main/docker/compose.yaml up --build",
                    "PGPASSWORD=$(cat data/database-password) psql -h 127.0.0.1 -p \"$(sed -n 4p data/cluster/postmaster.pid)\" annals");

    private static final String DOCUMENTED = "http://localhost:8080";
    private static final int SHOWN = 2000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    // An answer of 400 and up is a failure, which it is not to curl by itself.
    private static final String STRICT = "curl() { command curl --fail-with-body \"$@\"; }\n";

    // A checkout as the reader sees it, in which the service keeps its data.
    @TempDir private static Path folder;
    private static @Nullable PackagedService service;

    @BeforeAll
    static void start() throws IOException {
        PackagedService.Setup setup = PackagedService.Setup.fresh("documented-commands");
        Files.createSymbolicLink(folder.resolve("data"), setup.folder());
        for (String part : List.of("annals", "src")) {
            Files.createSymbolicLink(folder.resolve(part), Path.of(part).toAbsolutePath());
        }
        service = setup.start();
    }

    @AfterAll
    static void stop() {
        if (service != null) service.close();
    }

    private static int port() {
        if (service == null) throw new IllegalStateException("the service is not running");
        return service.uri("/").getPort();
    }

    private static String address() {
        return "http://localhost:" + port();
    }

    @TestFactory
    Stream<DynamicTest> every_command_runs_and_answers_what_the_page_shows() throws IOException {
        return blocks().stream()
                .map(block -> DynamicTest.dynamicTest(block.where(), () -> run(block)));
    }

    @Test
    void what_is_not_run_is_still_written_somewhere() throws IOException {
        Set<String> written =
                blocks().stream()
                        .flatMap(block -> block.text().lines())
                        .collect(Collectors.toSet());
        Set<String> gone = new TreeSet<>(NOT_RUN);
        gone.removeAll(written);
        assertEquals(Set.of(), gone);
    }

    private static List<CodeBlock> blocks() throws IOException {
        return CodeBlock.in(papers()).stream()
                .filter(block -> block.language().equals("sh"))
                .toList();
    }

    /// What a reader reads first comes first, since each page finds what those before it left.
    private static List<Path> papers() throws IOException {
        List<Path> first = List.of(Path.of("README.md"), Path.of("docs/quick-start.md"));
        try (Stream<Path> guides = Files.list(Path.of("docs"))) {
            Stream<Path> others =
                    guides.filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !first.contains(file))
                            .sorted();
            return Stream.concat(first.stream(), others).toList();
        }
    }

    private static void run(CodeBlock block) throws IOException, InterruptedException {
        String script =
                block.text()
                        .lines()
                        .filter(line -> !NOT_RUN.contains(line))
                        .collect(Collectors.joining("\n"))
                        .replace(DOCUMENTED, address());
        if (script.isBlank()) return;
        Path output = Files.createTempFile(folder, "output", null);
        Path complaints = Files.createTempFile(folder, "complaints", null);
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", STRICT + script)
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(complaints.toFile());
        shell.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port()));
        Process process = shell.start();
        boolean ended = process.waitFor(PATIENCE);
        if (!ended) process.destroyForcibly();
        String said = Files.readString(output);
        String all = block.where() + "\n" + script + "\n" + said + Files.readString(complaints);
        assertTrue(ended, () -> "takes longer than " + PATIENCE + ":\n" + all);
        assertEquals(0, process.exitValue(), all);
        CodeBlock shown = block.answer();
        if (shown == null) return;
        String answer = said.replace(address(), DOCUMENTED);
        assertTrue(
                shown.language().equals("json")
                        ? isPartOf(JSON.readTree(shown.text()), JSON.readTree(answer))
                        : hasLines(answer, shown.text()),
                () ->
                        "%s shows%n%s%nbut the answer is%n%s"
                                .formatted(
                                        shown.where(),
                                        shown.text(),
                                        answer.substring(0, Math.min(answer.length(), SHOWN))));
    }

    private static boolean hasLines(String answer, String shown) {
        List<String> lines = answer.lines().map(DocumentedCommandsIT::plain).toList();
        return shown.lines()
                .map(DocumentedCommandsIT::plain)
                .allMatch(line -> lines.stream().anyMatch(real -> matches(line, real)));
    }

    private static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    /// Whether a line is the real one, but for what an ellipsis stands for.
    private static boolean matches(String line, String real) {
        String[] parts = line.split("…", -1);
        if (parts.length == 1) return line.equals(real);
        int at = 0;
        for (String part : parts) {
            at = real.indexOf(part, at);
            if (at < 0) return false;
            at += part.length();
        }
        return real.startsWith(parts[0]) && real.endsWith(parts[parts.length - 1]);
    }

    /// Whether everything that is shown is so in the real answer; items are in order.
    private static boolean isPartOf(JsonNode shown, JsonNode real) {
        if (shown.isObject()) {
            return real.isObject()
                    && shown.properties().stream()
                            .allMatch(key ->
                                    real.has(key.getKey())
                                            && isPartOf(key.getValue(), real.get(key.getKey())));
        }
        if (shown.isArray()) {
            if (!real.isArray() || (shown.isEmpty() && !real.isEmpty())) return false;
            int at = 0;
            for (JsonNode item : shown) {
                while (at < real.size() && !isPartOf(item, real.get(at))) at++;
                if (at++ >= real.size()) return false;
            }
            return true;
        }
        return shown.isTextual() && real.isTextual()
                ? matches(shown.asText(), real.asText())
                : shown.equals(real);
    }
}
