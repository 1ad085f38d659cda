package org.annals.platform.database;

import static org.annals.platform.database.EmbeddedPostgresTest.ask;
import static org.annals.platform.database.EmbeddedPostgresTest.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.annals.support.BesideTheService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills with SIGKILL what can be killed: the server, the process that runs it, both.
@BesideTheService
class KilledServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path temp;

    @Test
    void a_killed_server_comes_back_on_the_same_port_with_all_that_was_committed()
            throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        try (EmbeddedPostgres server = folder.start()) {
            tell(server, "create table kept as select 42 as answer");
            String address = server.jdbcUrl();
            ProcessHandle killed = kill(folder.server());
            assertEquals("42", askUntilAnswered(server, "select answer from kept"));
            assertEquals(address, server.jdbcUrl());
            assertNotEquals(killed.pid(), folder.server().pid());
        }
    }

    @Test
    void a_killed_server_comes_back_though_a_session_of_it_is_still_at_work() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        try (EmbeddedPostgres server = folder.start()) {
            Thread busy = Thread.startVirtualThread(() -> countForHours(server));
            untilItAnswers(
                    server,
                    "select count(*) from pg_stat_activity where query like '%generate_series(1,%'"
                            + " and pid <> pg_backend_pid()",
                    "1");
            kill(folder.server());
            assertEquals("1", askUntilAnswered(server, "select 1"));
            busy.join(PATIENCE);
        }
        assertTrue(ServerProcess.in(folder.cluster()).isEmpty());
    }

    @Test
    void the_server_of_a_killed_process_is_stopped_and_its_data_taken_over() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        Process holder = startElsewhere(folder);
        ProcessHandle left = folder.server();
        holder.destroyForcibly().waitFor();
        assertTrue(left.isAlive(), "the server should have outlived its parent");
        try (EmbeddedPostgres server = folder.start()) {
            assertFalse(new ServerProcess(left).worksIn(folder.cluster()));
            assertEquals("7", ask(server, "select answer from elsewhere"));
        }
    }

    @Test
    void a_killed_process_and_its_killed_server_are_recovered_from() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        Process holder = startElsewhere(folder);
        ProcessHandle left = folder.server();
        holder.destroyForcibly().waitFor();
        kill(left);
        try (EmbeddedPostgres server = folder.start()) {
            assertEquals("7", ask(server, "select answer from elsewhere"));
        }
    }

    @Test
    void a_second_process_on_the_folder_is_refused_while_the_first_lives() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        Process holder = startElsewhere(folder);
        try {
            StartRefused refused = assertThrows(StartRefused.class, folder::start);
            assertTrue(
                    refused.getMessage().contains("another Annals, process " + holder.pid() + "."),
                    refused.getMessage());
        } finally {
            holder.getOutputStream().close();
            assertTrue(holder.waitFor(PATIENCE), "the holder ends when told");
        }
        assertTrue(ServerProcess.in(folder.cluster()).isEmpty(), "its server ends with it");
    }

    @Test
    void a_process_that_has_got_the_number_of_a_dead_server_is_not_touched() throws Exception {
        ScratchFolder folder = ScratchFolder.in(temp);
        Path file = folder.cluster().resolve("postmaster.pid");
        List<String> lines;
        try (EmbeddedPostgres _ = folder.start()) {
            lines = new ArrayList<>(Files.readAllLines(file));
        }
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(file, lines);
            try (EmbeddedPostgres server = folder.start()) {
                assertEquals("1", ask(server, "select 1"));
                assertTrue(stranger.isAlive());
            }
        } finally {
            stranger.destroy();
        }
    }

    private static ProcessHandle kill(ProcessHandle process) {
        new ServerProcess(process).kill();
        return process;
    }

    private static void countForHours(EmbeddedPostgres server) {
        try {
            tell(server, "select count(*) from generate_series(1, 1000000000000)");
        } catch (SQLException e) {
            // Its server is killed: that is what the test is about.
        }
    }

    private static void untilItAnswers(EmbeddedPostgres server, String sql, String answer)
            throws SQLException {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!ask(server, sql).equals(answer)) {
            assertFalse(deadline.hasPassed(), sql);
        }
    }

    private static String askUntilAnswered(EmbeddedPostgres server, String sql) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (true) {
            try {
                return ask(server, sql);
            } catch (SQLException e) {
                if (deadline.hasPassed()) {
                    return fail("not back in " + PATIENCE, e);
                }
                Deadline.pause(Duration.ofMillis(50));
            }
        }
    }

    /// A process that runs a server on the folder until its standard input ends.
    private static Process startElsewhere(ScratchFolder folder) throws IOException {
        Process process =
                AnotherJava.running(Holder.class, folder.path().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader output = process.inputReader();
        assertEquals("ready", output.readLine());
        return process;
    }

    /// The other process.
    static final class Holder {
        private Holder() {}

        public static void main(String... folder) throws Exception {
            try (EmbeddedPostgres server = new ScratchFolder(Path.of(folder[0])).start()) {
                tell(server, "create table if not exists elsewhere as select 7 as answer");
                System.out.println("ready");
                System.in.read();
            }
        }
    }
}
