package org.annals.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.annals.bench.Cluster.Database;

/// What the service asks the database to answer a request, read from the server's log: the very
/// statements with the values of their parameters, whatever code of the service made them.
final class Statements {

    /// A statement with the values that `$1`, `$2` … had, as text.
    record Statement(String text, List<String> values) {}

    /// All that one request asked of events and counts, in order, with what it said of how to plan it.
    record Asked(List<Statement> statements) {
        List<String> texts() {
            return statements.stream().map(Statement::text).toList();
        }
    }

    private static final String MARK = "select 'bench request %d'";
    private static final Pattern MARKED = Pattern.compile("'bench request (\\d+)'");
    private static final Pattern EXECUTED =
            Pattern.compile("duration: [\\d.]+ ms  execute (?!fetch)[^:]+: (.*)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (NULL|'((?:[^']|'')*)')");
    private static final Pattern OF_EVENTS = Pattern.compile("\\b(event|event_facet|rollup)\\b");
    private static final Pattern NUMBERS = Pattern.compile("\\{(-?\\d+(,-?\\d+)*)?}");
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int FEWEST = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Statements() {}

    /// Sends requests one by one for some seconds, and gives what each of those that were answered asked.
    static List<Asked> of(Cluster cluster, Database database, int port, List<byte[]> requests) throws Exception {
        Path log = cluster.log();
        long from;
        int sent = 0;
        Set<Integer> failed = new HashSet<>();
        cluster.administer("alter system set log_min_duration_statement = 0", "select pg_reload_conf()");
        try (Client client = new Client(port);
                Connection connection = database.connect()) {
            // sessions take the change in when they are used next
            Thread.sleep(300);
            client.send(requests.getFirst(), false);
            from = log.toFile().length();
            long enough = System.nanoTime() + LONGEST.toNanos();
            while (sent < requests.size() && (sent < FEWEST || System.nanoTime() < enough)) {
                byte[] request = requests.get(sent);
                Cluster.texts(connection, MARK.formatted(sent++));
                if (client.send(request, false).status() != 200) failed.add(sent - 1);
            }
            Cluster.texts(connection, MARK.formatted(sent));
        } finally {
            cluster.administer("alter system reset log_min_duration_statement", "select pg_reload_conf()");
        }
        Thread.sleep(200);
        return read(log, from, sent, failed);
    }

    private static List<Asked> read(Path log, long from, int requests, Set<Integer> failed) throws IOException {
        byte[] bytes;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
        }
        Map<Integer, List<Statement>> statements = new LinkedHashMap<>();
        int request = -1;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (!line.endsWith("}")) continue;
            JsonNode entry = JSON.readTree(line);
            Matcher executed = EXECUTED.matcher(entry.path("message").asText());
            if (!executed.matches()) continue;
            String text = executed.group(1);
            Matcher mark = MARKED.matcher(text);
            if (mark.find()) {
                request = Integer.parseInt(mark.group(1));
            } else if (entry.path("application_name").asText().equals("annals-reads")
                    // what the statistics say of words cannot be prepared
                    && !text.startsWith("explain")
                    && (OF_EVENTS.matcher(text).find() || text.contains("plan_cache_mode"))) {
                statements.computeIfAbsent(request, r -> new ArrayList<>())
                        .add(new Statement(text, values(entry.path("detail").asText())));
            }
        }
        List<Asked> all = new ArrayList<>();
        for (int r = 0; r < requests; r++) {
            List<Statement> asked = statements.get(r);
            if (failed.contains(r)) continue;
            if (asked == null) throw new IOException("The log has no statement for request %d.".formatted(r));
            all.add(new Asked(asked));
        }
        if (all.isEmpty()) throw new IOException("No request was answered with 200.");
        return all;
    }

    private static List<String> values(String detail) {
        List<String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(detail);
        while (value.find()) values.add(value.group(2) == null ? null : value.group(2).replace("''", "'"));
        return values;
    }

    private static String typeOf(String value) {
        if (value == null || !value.startsWith("{")) return "unknown";
        return NUMBERS.matcher(value).matches() ? "int[]" : "text[]";
    }

    /// The types of the parameters, as the server takes them to be. The log does not tell them; only where
    /// a value is a list, the statement alone may leave open of which type.
    static List<String> types(Connection connection, Statement asked) throws SQLException {
        if (asked.values().isEmpty()) return List.of();
        String types = asked.values().stream()
                .map(Statements::typeOf)
                .collect(Collectors.joining(", "));
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("deallocate all");
            try {
                statement.execute("prepare asked as " + asked.text());
            } catch (SQLException e) {
                statement.execute("prepare asked(" + types + ") as " + asked.text());
            }
        }
        return Cluster.texts(
                connection,
                "select t from pg_prepared_statements p, unnest(p.parameter_types::text[]) with ordinality u(t, n)"
                        + " where p.name = 'asked' order by n");
    }
}
