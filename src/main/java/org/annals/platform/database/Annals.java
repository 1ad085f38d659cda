package org.annals.platform.database;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Starts the service: first the database, then Quarkus, since migrations run before any of our
/// beans is told of the start. Or runs an errand ([Errand]) on the database, without Quarkus.
@QuarkusMain
public class Annals {
    static final String URL = "quarkus.datasource.jdbc.url";
    static final String USERNAME = "quarkus.datasource.username";
    static final String PASSWORD = "quarkus.datasource.password";

    // Quarkus answers an address such as /%zz with a bare 400; we refuse it with a problem.
    private static final String BARE_REFUSALS_OFF = "vertx.disableURIValidation";

    private static final Logger LOG = Logger.getLogger(Annals.class);

    /// Orchestrators kill what has not stopped after ten seconds, or after thirty.
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(6);

    /// Ends the process with code 1 and one line on standard error when a setting is wrong or the
    /// database cannot be had.
    public static void main(String... args) {
        System.setProperty(BARE_REFUSALS_OFF, "true");
        try {
            KnownVariables.ofThisBuild().check(System.getenv().keySet());
            // Quarkus' own configuration is read once and kept: had it been asked for here, the
            // properties set below would come too late for it.
            Config settings = ConfigUtils.configBuilder().build();
            Optional<Errand> errand = Errand.of(args);
            if (errand.isPresent()) {
                System.out.println(errand.get().run(settings));
                return;
            }
            switch (DatabaseChoice.of(settings)) {
                case EMBEDDED -> runEmbedded(settings, args);
                case EXTERNAL -> {
                    ExternalPostgres.of(settings).check();
                    Quarkus.run(args);
                }
            }
        } catch (StartRefused refused) {
            System.err.println("Annals did not start. " + refused.getMessage());
            System.exit(1);
        } catch (BackupRefused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static void runEmbedded(Config settings, String... args) {
        if (settings.getOptionalValue(URL, String.class).isPresent()) {
            throw new StartRefused(
                    "QUARKUS_DATASOURCE_JDBC_URL is set, but ANNALS_DATABASE is 'embedded', which"
                            + " would leave that database aside. Set ANNALS_DATABASE=external to"
                            + " use it, or unset the address.");
        }
        Path folder = Path.of(settings.getValue("annals.data-dir", String.class));
        EmbeddedPostgres postgres = EmbeddedPostgres.in(folder);
        Thread stop = new Thread(() -> stopAfterQuarkus(postgres));
        // Before the start, in the middle of which a signal to stop may come.
        Runtime.getRuntime().addShutdownHook(stop);
        postgres.start();
        System.setProperty(URL, postgres.jdbcUrl());
        System.setProperty(USERNAME, postgres.username());
        System.setProperty(PASSWORD, postgres.password());
        Quarkus.run(args);
        // Reached in development mode only, where a change to the code starts us anew within the
        // same process; otherwise the process ends in there.
        Runtime.getRuntime().removeShutdownHook(stop);
        List.of(URL, USERNAME, PASSWORD).forEach(System::clearProperty);
        postgres.close();
    }

    /// Shutdown hooks run side by side: without waiting, requests under way would lose their
    /// database. Whatever waits for the database longer than may be loses it, and ends.
    private static void stopAfterQuarkus(EmbeddedPostgres postgres) {
        Application application = Application.currentApplication();
        if (application != null) {
            try {
                Thread.ofVirtual().start(application::awaitShutdown).join(LONGEST_SHUTDOWN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        LOG.debug("Stopping the embedded PostgreSQL");
        postgres.close();
    }
}
