package org.annals.codebook;

import java.sql.Connection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;

/// Turns tags into numbers for one write; new ones are stored together at the end.
public final class TagIntake {

    private static final Sql ALL = Sql.of("select id, name from tag");
    private static final Sql NEXT = Sql.of("select nextval(pg_get_serial_sequence('tag', 'id'))");
    private static final Sql STORE = Sql.of("insert into tag(id, name) values (:id, :name)");

    private final Map<String, Integer> known;
    private final Connection connection;
    private final Map<String, Integer> made = new LinkedHashMap<>();

    private TagIntake(Map<String, Integer> known, Connection connection) {
        this.known = known;
        this.connection = connection;
    }

    /// Knows the tags that are committed as this write begins.
    public static TagIntake of(Connection connection) {
        Map<String, Integer> known = new HashMap<>();
        Rows.list(connection, ALL, row -> known.put(row.getString(2), row.getInt(1)));
        return new TagIntake(known, connection);
    }

    public int resolve(String name) {
        Integer id = known.get(name);
        return id != null
                ? id
                : made.computeIfAbsent(name, n -> Rows.one(connection, NEXT, row -> row.getInt(1)));
    }

    public boolean hasNew() {
        return !made.isEmpty();
    }

    public boolean hasMoved() {
        return !made.isEmpty()
                && Rows.list(connection, ALL, row -> row.getString(2)).stream()
                        .anyMatch(made::containsKey);
    }

    public void store() {
        made.forEach(
                (name, id) -> Rows.change(connection, STORE.with("id", id).with("name", name)));
    }
}
