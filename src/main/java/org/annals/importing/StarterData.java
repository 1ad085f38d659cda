package org.annals.importing;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Fills an empty database with the starter events, so that there is something to see and to ask.
@ApplicationScoped
class StarterData {

    private static final String FILE = "/starter/mali.ndjson";
    private static final Sql ANY = Sql.of("select id from event limit 1");

    private final Imports imports;
    private final Snapshots snapshots;
    private final boolean wanted;

    StarterData(
            Imports imports,
            Snapshots snapshots,
            @ConfigProperty(name = "annals.starter-data") String wanted,
            @ConfigProperty(name = "annals.database") String database) {
        this.imports = imports;
        this.snapshots = snapshots;
        this.wanted =
                switch (wanted) {
                    case "true" -> true;
                    case "false" -> false;
                    case "auto" -> database.equals("embedded");
                    default ->
                            throw new IllegalArgumentException(
                                    "annals.starter-data is 'true', 'false' or 'auto', not '%s'"
                                            .formatted(wanted));
                };
    }

    void load(@Observes StartupEvent start) throws IOException {
        Optional<Long> any = snapshots.read(snapshot -> snapshot.first(ANY, row -> row.getLong(1)));
        if (!wanted || any.isPresent()) return;
        try (InputStream file = StarterData.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException("there is no " + FILE);
            imports.take(
                    new Imports.Request(
                            imports.format("ndjson"),
                            new Edition(null, null),
                            "annals",
                            "The events that an empty database begins with"),
                    file);
        }
    }
}
