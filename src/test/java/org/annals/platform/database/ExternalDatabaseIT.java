package org.annals.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.annals.support.PackagedService;
import org.annals.support.PackagedService.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged service on a PostgreSQL of the operator's own.
class ExternalDatabaseIT {

    private static final Path CENTRAL_AFRICA =
            Path.of(
                    "src/test/resources/org/annals/importing/ucdp-ged/ged231-central-african-republic.csv");

    @TempDir private Path temp;

    @Test
    void it_serves_from_the_version_of_postgresql_that_it_brings() throws Exception {
        assertServes("external-own", PostgresBinaries::in, 18);
    }

    /// The build puts the jar there, since on the class path it would hide the one that Annals
    /// brings.
    @Test
    void it_serves_from_the_oldest_postgresql_that_it_takes_and_can_leave_it() throws Exception {
        URL archive;
        try (Stream<Path> jars = Files.list(Path.of("target", "postgresql-16"))) {
            URI jar = jars.findFirst().orElseThrow().toUri();
            archive = URI.create("jar:" + jar + "!/postgres-linux-x86_64.txz").toURL();
        }
        assertServes("external-16", folder -> PostgresBinaries.in(folder, archive), 16);
    }

    private void assertServes(
            String name, Function<DataFolder, PostgresBinaries> programs, int version)
            throws Exception {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(temp.resolve(name), programs, Map.of("fsync", "off"))) {
            assertEquals(
                    version,
                    Integer.parseInt(EmbeddedPostgresTest.ask(server, "show server_version_num"))
                            / 10_000);
            Setup setup =
                    Setup.fresh(name)
                            .with("ANNALS_DATABASE", "external")
                            .with("ANNALS_ADMIN_TOKEN", "given-by-the-operator")
                            .with("QUARKUS_DATASOURCE_JDBC_URL", server.jdbcUrl())
                            .with("QUARKUS_DATASOURCE_USERNAME", server.username())
                            .with("QUARKUS_DATASOURCE_PASSWORD", server.password());
            try (PackagedService service = setup.start()) {
                String events = service.get("/api/v1/events").body();
                assertTrue(events.contains("\"value\":0"), "no starter data: " + events);
                String report = service.load("format=ucdp-ged", CENTRAL_AFRICA);
                assertEquals("1848", PackagedService.field(report, "inserted"), report);
                String again = service.load("format=ucdp-ged", CENTRAL_AFRICA);
                assertEquals("1848", PackagedService.field(again, "unchanged"), again);
                String found =
                        service.get("/api/v1/events?date=2013&country=CAF&total=exact&q=Bangui")
                                .body();
                assertFalse(found.contains("\"value\":0"), found);
                assertEquals(
                        1848, service.get("/api/v1/events?format=ndjson").body().lines().count());
                assertFalse(
                        Files.exists(setup.folder().resolve("cluster")),
                        "nothing embedded is made");
                assertFalse(Files.exists(setup.folder().resolve("admin-token")));
                service.stop();
            }
            assertEquals("1848", EmbeddedPostgresTest.ask(server, "select count(*) from event"));
            assertMoves(server, temp.resolve(name + ".backup"));
        }
    }

    /// Into a cluster of the version that Annals brings, by way of a file.
    private void assertMoves(EmbeddedPostgres from, Path file) throws Exception {
        Backup.write(from.address(), file);
        Path folder = file.resolveSibling(file.getFileName() + "-restored");
        try (EmbeddedPostgres to =
                EmbeddedPostgres.start(folder, PostgresBinaries::in, Map.of("fsync", "off"))) {
            Restore.read(to.address(), file);
            try (Connection was = from.address().connect();
                    Connection is = to.address().connect()) {
                assertEquals(BackupTest.tables(was), BackupTest.tables(is));
            }
        }
    }
}
