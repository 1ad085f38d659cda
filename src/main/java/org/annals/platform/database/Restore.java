package org.annals.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.annals.platform.database.Backup.Contents;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.ds.PGSimpleDataSource;

/// Puts what a backup holds into a database that has no events, whole or not at all.
///
/// Triggers are off meanwhile, since the history is in the backup, and transactions keep their
/// order ([TransactionNumbers]). Indexes and references between tables are made anew at the end:
/// faster than row by row, and no table has to come before another.
final class Restore {
    private static final int BUFFER = 1 << 16;

    private static final String EMPTY =
            "select not exists (select from public.event) and not exists (select from public.event_history)";
    private static final String AT_WORK =
            """
            select exists (select from pg_stat_activity
                            where datname = current_database() and application_name like 'annals%' and pid <> pg_backend_pid())
            """;
    // All but Flyway's own, among them what is counted anew and what waits for an import.
    private static final String TABLES =
            """
            select quote_ident(relname) from pg_class
             where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'flyway_schema_history'
            """;
    private static final String REFERENCES =
            """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
              from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
            """;
    private static final String INDEXES =
            """
            select format('drop index public.%I', i.relname), pg_get_indexdef(i.oid)
              from pg_class i
              join pg_index x on x.indexrelid = i.oid
             where i.relnamespace = 'public'::regnamespace
               and not exists (select from pg_constraint where conindid = i.oid)
               and x.indrelid <> to_regclass('public.flyway_schema_history')
            """;

    private final Connection connection;
    private final BackupReader backup;

    private Restore(Connection connection, BackupReader backup) {
        this.connection = connection;
        this.backup = backup;
    }

    /// @throws BackupRefused when the database holds events or serves an Annals, when the file is
    ///   foreign, cut or of a newer version
    static Contents read(DatabaseAddress database, Path file) {
        try (BackupReader backup = BackupReader.open(file);
                Connection connection = database.connect()) {
            String schema = backup.schema();
            int transactions = backup.transactions();
            Restore restore = new Restore(connection, backup);
            restore.checkNobodyAtWork();
            // Before anything is brought up to date.
            if (Backup.schema(connection) != null) restore.checkEmpty();
            migrate(database, schema);
            restore.checkSchema(schema);
            TransactionNumbers.makeRoom(connection, transactions);
            connection.setAutoCommit(false);
            Contents contents = restore.all();
            connection.commit();
            return contents;
        } catch (EOFException | ZipException e) {
            throw new BackupRefused(
                    "%s is cut or damaged. Nothing of it was taken; use another backup."
                            .formatted(file),
                    e);
        } catch (IOException | FlywayException | SQLException e) {
            throw new BackupRefused(
                    "%s Nothing was taken of %s.".formatted(e.getMessage(), file), e);
        }
    }

    /// Makes the tables as they were when the backup was made; the service brings them up to date
    /// when it starts.
    private static void migrate(DatabaseAddress database, String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.username());
        source.setPassword(database.password());
        Flyway flyway =
                Flyway.configure(Restore.class.getClassLoader())
                        .dataSource(source)
                        .target(schema)
                        .load();
        boolean known =
                Arrays.stream(flyway.info().all())
                        .anyMatch(step ->
                                step.getVersion() != null
                                        && step.getVersion().getVersion().equals(schema));
        if (!known) {
            throw new BackupRefused(
                    "The backup is of a newer Annals: this one does not know version %s of the schema. Restore it with the Annals that made it, or a newer one."
                            .formatted(schema));
        }
        flyway.migrate();
    }

    private void checkNobodyAtWork() throws SQLException {
        if (is(AT_WORK)) {
            throw new BackupRefused(
                    "An Annals is at work on this database, and would go on with what it remembers. Stop it first.");
        }
    }

    private void checkEmpty() throws SQLException {
        if (!is(EMPTY)) {
            throw new BackupRefused(
                    "The database holds events already, which a backup would not be added to. Name an empty one, or another data folder in ANNALS_DATA_DIR.");
        }
    }

    private void checkSchema(String schema) throws SQLException {
        String found = Backup.schema(connection);
        if (!schema.equals(found)) {
            throw new BackupRefused(
                    "The database has version %s of the schema, the backup version %s. Restore it into an empty database, where no Annals was started."
                            .formatted(found, schema));
        }
    }

    private Contents all() throws IOException, SQLException {
        Backup.takeAllTime(connection);
        List<StoredTable> tables = StoredTable.all(connection);
        List<String> everyTable = column(TABLES, 1);
        for (String table : everyTable)
            run("alter table public.%s disable trigger user".formatted(table));
        // Among it what migrations put there, and names that somebody gave.
        run("truncate public." + String.join(", public.", everyTable));
        List<String> again = new ArrayList<>();
        for (String pair : List.of(INDEXES, REFERENCES)) {
            again.addAll(column(pair, 2));
            for (String drop : column(pair, 1)) run(drop);
        }
        Contents contents = rows(tables);
        for (String each : again) run(each);
        run("analyze");
        run("select annals_rollup_rebuild()");
        for (String table : everyTable)
            run("alter table public.%s enable trigger user".formatted(table));
        // The codebook is as it was in the backup; the next start makes it this version's.
        run("delete from public.flyway_schema_history where version is null");
        return contents;
    }

    private Contents rows(List<StoredTable> tables) throws IOException, SQLException {
        Map<String, StoredTable> missing = new LinkedHashMap<>();
        for (StoredTable table : tables)
            missing.put("table %s %s".formatted(table.name(), table.columnList()), table);
        long rows = 0;
        while (true) {
            String sum = backup.checksum();
            String line = backup.line();
            if (line.startsWith("table ")) {
                StoredTable table = missing.remove(line);
                if (table == null) throw backup.damaged("there is no '%s'".formatted(line));
                rows += copy(table);
            } else if (line.startsWith("sequence ")) {
                set(line.substring("sequence ".length()).split(" ", -1));
            } else if (line.equals("end %d %s".formatted(rows, sum))) {
                break;
            } else {
                throw backup.damaged("its sums do not agree");
            }
        }
        backup.end();
        if (!missing.isEmpty()) throw backup.damaged("it lacks " + missing.keySet());
        return new Contents(tables.size(), rows);
    }

    private long copy(StoredTable table) throws IOException, SQLException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy public.%s(%s) from stdin"
                                        .formatted(table.name(), table.columnList()));
        try {
            byte[] end = (Backup.END_OF_ROWS + "\n").getBytes(UTF_8);
            byte[] buffer = new byte[BUFFER];
            int filled = 0;
            for (byte[] row; !Arrays.equals(row = backup.bytes(), end); ) {
                if (filled + row.length > buffer.length) {
                    copy.writeToCopy(buffer, 0, filled);
                    filled = 0;
                }
                if (row.length > buffer.length) {
                    copy.writeToCopy(row, 0, row.length);
                } else {
                    System.arraycopy(row, 0, buffer, filled, row.length);
                    filled += row.length;
                }
            }
            copy.writeToCopy(buffer, 0, filled);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    private void set(String[] sequence) throws SQLException {
        if (sequence.length != 3) throw backup.damaged("a sequence lacks its value");
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select setval(('public.' || ?)::regclass, ?::text::bigint, ?::text::boolean)")) {
            for (int i = 0; i < sequence.length; i++) statement.setString(i + 1, sequence[i]);
            statement.execute();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean is(String question) throws SQLException {
        return column(question, 1).equals(List.of("t"));
    }

    private List<String> column(String query, int column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) values.add(rows.getString(column));
        }
        return values;
    }
}
