package org.annals.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Where a database is, and as whom to go there.
record DatabaseAddress(String url, String username, String password) {
    Connection connect() throws SQLException {
        return Login.connect(url, username, password);
    }
}
