package org.annals.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stops the start, as the operator sees it: one line and code 1, before anything is made.
class AnnalsTest {
    @TempDir private Path temp;

    @Test
    void a_misspelt_variable_stops_the_start() throws Exception {
        assertStops(
                Map.of("ANNALS_DATA_DRI", "elsewhere"),
                "ANNALS_DATA_DRI is not a setting of Annals; the nearest is ANNALS_DATA_DIR");
    }

    @Test
    void an_external_database_without_an_address_stops_the_start() throws Exception {
        assertStops(Map.of("ANNALS_DATABASE", "external"), "not set: QUARKUS_DATASOURCE_JDBC_URL");
    }

    @Test
    void an_address_that_the_embedded_database_would_leave_aside_stops_the_start()
            throws Exception {
        assertStops(
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/annals"),
                "Set ANNALS_DATABASE=external to use it");
    }

    @Test
    void a_third_kind_of_database_stops_the_start() throws Exception {
        assertStops(Map.of("ANNALS_DATABASE", "cloud"), "'cloud', but only two values are known");
    }

    private void assertStops(Map<String, String> environment, String reason)
            throws IOException, InterruptedException {
        ProcessBuilder builder = AnotherJava.running(Annals.class).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path folder = temp.resolve("data");
        builder.environment().putIfAbsent("ANNALS_DATA_DIR", folder.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), said);
        assertTrue(said.startsWith("Annals did not start. "), said);
        assertTrue(said.contains(reason), said);
        assertEquals(1, said.lines().count(), said);
        assertFalse(Files.exists(folder), "nothing may be made");
    }
}
