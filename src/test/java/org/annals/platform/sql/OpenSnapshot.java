package org.annals.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// A snapshot on a connection of a test, which closes it with the connection.
public final class OpenSnapshot {

    private OpenSnapshot() {}

    public static Snapshot on(Connection connection) throws SQLException {
        return new Snapshot(connection, new Snapshot.Memory("a database"), false);
    }
}
