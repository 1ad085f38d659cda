package org.annals.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.annals.support.BesideTheService;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database with a past goes into a file, and out of it into a cluster that has not counted as
/// far.
@BesideTheService
class BackupTest {
    private static final int EVENTS = 300;
    // More transactions than a new cluster has seen.
    private static final int CHANGES = 1_500;

    private static final String LIVED_IN =
            """
            do $$ begin
              for i in 1 .. %2$d loop
                update event set title = title || '.', revision = revision + 1, tag_ids = case when i %% 7 = 0 then '{1,2}' else tag_ids end
                 where id = 1 + i %% %1$d;
                if i %% 400 = 0 then
                  update actor set name = name || ' (renamed)' where id = i / 400;
                  perform annals_mark_now();
                end if;
                commit;
              end loop;
            end $$
            """;
    private static final String KEPT_BESIDE =
            """
            insert into release(name, title, at, position, created_by, reason, base)
            select 'v1', E'A tab\\t, a line\\n and a \\\\.', at, position, 'somebody', 'to cite', 'https://annals.example' from annals_mark_now();
            insert into release_file values ('v1', 'events.csv.gz', 3, '\\x00ff0a');
            insert into release_piece select 'v1', 'events.csv.gz', n, decode(repeat('0a5c2e0900', 40000), 'hex') from generate_series(1, 3) n;
            insert into token(name, role, hash) values ('Ada', 'editor', '\\x0102');
            insert into import(status, format, started_by) values ('succeeded', 'ndjson', 'Ada');
            insert into import_complaint(import_id, kind, reason) values (1, 'warning', '\\.');
            update event set title = 'After the release', revision = revision + 1 where id = 1;
            """;

    private static final String TABLES =
            """
            select c.relname, string_agg(quote_ident(a.attname), ',' order by a.attnum) filter (where a.atttypid <> 'xid8'::regtype)
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('flyway_schema_history', 'rollup')
             group by c.relname
            """;
    private static final String SUMS =
            "(select * from rollup where events <> 0 or low <> 0 or best <> 0 or high <> 0 or unknown <> 0)";
    private static final String DIGEST =
            "select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') from (select %s from %s) t";

    @TempDir private static Path temp;

    private static EmbeddedPostgres old;
    private static EmbeddedPostgres fresh;

    @BeforeAll
    static void live() throws Exception {
        old = ScratchFolder.in(temp.resolve("old")).start();
        fresh = ScratchFolder.in(temp.resolve("fresh")).start();
        migrate(old.address());
        try (Connection connection = old.address().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(generated().replace(":events", "" + EVENTS));
            statement.execute(LIVED_IN.formatted(EVENTS, CHANGES));
            statement.execute(KEPT_BESIDE);
        }
    }

    @AfterAll
    static void stop() {
        old.close();
        fresh.close();
    }

    @Test
    void what_is_restored_is_what_was_there_now_and_at_each_mark() throws Exception {
        Path file = temp.resolve("whole.backup");
        Config settings =
                new SmallRyeConfigBuilder()
                        .withDefaultValues(
                                Map.of(
                                        "annals.database",
                                        "embedded",
                                        "annals.data-dir",
                                        temp.resolve("old/data").toString()))
                        .build();
        String said = Errand.of("backup", file.toString()).orElseThrow().run(settings);
        assertTrue(said.contains("rows of"), said);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.exists(temp.resolve("whole.backup.part")));

