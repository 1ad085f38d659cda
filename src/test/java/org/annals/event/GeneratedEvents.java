package org.annals.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.annals.codebook.Country;
import org.annals.codebook.Kind;
import org.annals.platform.database.EmbeddedPostgres;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.support.TestFolder;
import org.flywaydb.core.Flyway;

/// A database of its own with many generated events, always the same ones. What they are like is
/// written in `generated-events.sql`.
final class GeneratedEvents implements AutoCloseable {

    static final int EVENTS = 100_000;

    private static final Path FOLDER = TestFolder.of("generated-events");
    private static final String DATABASE = "generated_events";
    private static final Map<String, String> UNSAFE =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    private final EmbeddedPostgres postgres;
    private final String url;
    final List<Kind> kinds;
    final List<Country> countries;

    // they hardly ever meet
    final Kind commonestKind;
    final Country commonestCountry;

    GeneratedEvents() throws SQLException, IOException {
        postgres = EmbeddedPostgres.start(FOLDER, UNSAFE);
        try {
            dropOfLastRun();
            url = postgres.createDatabase(DATABASE);
            Flyway.configure()
                    .dataSource(url, postgres.username(), postgres.password())
                    .load()
                    .migrate();
            load();
            try (Connection connection = connect(new Properties())) {
                kinds =
                        Rows.list(
                                connection,
                                Sql.of(
                                        """
                                        select id, code, branch from kind k
                                         where exists (select from event e where e.kind = k.id)
                                        """),
                                row -> kind(row.getInt(1), row.getString(2), row.getInt(3)));
                countries =
                        Rows.list(
                                connection,
                                Sql.of(
                                        """
                                        select id, alpha3, name from country
                                         where id in (select country from event)
                                        """),
                                row -> country(row.getInt(1), row.getString(2), row.getString(3)));
                int kind = commonest(connection, "kind");
                commonestKind =
                        kinds.stream().filter(k -> k.id() == kind).findFirst().orElseThrow();
                int country = commonest(connection, "country");
                commonestCountry =
                        countries.stream().filter(c -> c.id() == country).findFirst().orElseThrow();
            }
        } catch (SQLException | IOException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private void dropOfLastRun() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + DATABASE);
        }
    }

    private static Kind kind(int id, String code, int branch) {
        List<String> none = List.of();
        return new Kind(id, code, branch, code, code, new Kind.Crosswalk(none, none, none, none));
    }

    private static Country country(int id, String alpha3, String name) {
        return new Country(id, alpha3, null, name, true, List.of());
    }

    private void load() throws SQLException, IOException {
        try (Connection connection = connect(new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute(resource("generated-events.sql").replace(":events", "" + EVENTS));
            statement.execute("select annals_rollup_fold(null)");
            statement.execute("vacuum analyze");
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GeneratedEvents.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A connection with the settings of the service's reads.
    Connection read() throws SQLException, IOException {
        Properties service = new Properties();
        try (InputStream in =
                GeneratedEvents.class.getResourceAsStream("/application.properties")) {
            service.load(in);
        }
        String options = "quarkus.datasource.reads.jdbc.additional-jdbc-properties.options";
        Properties properties = new Properties();
        properties.setProperty("options", service.getProperty(options));
        return connect(properties);
    }

    private Connection connect(Properties properties) throws SQLException {
        properties.setProperty("user", postgres.username());
        properties.setProperty("password", postgres.password());
        return DriverManager.getConnection(url, properties);
    }

    private static int commonest(Connection connection, String column) {
        return Rows.one(
                connection,
                Sql.of(
                        "select %1$s from event where %1$s is not null group by 1 order by count(*) desc limit 1"
                                .formatted(column)),
                row -> row.getInt(1));
    }

    static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    @Override
    public void close() {
        postgres.close();
    }
}
