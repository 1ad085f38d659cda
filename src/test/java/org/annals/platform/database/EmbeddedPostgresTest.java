package org.annals.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.annals.support.BesideTheService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BesideTheService
class EmbeddedPostgresTest {
    @TempDir private Path temp;

    @Test
    void a_new_folder_gets_a_safe_server_and_a_user_without_its_rights() throws Exception {
        Path folder = temp.resolve("made").resolve("on the way");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, Map.of())) {
            assertEquals("on", ask(server, "show fsync"));
            assertEquals("127.0.0.1", ask(server, "show listen_addresses"));
            assertEquals("UTF8", ask(server, "show server_encoding"));
            assertEquals("off", ask(server, "show is_superuser"));
            assertEquals("rwx------", permissions(folder));
            assertEquals("rw-------", permissions(folder.resolve("database-password")));
            SQLException wrong =
                    assertThrows(
                            SQLException.class,
                            () -> Login.connect(server.jdbcUrl(), "annals", "wrong"));
            assertEquals("28P01", wrong.getSQLState());
        }
    }

    @Test
    void a_restart_keeps_the_data() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        try (EmbeddedPostgres server = folder.start()) {
            tell(server, "create table kept as select 42 as answer");
        }
        assertTrue(ServerProcess.in(folder.cluster()).isEmpty());
        try (EmbeddedPostgres server = folder.start()) {
            assertEquals("42", ask(server, "select answer from kept"));
        }
    }

    @Test
    void a_further_database_is_the_users_own() throws Exception {
        try (EmbeddedPostgres server = ScratchFolder.in(temp).start()) {
            String url = server.createDatabase("another");
            try (Connection connection = Login.connect(url, server.username(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create extension btree_gist; create table mine (a int)");
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> server.createDatabase("a; drop database annals"));
        }
    }

    @Test
    void what_a_killed_start_left_half_made_is_made_anew() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        Path half = Files.createDirectories(folder.path().resolve("cluster.part/base"));
        Files.writeString(half.resolve("1"), "half");
        try (EmbeddedPostgres server = folder.start()) {
            assertEquals("1", ask(server, "select 1"));
        }
    }

    @Test
    void a_second_start_on_the_folder_is_refused_with_the_process_that_has_it() {
        ScratchFolder folder = ScratchFolder.in(temp);
        try (EmbeddedPostgres _ = folder.start()) {
            assertRefused(
                    folder,
                    "is in use by another Annals, process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_database_of_another_major_version_is_left_alone() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        folder.start().close();
        Files.writeString(folder.cluster().resolve("PG_VERSION"), "12\n");
        assertRefused(folder, "was made by PostgreSQL 12");
    }

    @Test
    void a_folder_without_its_password_says_which_file_is_missing() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        folder.start().close();
        Files.delete(folder.path().resolve("database-password"));
        assertRefused(folder, "database-password is missing");
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused() {
        assertRefused(new ScratchFolder(Path.of("/proc/annals")), "cannot be written");
    }

    @Test
    void a_setting_that_the_server_refuses_is_told_in_its_words() {
        ScratchFolder folder = ScratchFolder.in(temp);
        Map<String, String> settings = Map.of("shared_buffers", "plenty");
        StartRefused refused = assertThrows(StartRefused.class, () -> folder.start(settings));
        assertTrue(refused.getMessage().contains("\"shared_buffers\": \"plenty\""));
        try (EmbeddedPostgres server = folder.start()) {
            assertFalse(server.password().isEmpty());
        }
    }

    private static void assertRefused(ScratchFolder folder, String reason) {
        StartRefused refused = assertThrows(StartRefused.class, folder::start);
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    static void tell(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection =
                        Login.connect(server.jdbcUrl(), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection =
                        Login.connect(server.jdbcUrl(), server.username(), server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next(), sql);
            return row.getString(1);
        }
    }
}