        DatabaseAddress target = another("whole");
        Restore.read(target, file);
        try (Connection was = old.address().connect();
                Connection is = target.connect()) {
            assertEquals(tables(was), tables(is));
            assertEquals(states(was), states(is));
            assertEquals(CHANGES / 400 + 2, states(is).size());
            assertTrue(
                    Long.parseLong(ask(was, "select max(tx::text::bigint) from event"))
                            > Long.parseLong(ask(is, "select max(tx::text::bigint) from event")));
            goesOn(is);
        }
    }

    /// Triggers are on, numbers go on after those there are, and what is written lies after all.
    private static void goesOn(Connection connection) throws SQLException {
        assertEquals("601", ask(connection, "insert into actor(name) values ('New') returning id"));
        String last = ask(connection, "select max(position::text::bigint) from mark");
        ask(
                connection,
                "update event set title = 'Written since', revision = revision + 1 where id = 2 returning id");
        assertEquals(
                "t",
                ask(
                        connection,
                        "select superseded_tx::text::bigint > %s from event_history where id = 2 order by revision desc limit 1"
                                .formatted(last)));
        assertEquals(
                "0",
                ask(connection, "select count(*) from event where tx >= pg_current_xact_id()"));
        assertEquals(
                "0", ask(connection, "select count(*) from pg_trigger where tgenabled <> 'O'"));
    }

    @Test
    void a_file_that_is_cut_or_none_of_ours_leaves_the_database_as_it_was() throws Exception {
        Path whole = temp.resolve("to-cut.backup");
        Backup.write(old.address(), whole);
        byte[] bytes = Files.readAllBytes(whole);
        DatabaseAddress target = another("cut");
        migrate(target);
        try (Connection connection = target.connect()) {
            Map<String, String> before = tables(connection);
            Path cut = temp.resolve("cut.backup");
            for (int length : new int[] {0, 5, 2_000, bytes.length / 2, bytes.length - 9}) {
                Files.write(cut, Arrays.copyOf(bytes, length));
                assertRefused(target, cut, length < 2_000 ? "no backup" : "is cut or damaged");
            }
            Files.writeString(cut, "id,title\n");
            assertRefused(target, cut, "does not begin with 'annals-backup 1'");
            assertRefused(target, temp.resolve("nowhere"), "There is no file");
            assertEquals(before, tables(connection));
        }
    }

    @Test
    void nothing_is_written_over() throws Exception {
        Path file = temp.resolve("twice.backup");
        Backup.write(old.address(), file);
        BackupRefused twice =
                assertThrows(BackupRefused.class, () -> Backup.write(old.address(), file));
        assertTrue(twice.getMessage().contains("is there already"), twice.getMessage());
        assertRefused(old.address(), file, "holds events already");
        DatabaseAddress nothing = another("nothing");
        BackupRefused none =
                assertThrows(
                        BackupRefused.class,
                        () -> Backup.write(nothing, temp.resolve("none.backup")));
        assertTrue(none.getMessage().contains("nothing of Annals"), none.getMessage());
        assertFalse(Files.exists(temp.resolve("none.backup.part")));
    }

    @Test
    void an_errand_names_one_file() {
        assertTrue(Errand.of().isEmpty());
        assertTrue(Errand.of("anything").isEmpty());
        for (String[] args : new String[][] {{"backup"}, {"restore", "one", "two"}}) {
            BackupRefused refused = assertThrows(BackupRefused.class, () -> Errand.of(args));
            assertTrue(
                    refused.getMessage().contains("./annals " + args[0] + " FILE"),
                    refused.getMessage());
        }
    }

    private static void assertRefused(DatabaseAddress target, Path file, String reason) {
        BackupRefused refused = assertThrows(BackupRefused.class, () -> Restore.read(target, file));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static DatabaseAddress another(String name) throws SQLException {
        return new DatabaseAddress(fresh.createDatabase(name), fresh.username(), fresh.password());
    }

    private static void migrate(DatabaseAddress database) {
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .load()
                .migrate();
    }

    private static String generated() throws IOException {
        try (InputStream in =
                BackupTest.class.getResourceAsStream("/org/annals/event/generated-events.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    /// Of each table what is in it, transaction numbers aside, which each cluster counts for
    /// itself.
    ///
    /// What waits to be added to sums is added first: a restore counts all of them.
    static Map<String, String> tables(Connection connection) throws SQLException {
        ask(connection, "select annals_rollup_fold(null)");
        Map<String, String> tables = new TreeMap<>();
        for (List<String> table : rows(connection, TABLES)) {
            tables.put(table.get(0), ask(connection, DIGEST.formatted(table.get(1), table.get(0))));
        }
        tables.put("rollup", ask(connection, DIGEST.formatted("*", SUMS + " r")));
        return tables;
    }

    /// What events, their facets and the names of actors were at each mark and release.
    private static Map<String, List<String>> states(Connection connection) throws SQLException {
        Map<String, List<String>> states = new TreeMap<>();
        connection.setAutoCommit(false);
        for (List<String> mark :
                rows(
                        connection,
                        "select at::text, position::text from mark union select name, position::text from release")) {
            ask(connection, "select annals_look_back('%s')".formatted(mark.get(1)));
            List<String> state = new ArrayList<>();
            state.add(ask(connection, DIGEST.formatted("id, revision, title, live", "event")));
            state.add(
                    ask(
                            connection,
                            DIGEST.formatted(
                                    "event_id, kind, facet, start_earliest", "event_facet")));
            state.add(ask(connection, DIGEST.formatted("id, name", "actor")));
            states.put(mark.get(0), state);
            connection.rollback();
        }
        connection.setAutoCommit(true);
        return states;
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        return rows(connection, sql).getFirst().getFirst();
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                all.add(row);
            }
            return all;
        }
    }
}
