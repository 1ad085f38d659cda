package org.annals.release;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.annals.codebook.Codebooks;
import org.annals.event.EventFormat;
import org.annals.event.EventOrder;
import org.annals.event.EventParameters;
import org.annals.event.EventReader;
import org.annals.platform.http.Parameters;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jboss.logging.Logger;

/// Makes the files of releases, in the background, and hands out parts of them. They lie in the
/// database, in pieces, so that every replica has them and a backup too; made again they could read
/// otherwise, since later builds add columns.
@ApplicationScoped
class ReleaseFiles {

    static final List<String> NAMES = List.of("events.csv.gz", "events.ndjson.gz");

    private static final Logger LOG = Logger.getLogger(ReleaseFiles.class);
    private static final int PIECE = 1 << 20;

    // Held by the session, so that one replica at a time makes files, and another takes over.
    private static final Sql LOCK = Sql.of("select pg_try_advisory_lock(7301004)");
    private static final Sql UNLOCK = Sql.of("select pg_advisory_unlock(7301004)");
    private static final Sql PENDING =
            Sql.of("select name from release where contents is null order by created_at limit 1");
    private static final Sql COUNT =
            Sql.of(
                    """
                    select d.code, d.name, d.licence, d.citation, e.events
                      from (select origin_dataset, count(*) as events from event where live group by 1) e
                      join dataset d on d.id = e.origin_dataset
                     order by e.events desc, d.code
                    """);
    // Each piece is a transaction of its own: a long one would hold the feed back.
    private static final Sql FORGET =
            Sql.of("delete from release_piece where release = :release and name = :name");
    private static final Sql KEEP =
            Sql.of(
                    "insert into release_piece(release, name, number, bytes) values (:release, :name, :number, :bytes)");
    private static final Sql FILE =
            Sql.of(
                    """
                    insert into release_file(release, name, length, sha256)
                    values (:release, :name, :length, :sha256)
                    on conflict (release, name) do update set length = excluded.length, sha256 = excluded.sha256
                    """);
    private static final Sql DONE =
            Sql.of("update release set contents = :contents::jsonb where name = :release");
    private static final Sql BYTES =
            Sql.of(
                    "select bytes from release_piece where release = :release and name = :name and number = :number");

    private final AgroalDataSource database;
    private final Snapshots snapshots;
    private final Releases releases;
    private final EventReader reader;
    private final Codebooks codebooks;
    private final Instance<EventFormat> formats;
    private final ObjectMapper json;
    private volatile boolean stopping;

    ReleaseFiles(
            AgroalDataSource database,
            Snapshots snapshots,
            Releases releases,
            EventReader reader,
            Codebooks codebooks,
            @Any Instance<EventFormat> formats,
            ObjectMapper json) {
        this.database = database;
        this.snapshots = snapshots;
        this.releases = releases;
        this.reader = reader;
        this.codebooks = codebooks;
        this.formats = formats;
        this.json = json;
    }

    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void make() {
        try (Connection connection = database.getConnection()) {
            if (Rows.first(connection, PENDING, row -> row.getString(1)).isEmpty()) return;
            if (!Rows.one(connection, LOCK, row -> row.getBoolean(1))) return;
            try {
                Optional<String> name = Rows.first(connection, PENDING, row -> row.getString(1));
                if (name.isPresent()) make(connection, name.get());
            } finally {
                if (!stopping) Rows.one(connection, UNLOCK, row -> row.getBoolean(1));
            }
        } catch (SQLException e) {
            if (!stopping) throw new SqlFailure(e);
        } catch (SqlFailure e) {
            // The next start makes them anew.
            if (!stopping) throw e;
        }
    }

    private void make(Connection connection, String name) {
        try (Snapshot snapshot = snapshots.openForExport()) {
            Release release = releases.find(snapshot, name);
            snapshot.lookBack(release.past());
            snapshot.withoutTimeLimit();
            Release.Contents contents =
                    new Release.Contents(
                            snapshot.list(
                                    COUNT,
                                    row ->
                                            new Release.Contents.Part(
                                                    row.getString(1),
                                                    row.getString(2),
                                                    row.getString(3),
                                                    row.getString(4),
                                                    row.getLong(5))));
            for (String file : NAMES) write(connection, snapshot, release, file);
            Rows.change(
                    connection,
                    DONE.with("release", name).with("contents", json.writeValueAsString(contents)));
            LOG.infof("The files of release %s are there: %d events", name, contents.events());
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Connection connection, Snapshot snapshot, Release release, String file)
            throws IOException {
        EventFormat format =
                formats.stream()
                        .filter(each -> file.equals("events.%s.gz".formatted(each.code())))
                        .findFirst()
                        .orElseThrow();
        Pieces pieces = new Pieces(connection, release.name(), file);
        try (OutputStream out = new GZIPOutputStream(pieces, 1 << 16)) {
            reader.stream(
                    snapshot,
                    EventParameters.read(Parameters.none(), codebooks.at(snapshot)),
                    EventOrder.DATE,
                    format,
                    EventFormat.Options.USUAL,
                    release.base(),
                    out);
        }
        pieces.end();
    }

    /// Writes the bytes from `first` to `last` of a file.
    void send(String release, String file, long first, long last, OutputStream out)
            throws IOException {
        for (long from = first; from <= last; ) {
            int number = (int) (from / PIECE);
            Sql bytes = BYTES.with("release", release).with("name", file).with("number", number);
            byte[] piece = snapshots.read(snapshot -> snapshot.one(bytes, row -> row.getBytes(1)));
            int begin = (int) (from - (long) number * PIECE);
            int end = (int) Math.min(piece.length, last + 1 - (long) number * PIECE);
            out.write(piece, begin, end - begin);
            from += end - begin;
        }
    }

    /// Takes the bytes of a file and keeps them piece by piece.
    private static final class Pieces extends OutputStream {

        private final Connection connection;
        private final String release;
        private final String file;
        private final MessageDigest digest;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private int number;
        private long length;

        Pieces(Connection connection, String release, String file) {
            this.connection = connection;
            this.release = release;
            this.file = file;
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
            Rows.change(connection, FORGET.with("release", release).with("name", file));
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int done = 0; done < count; ) {
                int fits = Math.min(count - done, PIECE - filled);
                System.arraycopy(bytes, offset + done, piece, filled, fits);
                filled += fits;
                done += fits;
                if (filled == PIECE) keep();
            }
        }

        private void keep() {
            byte[] bytes = java.util.Arrays.copyOf(piece, filled);
            digest.update(bytes);
            length += filled;
            Rows.change(
                    connection,
                    KEEP.with("release", release)
                            .with("name", file)
                            .with("number", number++)
                            .with("bytes", bytes));
            filled = 0;
        }

        /// Says that the file is whole.
        void end() {
            if (filled > 0) keep();
            Rows.change(
                    connection,
                    FILE.with("release", release)
                            .with("name", file)
                            .with("length", length)
                            .with("sha256", digest.digest()));
        }
    }
}
