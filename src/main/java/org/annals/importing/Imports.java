package org.annals.importing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.annals.codebook.Codebooks;
import org.annals.codebook.Countries;
import org.annals.codebook.Country;
import org.annals.importing.ImportRun.Order;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Receives files and runs imports, one at a time in this process, each in a thread of its own.
@ApplicationScoped
class Imports {

    private static final Logger LOG = Logger.getLogger(Imports.class);
    // Received or waiting; each holds a connection and a file.
    private static final int MOST_AT_ONCE = 4;
    private static final Duration WAIT = Duration.ofSeconds(30);

    // The lock is held by the session that runs an import, and taken before the import can be seen,
    // so that others can tell one that died from one that runs.
    private static final Sql BEGIN =
            Sql.of(
                    """
                    insert into import(status, format, dataset, version, started_by, reason)
                    values ('receiving', :format, nullif(:dataset, ''), nullif(:version, ''), :author, nullif(:reason, ''))
                    returning id, pg_advisory_lock(7301003, id::int)
                    """);
    private static final Sql RUNNING =
            Sql.of("update import set status = 'running' where id = :id");
    private static final Sql BROKEN_OFF =
            Sql.of(
                    """
                    update import
                       set status = 'failed', failure = 'The file broke off before it was received whole. Send it again.',
                           finished_at = clock_timestamp()
                     where id = :id
                    """);
    private static final Sql LET_GO = Sql.of("select pg_advisory_unlock(7301003, :id)");
    private static final Sql DEAD =
            Sql.of(
                    """
                    update import
                       set status = 'failed', failure = 'The service stopped during the import; nothing of it is here. Run it again.',
                           finished_at = clock_timestamp()
                     where status in ('receiving', 'running')
                       and pg_try_advisory_xact_lock(7301003, id::int)
                    returning id
                    """);
    private static final Sql FORGET_COMPLAINTS =
            Sql.of("delete from import_complaint where import_id = :id");

    /// What an import is asked to do with the file that follows.
    record Request(ImportFormat format, Edition edition, String author, @Nullable String reason) {}

    private final AgroalDataSource database;
    private final Codebooks codebooks;
    private final Clock clock;
    private final int longestLine;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Semaphore running = new Semaphore(1);

    Imports(
            AgroalDataSource database,
            Codebooks codebooks,
            Clock clock,
            @ConfigProperty(name = "annals.limits.import-line") MemorySize longestLine) {
        this.database = database;
        this.codebooks = codebooks;
        this.clock = clock;
        this.longestLine = Math.toIntExact(longestLine.asLongValue());
    }

    /// The format that `format=` names.
    ///
    /// @throws IllegalArgumentException that lists the formats there are
    ImportFormat format(String code) {
        Countries countries = codebooks.current().countries();
        List<ImportFormat> formats =
                List.of(
                        new UcdpGed(
                                (number, year) ->
                                        countries
                                                .ofGleditschWard(number, year)
                                                .map(Country::alpha3),
                                longestLine),
                        new Ndjson(longestLine));
        return Parameters.word("format", code, formats, ImportFormat::code);
    }

    /// Receives a file whole and then imports it in the background; gives the number of the import.
    ///
    /// @throws Problem if as many imports are under way as may be
    long receive(Request request, InputStream body) throws IOException {
        if (!places.tryAcquire()) {
            throw Problem.of(
                            ProblemType.BUSY,
                            "%d imports are under way or waiting, as many as may be at once."
                                    .formatted(MOST_AT_ONCE))
                    .retryAfter(WAIT);
        }
        Held held = null;
        try {
            held = begin(request);
            FileChannel file = held.receive(body);
            Held run = held;
            Thread.ofVirtual().name("import-" + run.id).start(() -> run(run, request, file));
            return run.id;
        } catch (IOException | RuntimeException e) {
            if (held != null) held.close();
            places.release();
            throw e;
        }
    }

    /// Imports a file that is part of the service, and waits for it.
    void take(Request request, InputStream body) throws IOException {
        places.acquireUninterruptibly();
        Held held = begin(request);
        run(held, request, held.receive(body));
    }

    private Held begin(Request request) {
        try {
            Connection connection = database.getConnection();
            try {
                long id =
                        Rows.one(
                                connection,
                                BEGIN.with("format", request.format().code())
                                        .with("dataset", text(request.edition().dataset()))
                                        .with("version", text(request.edition().version()))
                                        .with("author", request.author())
                                        .with("reason", text(request.reason())),
                                row -> row.getLong(1));
                return new Held(id, connection);
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private void run(Held held, Request request, FileChannel file) {
        running.acquireUninterruptibly();
        try (held;
                file) {
            String whole = request.edition().dataset();
            if (whole == null) whole = request.format().dataset().orElse(null);
            Order order =
                    new Order(
                            held.id,
                            request.format(),
                            request.edition(),
                            whole,
                            request.author(),
                            request.reason());
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            new ImportRun(order, held.connection, codebooks.current(), today).run(file);
        } catch (IOException e) {
            LOG.warnf(e, "The received file of import %d is left over", held.id);
        } finally {
            running.release();
            places.release();
        }
    }

    /// Notes the imports that died with the process that ran them, and clears up after them.
    @Scheduled(every = "5s", delayed = "0s", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void findDead() {
        try (Connection connection = database.getConnection()) {
            for (long id : Rows.list(connection, DEAD, row -> row.getLong(1))) {
                Rows.change(connection, FORGET_COMPLAINTS.with("id", id));
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// An import under way, with the session that holds its lock.
    private static final class Held implements AutoCloseable {

        private final long id;
        private final Connection connection;

        Held(long id, Connection connection) {
            this.id = id;
            this.connection = connection;
        }

        /// The file whole, kept under no name: it is gone with this process, even a killed one.
        FileChannel receive(InputStream body) throws IOException {
            FileChannel file =
                    FileChannel.open(
                            Files.createTempFile("annals-import-", ".received"),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
            try {
                body.transferTo(Channels.newOutputStream(file));
                Rows.change(connection, RUNNING.with("id", id));
                return file;
            } catch (IOException | RuntimeException e) {
                file.close();
                Rows.change(connection, BROKEN_OFF.with("id", id));
                throw e;
            }
        }

        @Override
        public void close() {
            try (connection) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                Rows.list(connection, LET_GO.with("id", (int) id), row -> true);
            } catch (SQLException | SqlFailure e) {
                LOG.warnf(e, "The connection of import %d was lost", id);
            }
        }
    }
}
