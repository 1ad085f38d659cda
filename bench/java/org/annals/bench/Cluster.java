package org.annals.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.annals.platform.database.EmbeddedPostgres;

/// The PostgreSQL that comes with Annals, with a database for each size, which lives from run to run.
final class Cluster implements AutoCloseable {

    /// A database of the cluster; `user` owns it.
    record Database(String url, String user, String password) {

        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }

        String name() {
            return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        }

        String port() {
            return url.substring(url.indexOf("127.0.0.1:") + 10, url.lastIndexOf('/'));
        }
    }

    final Path folder;
    private final EmbeddedPostgres postgres;

    Cluster(Path work) {
        this.folder = work.resolve("data");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("shared_buffers", Settings.text("BENCH_SHARED_BUFFERS", "2GB"));
        settings.put("maintenance_work_mem", "1GB");
        settings.put("max_wal_size", "8GB");
        settings.put("checkpoint_timeout", "30min");
        settings.put("max_connections", "80");
        // Statements are read from here: one file, which nothing rotates.
        settings.put("logging_collector", "on");
        settings.put("log_destination", "jsonlog");
        settings.put("log_directory", "log");
        settings.put("log_rotation_age", "0");
        settings.put("log_rotation_size", "0");
        this.postgres = EmbeddedPostgres.start(folder, settings);
    }

    Database database(String name) {
        String url = postgres.jdbcUrl().replaceFirst("/annals\\?", "/" + name + "?");
        return new Database(url, postgres.username(), postgres.password());
    }

    /// The same database as who may leave triggers out.
    Database asAdministrator(Database database) {
        return new Database(database.url(), "postgres", database.password());
    }

    private Connection administrator() throws SQLException {
        return asAdministrator(database("postgres")).connect();
    }

    void administer(String... statements) throws SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    boolean has(String name) throws SQLException {
        try (Connection connection = administrator()) {
            return !texts(connection, "select datname from pg_database where datname = '" + name + "'").isEmpty();
        }
    }

    Database create(String name) throws SQLException {
        postgres.createDatabase(name);
        return database(name);
    }

    void drop(String name) throws SQLException {
        administer("drop database if exists " + name + " with (force)");
    }

    void rename(String from, String to) throws SQLException {
        administer("alter database " + from + " rename to " + to);
    }

    /// A database with the same files, to be written to and dropped.
    Database copy(Database of, String name) throws SQLException {
        drop(name);
        administer("create database %s owner %s template %s strategy file_copy".formatted(name, of.user(), of.name()));
        return database(name);
    }

    /// Where the server writes its log now.
    Path log() throws SQLException {
        try (Connection connection = administrator()) {
            return folder.resolve("cluster").resolve(texts(connection, "select pg_current_logfile('jsonlog')").getFirst());
        }
    }

    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(texts(connection, sql).getFirst());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
