package org.annals.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.annals.bench.Cluster.Database;
import org.annals.bench.Statements.Asked;
import org.annals.bench.Statements.Statement;

/// The statements of a question in pgbench: prepared once a session, under the same kind of plan as in
/// the service, with the parameters of a request drawn at random.
///
/// pgbench has only numbers for variables: a number that differs from request to request is one of them, picked
/// by the number of the request. What else differs stands in the statement as `(array of all its values)[:i]`, which
/// to the planner is as unknown as `$1` is, but makes the statement longer, and a long one takes longer.
final class Pgbench {

    private final Database database;
    private final Path folder;
    private final List<String> arguments = new ArrayList<>();

    /// @param asked what each request of a question asked
    Pgbench(Database database, Path folder, String name, List<Asked> asked) throws Exception {
        this.database = database;
        this.folder = folder.resolve(name);
        Files.createDirectories(this.folder);
        Map<List<String>, List<Asked>> scripts =
                asked.stream().collect(Collectors.groupingBy(Asked::texts, LinkedHashMap::new, Collectors.toList()));
        try (Connection connection =
                DriverManager.getConnection(
                        database.url() + "&preferQueryMode=simple", database.user(), database.password())) {
            int number = 0;
            for (List<Asked> alike : scripts.values()) script(connection, number++, alike);
        }
    }

    private void script(Connection connection, int number, List<Asked> alike) throws Exception {
        StringBuilder script = new StringBuilder();
        Map<List<String>, String> numbers = new LinkedHashMap<>();
        List<String> texts = alike.getFirst().texts();
        // How the service has a statement planned holds to the end of a transaction.
        boolean planned = texts.stream().anyMatch(text -> text.startsWith("set local"));
        if (planned) script.append("begin;\n");
        for (int s = 0; s < texts.size(); s++) {
            int of = s;
            List<Statement> statements = alike.stream().map(asked -> asked.statements().get(of)).toList();
            String text = texts.get(s).strip();
            List<String> types = Statements.types(connection, statements.getFirst());
            // from the last, so that $1 does not take the start of $10
            for (int p = types.size(); p > 0; p--) {
                int place = p - 1;
                List<String> values = statements.stream().map(statement -> statement.values().get(place)).toList();
                text = text.replace("$" + p, value(types.get(place), values, "v%d_%d_%d".formatted(number, s, p), numbers));
            }
            script.append(text).append(";\n");
        }
        if (planned) script.append("commit;\n");
        StringBuilder drawn = new StringBuilder("\\set i random(1, %d)\n".formatted(alike.size()));
        numbers.forEach((values, name) -> drawn.append("\\set %s %s\n".formatted(name, picked(values, 1))));
        Path file = folder.resolve("script-" + number + ".sql");
        Files.writeString(file, drawn.append(script));
        arguments.addAll(List.of("-f", file + "@" + alike.size()));
    }

    /// The one of the values whose number is `:i`, the first of them being `first`: halved until one is left.
    private static String picked(List<String> values, int first) {
        if (values.size() == 1) return values.getFirst();
        int half = values.size() / 2;
        return "case when :i < %d then %s else %s end".formatted(
                first + half,
                picked(values.subList(0, half), first),
                picked(values.subList(half, values.size()), first + half));
    }

    private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "double precision");

    private String value(String type, List<String> values, String name, Map<List<String>, String> numbers) {
        if (Set.copyOf(values.stream().map(String::valueOf).toList()).size() == 1) {
            if (values.getFirst() == null) return "null::" + type;
            arguments.addAll(List.of("-D", name + "=" + values.getFirst()));
            return ":" + name + "::" + type;
        }
        if (NUMBERS.contains(type) && !values.contains(null)) {
            return ":" + numbers.computeIfAbsent(values, each -> "n" + name) + "::" + type;
        }
        String all = values.stream()
                .map(v -> v == null ? "null" : "\"" + v.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "'{", "}'"));
        return type.endsWith("[]")
                ? "((%s::text[])[:i])::%s".formatted(all.replace("'", "''").replaceFirst("^''", "'").replaceFirst("''$", "'"), type)
                : "(%s::%s[])[:i]".formatted(all.replace("'", "''").replaceFirst("^''", "'").replaceFirst("''$", "'"), type);
    }

    /// In the first seconds each client has its statements planned, once, which can take as long as hundreds of
    /// answers: the service's have long been.
    private static final int PLANNING = 2;

    record Outcome(double rate, Latencies latencies) {}

    Outcome run(int clients, Duration time) throws Exception {
        Path log = folder.resolve("latency");
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        List<String> command = new ArrayList<>(List.of(
                Settings.text("BENCH_PGBENCH", "pgbench"), "-n", "-M", "prepared", "-h", "127.0.0.1", "-p", database.port(), "-U", database.user(),
                "-c", "" + clients, "-j", "1", "-T", "" + (PLANNING + seconds),
                "-l", "--log-prefix=" + log));
        command.addAll(arguments);
        command.add(database.name());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        builder.environment().put(
                "PGOPTIONS",
                "-c plan_cache_mode=force_generic_plan -c jit=off -c default_transaction_read_only=on");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("pgbench: " + said);
        Latencies latencies = latencies();
        return new Outcome((double) latencies.count() / seconds, latencies);
    }

    private Latencies latencies() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("latency")).toList()) {
                lines.addAll(Files.readAllLines(file));
                Files.delete(file);
            }
        }
        long planned = PLANNING * 1_000_000L + lines.stream().mapToLong(Pgbench::end).min().orElse(0);
        Latencies all = new Latencies();
        for (String line : lines) if (end(line) >= planned) all.add(1000 * Long.parseLong(line.split(" ")[2]));
        return all;
    }

    /// When a transaction ended, in microseconds.
    private static long end(String line) {
        String[] fields = line.split(" ");
        return 1_000_000 * Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
    }
}
