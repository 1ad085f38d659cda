package org.annals.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// SQL text with named parameters (`:from`) and their values, so that a fragment carries what it
/// needs wherever it is put. `::` is a cast, quoted text is left alone.
///
/// Values are what the PostgreSQL driver takes: numbers, texts, booleans, `byte[]`,
/// `OffsetDateTime`, and arrays `int[]`, `long[]`, `short[]`, `String[]`.
public record Sql(String text, Map<String, Object> values) {

    public Sql {
        values = Map.copyOf(values);
    }

    public static Sql of(String text) {
        return new Sql(text, Map.of());
    }

    /// The same text with one more value.
    public Sql with(String name, Object value) {
        return new Sql(text, merged(values, Map.of(name, value)));
    }

    /// This template with each `%s` in turn replaced by a fragment.
    public Sql filled(Sql... fragments) {
        Map<String, Object> all = values;
        Object[] texts = new Object[fragments.length];
        for (int i = 0; i < fragments.length; i++) {
            texts[i] = fragments[i].text;
            all = merged(all, fragments[i].values);
        }
        return new Sql(text.formatted(texts), all);
    }

    /// The fragments with `separator` between them.
    public static Sql join(String separator, List<Sql> fragments) {
        Map<String, Object> all = new HashMap<>();
        for (Sql fragment : fragments) all = merged(all, fragment.values);
        return new Sql(
                fragments.stream().map(Sql::text).collect(Collectors.joining(separator)), all);
    }

    private static Map<String, Object> merged(Map<String, Object> some, Map<String, Object> more) {
        if (more.isEmpty()) return some;
        Map<String, Object> all = new HashMap<>(some);
        more.forEach((name, value) -> {
            Object other = all.put(name, value);
            if (other != null && other != value && !other.equals(value)) {
                throw new IllegalArgumentException("two values for :" + name);
            }
        });
        return all;
    }

    /// A statement with its values bound; the caller closes it.
    PreparedStatement prepare(Connection connection) throws SQLException {
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
                while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) end++;
                order.add(text.substring(i + 1, end));
                jdbc.append('?');
                i = end;
            } else {
                jdbc.append(c);
                i++;
            }
        }
        PreparedStatement statement = connection.prepareStatement(jdbc.toString());
        for (int p = 0; p < order.size(); p++) {
            Object value = values.get(order.get(p));
            if (value == null) {
                throw new IllegalArgumentException("no value for :" + order.get(p));
            }
            statement.setObject(p + 1, value);
        }
        return statement;
    }
}
