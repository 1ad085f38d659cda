package org.annals.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/// Connections made before there is a pool.
final class Login {
    private static final String CANNOT_CONNECT_NOW = "57P03";
    private static final String CONNECTION_EXCEPTION = "08";

    private Login() {}

    /// Goes to the driver itself: `DriverManager` looks for drivers in the system's class loader,
    /// which in a packaged Quarkus application knows none.
    static Connection connect(String url, String username, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the PostgreSQL driver cannot read this address");
        }
        return connection;
    }

    /// Whether trying again a little later makes sense: nothing listens yet, or the server is
    /// starting up, recovering or shutting down.
    static boolean mayComeUp(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.equals(CANNOT_CONNECT_NOW) || state.startsWith(CONNECTION_EXCEPTION));
    }

    /// A server was there and is not for us to use yet.
    static boolean isStartingUp(SQLException e) {
        return CANNOT_CONNECT_NOW.equals(e.getSQLState());
    }
}
