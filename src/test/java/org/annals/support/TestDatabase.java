package org.annals.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.annals.platform.database.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL of all HTTP tests: one server a test run, with an empty database that the service
/// fills as on a first start. Nothing of it outlives the run, so it need not be safe on disk.
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /// What the tests write with, as the administrator.
    public static final String ADMIN_TOKEN = "a-token-for-tests-only";

    private static final Path FOLDER = TestFolder.of("database");
    private static final Map<String, String> UNSAFE =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    private record Running(EmbeddedPostgres postgres, String url) {}

    private static @Nullable Running running;

    @Override
    public Map<String, String> start() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(FOLDER, UNSAFE);
        try {
            String url = postgres.createDatabase("test_" + System.nanoTime());
            running = new Running(postgres, url);
            return Map.of(
                    // Where tests receive what is sent; their other addresses stay forbidden.
                    "annals.webhooks.allowed-networks",
                    "127.0.0.1",
                    "quarkus.datasource.jdbc.url",
                    url,
                    "quarkus.datasource.username",
                    postgres.username(),
                    "quarkus.datasource.password",
                    postgres.password(),
                    "annals.data-dir",
                    FOLDER.toString(),
                    "annals.admin-token",
                    ADMIN_TOKEN);
        } catch (SQLException e) {
            postgres.close();
            throw new IllegalStateException(e);
        }
    }

    /// A connection past the service, to look at what it stored.
    public static Connection connect() throws SQLException {
        Running now = Objects.requireNonNull(running, "no database is running");
        return DriverManager.getConnection(
                now.url(), now.postgres().username(), now.postgres().password());
    }

    /// The same in another database of the cluster.
    public static Connection connectTo(String database) throws SQLException {
        Running now = Objects.requireNonNull(running, "no database is running");
        return DriverManager.getConnection(
                now.url().replaceFirst("/test_[0-9]+", "/" + database),
                now.postgres().username(),
                now.postgres().password());
    }

    @Override
    public void stop() {
        if (running != null) running.postgres().close();
    }
}
