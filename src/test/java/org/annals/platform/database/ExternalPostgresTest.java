package org.annals.platform.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ExternalPostgresTest {
    private static final String NOBODYS_PORT = "jdbc:postgresql://127.0.0.1:1/annals";

    @Test
    void all_that_is_missing_is_named_at_once() {
        Config settings = settings(Map.of(Annals.USERNAME, "annals"));
        String message = refusal(() -> ExternalPostgres.of(settings));
        assertTrue(
                message.endsWith(
                        "not set: QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_PASSWORD."),
                message);
    }

    @Test
    void an_address_that_is_not_of_postgresql_is_refused_without_its_password() {
        Config settings =
                settings(
                        Map.of(
                                Annals.URL, "postgres://host/annals?password=secret",
                                Annals.USERNAME, "annals",
                                Annals.PASSWORD, "secret"));
        String message = refusal(() -> ExternalPostgres.of(settings));
        assertTrue(message.contains("jdbc:postgresql://host:5432/database"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void a_server_that_does_not_answer_in_time_is_refused() {
        ExternalPostgres nobody =
                new ExternalPostgres(NOBODYS_PORT + "?x=y", "annals", "secret", Duration.ZERO);
        String message = refusal(nobody::check);
        assertTrue(message.startsWith("The PostgreSQL at " + NOBODYS_PORT + " does"), message);
    }

    @Test
    void a_server_that_is_too_old_is_refused() {
        ExternalPostgres old =
                new ExternalPostgres(NOBODYS_PORT, "annals", "secret", Duration.ZERO);
        assertEquals(
                "The PostgreSQL at %s is version 15; Annals needs 16 or newer."
                        .formatted(NOBODYS_PORT),
                refusal(() -> old.checkVersion(15)));
        assertDoesNotThrow(() -> old.checkVersion(16));
    }

    @Test
    void a_server_that_lets_us_in_is_taken_and_a_wrong_password_is_told(@TempDir Path temp) {
        Duration patience = Duration.ofSeconds(30);
        try (EmbeddedPostgres server = ScratchFolder.in(temp).start()) {
            assertDoesNotThrow(
                    new ExternalPostgres(
                                    server.jdbcUrl(),
                                    server.username(),
                                    server.password(),
                                    patience)
                            ::check);
            ExternalPostgres wrong =
                    new ExternalPostgres(server.jdbcUrl(), "annals", "wrong", patience);
            String message = refusal(wrong::check);
            assertTrue(message.contains("password authentication failed"), message);
        }
    }

    private static Config settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder().withDefaultValues(values).build();
    }

    private static String refusal(Executable start) {
        return assertThrows(StartRefused.class, start).getMessage();
    }
}
