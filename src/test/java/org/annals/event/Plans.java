package org.annals.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.annals.platform.sql.Sql;

/// Runs statements and tells how PostgreSQL ran them. Each text is prepared once and then executed
/// with many values, as on a connection of the service.
final class Plans {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|::|:([A-Za-z][A-Za-z0-9]*)");

    private final Connection connection;
    private final Map<String, String> prepared = new HashMap<>();

    Plans(Connection connection) {
        this.connection = connection;
    }

    /// What was done for one execution: pages of tables and indexes that were looked at, by which
    /// indexes, which tables were read whole, and what was sorted.
    record Plan(long pages, Set<String> indexes, Set<String> wholeTables, boolean bitmaps) {}

    /// By the plan for all values.
    Plan of(Sql sql) throws SQLException {
        return run(sql);
    }

    /// By a plan for these values, as after `Snapshot.planForValues`.
    Plan ofValues(Sql sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_custom_plan");
            Plan plan = run(sql);
            statement.execute("reset plan_cache_mode");
            statement.execute("deallocate all");
            prepared.clear();
            return plan;
        }
    }

    private Plan run(Sql sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        List<String> types = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(sql.text());
        while (parameter.find()) {
            if (parameter.group(1) == null) {
                parameter.appendReplacement(text, Matcher.quoteReplacement(parameter.group()));
                continue;
            }
            Object value = Objects.requireNonNull(sql.values().get(parameter.group(1)));
            types.add(type(value));
            values.add(literal(value));
            parameter.appendReplacement(text, Matcher.quoteReplacement("$" + types.size()));
        }
        parameter.appendTail(text);
        String body = "(%s) as %s".formatted(String.join(", ", types), text);
        try (Statement statement = connection.createStatement()) {
            String name = prepared.get(body);
            boolean first = name == null;
            if (first) name = "s" + prepared.size();
            String explain =
                    "explain (analyze, buffers, timing off, format json) execute %s(%s)"
                            .formatted(name, String.join(", ", values));
            if (first) {
                statement.execute("prepare " + name + body);
                prepared.put(body, name);
                // what a first execution looks up of tables and functions is kept for the next
                statement.execute(explain);
            }
            try (ResultSet row = statement.executeQuery(explain)) {
                row.next();
                return read(JSON.readTree(row.getString(1)).get(0).get("Plan"));
            }
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many statements were ever planned for particular values instead of for all.
    long plannedForValues() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_prepared_statements where from_sql and custom_plans > 0")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Plan read(JsonNode top) {
        Set<String> indexes = new TreeSet<>();
        Set<String> whole = new TreeSet<>();
        boolean bitmaps = false;
        for (JsonNode node : top.findParents("Node Type")) {
            switch (node.get("Node Type").asText()) {
                case "Seq Scan" -> whole.add(node.get("Relation Name").asText());
                case "Bitmap Heap Scan" -> bitmaps = true;
                default -> {
                    if (node.has("Index Name")) indexes.add(node.get("Index Name").asText());
                }
            }
        }
        long pages = top.get("Shared Hit Blocks").asLong() + top.get("Shared Read Blocks").asLong();
        return new Plan(pages, indexes, whole, bitmaps);
    }

    // As the driver declares them.
    private static String type(Object value) {
        return switch (value) {
            case Integer _ -> "int4";
            case Long _ -> "int8";
            case String _ -> "varchar";
            case Double _ -> "float8";
            case OffsetDateTime _ -> "timestamptz";
            case int[] _ -> "int4[]";
            case long[] _ -> "int8[]";
            case short[] _ -> "int2[]";
            case String[] _ -> "varchar[]";
            default -> throw new IllegalArgumentException("no type for " + value.getClass());
        };
    }

    private static String literal(Object value) {
        return switch (value) {
            case int[] numbers -> list(Arrays.toString(numbers));
            case long[] numbers -> list(Arrays.toString(numbers));
            case short[] numbers -> list(Arrays.toString(numbers));
            case String[] texts -> list(Arrays.toString(texts));
            case String text -> "'" + text.replace("'", "''") + "'";
            case OffsetDateTime time -> "'" + time + "'";
            default -> value.toString();
        };
    }

    private static String list(String inBrackets) {
        return "'{" + inBrackets.substring(1, inBrackets.length() - 1) + "}'";
    }
}
