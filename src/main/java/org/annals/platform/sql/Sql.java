package org.annals.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

/// SQL text with named parameters (`:from`) and their values, so that a fragment carries what it
/// needs wherever it is put. `::` is a cast, quoted text is left alone.
///
/// Values are what the PostgreSQL driver takes: numbers, texts, booleans, `byte[]`,
/// `OffsetDateTime`, and arrays of numbers and texts (`int[]`, `String[]`).
public final class Sql {

    // The same few texts come again and again, some of them ten thousand characters long. Should
    // there ever be many, it begins anew.
    private static final int KEPT = 500;
    private static final Map<String, Positioned> POSITIONED = new ConcurrentHashMap<>();

    private final String text;
    private final Map<String, Object> values;

    private Sql(String text, Map<String, Object> values) {
        this.text = text;
        this.values = values;
    }

    public static Sql of(String text) {
        return new Sql(text, Map.of());
    }

    public String text() {
        return text;
    }

    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /// The same with a remark before it.
    Sql after(String remark) {
        return remark.isEmpty() ? this : new Sql(remark + text, values);
    }

    /// The same text with one more value.
    public Sql with(String name, Object value) {
        return with(Map.of(name, value));
    }

    /// The same text with more values.
    public Sql with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(values);
        more.forEach((name, value) -> put(all, name, value));
        return new Sql(text, all);
    }

    /// This template with each `%s` in turn replaced by a fragment.
    public Sql filled(Sql... fragments) {
        Map<String, Object> all = new HashMap<>(values);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Sql fragment : fragments) {
            int gap = text.indexOf("%s", from);
            if (gap < 0) throw new IllegalArgumentException("more fragments than %s in " + text);
            filled.append(text, from, gap).append(fragment.text);
            from = gap + 2;
            fragment.values.forEach((name, value) -> put(all, name, value));
        }
        if (text.indexOf("%s", from) >= 0) {
            throw new IllegalArgumentException("fewer fragments than %s in " + text);
        }
        return new Sql(filled.append(text, from, text.length()).toString(), all);
    }

    /// The fragments with `separator` between them.
    public static Sql join(String separator, List<Sql> fragments) {
        Map<String, Object> all = new HashMap<>();
        StringJoiner joined = new StringJoiner(separator);
        for (Sql fragment : fragments) {
            joined.add(fragment.text);
            fragment.values.forEach((name, value) -> put(all, name, value));
        }
        return new Sql(joined.toString(), all);
    }

    private static void put(Map<String, Object> values, String name, Object value) {
        Object other = values.put(name, value);
        if (other != null && !Objects.deepEquals(other, value)) {
            throw new IllegalArgumentException("two values for :" + name);
        }
    }

    /// A statement with its values bound; the caller closes it.
    PreparedStatement prepare(Connection connection) throws SQLException {
        if (POSITIONED.size() > KEPT) POSITIONED.clear();
        Positioned positioned = POSITIONED.computeIfAbsent(text, Positioned::of);
        PreparedStatement statement = connection.prepareStatement(positioned.jdbc());
        int position = 1;
        for (String name : positioned.names()) {
            Object value = values.get(name);
            if (value == null) throw new IllegalArgumentException("no value for :" + name);
            statement.setObject(position++, value);
        }
        return statement;
    }

    /// A text as JDBC takes it, `?` for each of the names in turn.
    private record Positioned(String jdbc, List<String> names) {

        static Positioned of(String text) {
            StringBuilder jdbc = new StringBuilder(text.length());
            List<String> order = new ArrayList<>();
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (c == '\'') {
                    int end = text.indexOf('\'', i + 1) + 1;
                    jdbc.append(text, i, end);
                    i = end;
                } else if (c == ':' && i + 1 < text.length() && text.charAt(i + 1) == ':') {
                    jdbc.append("::");
                    i += 2;
                } else if (c == ':' && Character.isLetter(text.charAt(i + 1))) {
                    int end = i + 1;
                    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end)))
                        end++;
                    order.add(text.substring(i + 1, end));
                    jdbc.append('?');
                    i = end;
                } else {
                    jdbc.append(c);
                    i++;
                }
            }
            return new Positioned(jdbc.toString(), List.copyOf(order));
        }
    }
}
