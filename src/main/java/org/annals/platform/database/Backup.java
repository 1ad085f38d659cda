package org.annals.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Writes all that a database holds into one file, from one state of it, while it is at work.
///
/// The file is text, gzipped: a line that says what it is; the schema's version; how many
/// transactions there are; each table with its rows as `copy` has them, up to a line `\.`; the
/// sequences; and a last line with the count of all rows and the SHA-256 of everything before it,
/// without which the file is cut.
final class Backup {
    static final String MAGIC = "annals-backup 1";
    static final String END_OF_ROWS = "\\.";

    private static final String SCHEMA =
            """
            select version from public.flyway_schema_history
             where success and version is not null
             order by installed_rank desc limit 1
            """;
    private static final String SEQUENCES =
            "select quote_ident(relname) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1";
    private static final int BUFFER = 1 << 16;
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Backup() {}

    /// For the rest of the transaction, whatever limits the operator has set for others.
    static void takeAllTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
        }
    }

    /// What was copied.
    record Contents(int tables, long rows) {
        @Override
        public String toString() {
            return "%,d rows of %d tables".formatted(rows, tables);
        }
    }

    /// @param file is there whole or not at all; for its owner alone, since what tells of tokens is
    ///   in it
    /// @throws BackupRefused when it cannot be written, is there already, or the database is none
    ///   of ours
    static Contents write(DatabaseAddress database, Path file) {
        if (Files.exists(file)) {
            throw new BackupRefused("%s is there already. Name a new file.".formatted(file));
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Files.createFile(part, OWNERS_FILE);
            try {
                Contents contents = write(connection, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                return contents;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new BackupRefused(
                    "%s is there: of a backup under way, or of one that was stopped. Delete it if none is under way."
                            .formatted(part),
                    e);
        } catch (IOException | SQLException e) {
            throw new BackupRefused("No backup was made: %s".formatted(e.getMessage()), e);
        }
    }

    private static Contents write(Connection connection, Path part)
            throws IOException, SQLException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            GZIPOutputStream zipped = new GZIPOutputStream(Channels.newOutputStream(file), BUFFER);
            OutputStream buffered = new BufferedOutputStream(zipped, BUFFER);
            Contents contents = write(connection, buffered);
            buffered.flush();
            zipped.finish();
            // Before the file has its name, which says that it is whole.
            file.force(true);
            return contents;
        }
    }

    static MessageDigest checksum() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Contents write(Connection connection, OutputStream file)
            throws IOException, SQLException {
        takeAllTime(connection);
        MessageDigest checksum = checksum();
        OutputStream out = new DigestOutputStream(file, checksum);
        List<StoredTable> tables = StoredTable.all(connection);
        String schema = schema(connection);
        if (schema == null) throw new BackupRefused("The database holds nothing of Annals.");
        TransactionNumbers numbers = TransactionNumbers.of(connection, tables);
        line(out, MAGIC);
        line(out, "schema " + schema);
        line(out, "transactions " + numbers.count());
        long rows = 0;
        for (StoredTable table : tables) {
            line(out, "table %s %s".formatted(table.name(), table.columnList()));
            rows += copy(connection, table, numbers, out);
            line(out, END_OF_ROWS);
        }
        for (String sequence : sequences(connection)) line(out, sequence);
        String sum = HexFormat.of().formatHex(checksum.digest());
        line(out, "end %d %s".formatted(rows, sum));
        return new Contents(tables.size(), rows);
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(UTF_8));
    }

    static @Nullable String schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet ours =
                        statement.executeQuery(
                                "select to_regclass('public.flyway_schema_history') is not null and to_regclass('public.event') is not null")) {
            ours.next();
            if (!ours.getBoolean(1)) return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SCHEMA)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static long copy(
            Connection connection, StoredTable table, TransactionNumbers numbers, OutputStream out)
            throws IOException, SQLException {
        CopyOut rows =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy public.%s(%s) to stdout"
                                        .formatted(table.name(), table.columnList()));
        long count = 0;
        try {
            // One row at a time: so the server sends them.
            for (byte[] row; (row = rows.readFromCopy()) != null; count++) {
                out.write(numbers.renumbered(row, table));
            }
        } finally {
            if (rows.isActive()) rows.cancelCopy();
        }
        return count;
    }

    private static List<String> sequences(Connection connection) throws SQLException {
        StringBuilder each = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(SEQUENCES)) {
            while (names.next()) {
                if (!each.isEmpty()) each.append(" union all ");
                each.append(
                        "select 'sequence %1$s ' || last_value || ' ' || is_called from public.%1$s"
                                .formatted(names.getString(1)));
            }
        }
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(each.toString())) {
            while (rows.next()) lines.add(rows.getString(1));
        }
        return lines;
    }
}
