package org.annals.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// The operator's own PostgreSQL, looked at once before the service starts, so that what is wrong
/// with it is said in a line and not in a stack trace.
record ExternalPostgres(String url, String username, String password, Duration patience) {
    /// The oldest that Annals is tested with.
    static final int OLDEST_VERSION = 16;

    private static final Logger LOG = Logger.getLogger(ExternalPostgres.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Long enough for a database that is started together with the service, short enough for an
    /// orchestrator not to think that it hangs.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static ExternalPostgres of(Config settings) {
        List<String> missing = new ArrayList<>();
        String url = required(settings, Annals.URL, missing);
        String username = required(settings, Annals.USERNAME, missing);
        String password = required(settings, Annals.PASSWORD, missing);
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    ("ANNALS_DATABASE is 'external', which needs QUARKUS_DATASOURCE_JDBC_URL"
                                    + " (jdbc:postgresql://host:5432/database),"
                                    + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD;"
                                    + " not set: %s.")
                            .formatted(String.join(", ", missing)));
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartRefused(
                    ("QUARKUS_DATASOURCE_JDBC_URL is '%s'; it has to look like"
                                    + " jdbc:postgresql://host:5432/database.")
                            .formatted(withoutParameters(url)));
        }
        return new ExternalPostgres(url, username, password, PATIENCE);
    }

    private static String required(Config settings, String key, List<String> missing) {
        return settings.getOptionalValue(key, String.class)
                .orElseGet(() -> {
                    missing.add(KnownVariables.variable(key));
                    return "";
                });
    }

    DatabaseAddress address() {
        return new DatabaseAddress(url, username, password);
    }

    /// @throws StartRefused when it does not answer in time, does not let us in, or is too old
    void check() {
        Deadline deadline = Deadline.in(patience);
        boolean told = false;
        while (true) {
            try (Connection connection = Login.connect(url, username, password)) {
                checkVersion(connection.getMetaData().getDatabaseMajorVersion());
                return;
            } catch (SQLException e) {
                if (!Login.mayComeUp(e) || deadline.hasPassed()) {
                    throw new StartRefused(
                            "The PostgreSQL at %s does not let Annals in: %s"
                                    .formatted(withoutParameters(url), e.getMessage()),
                            e);
                }
                if (!told) {
                    LOG.infof(
                            "Waiting up to %d s for the PostgreSQL at %s: %s",
                            patience.toSeconds(), withoutParameters(url), e.getMessage());
                    told = true;
                }
            }
            Deadline.pause(PAUSE);
        }
    }

    void checkVersion(int major) {
        if (major < OLDEST_VERSION) {
            throw new StartRefused(
                    "The PostgreSQL at %s is version %d; Annals needs %d or newer."
                            .formatted(withoutParameters(url), major, OLDEST_VERSION));
        }
    }

    /// What may be shown: a password can stand among the parameters.
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
