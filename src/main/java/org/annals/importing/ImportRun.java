package org.annals.importing;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.annals.codebook.Codebook;
import org.annals.event.EventBulkWriter;
import org.annals.event.EventBulkWriter.Merged;
import org.annals.event.EventBulkWriter.Overtaken;
import org.annals.event.EventDraft;
import org.annals.platform.http.Problem.Fault;
import org.annals.platform.sql.BulkCopy;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One import, from the received file to its report, on a connection of its own. What is merged and
/// what the report says of it are committed together; until then nothing of the file is to be seen.
final class ImportRun {

    private static final Logger LOG = Logger.getLogger(ImportRun.class);
    private static final int BATCH = 2_000;
    // Two loads that make the same names, or bring the same events, wait for each other only at the
    // end; the later one stages again.
    private static final int TRIES = 5;

    private static final Sql PROGRESS =
            Sql.of(
                    """
                    update import set rows = :rows, refused = :refused, warnings = :warnings where id = :id
                    """);
    private static final Sql FORGET_COMPLAINTS =
            Sql.of("delete from import_complaint where import_id = :id");
    private static final Sql REPORT =
            Sql.of(
                    """
                    update import
                       set status = :status, failure = nullif(:failure, ''), finished_at = clock_timestamp(),
                           rows = :rows, inserted = :inserted, changed = :changed, unchanged = :unchanged,
                           conflicting = :conflicting, refused = :refused, missing = :missing, warnings = :warnings
                     where id = :id
                    """);

    /// What is to be imported, by whom and why; `whole` is the data set of which the file holds
    /// everything, null if it is not of one.
    record Order(
            long id,
            ImportFormat format,
            Edition edition,
            @Nullable String whole,
            String author,
            @Nullable String reason) {}

    private final Order order;
    private final Connection connection;
    private final Codebook codebook;
    private final LocalDate today;

    ImportRun(Order order, Connection connection, Codebook codebook, LocalDate today) {
        this.order = order;
        this.connection = connection;
        this.codebook = codebook;
        this.today = today;
    }

    /// Reads, stages and merges; whatever happens, the report says it in the end.
    void run(FileChannel file) {
        try {
            connection.setAutoCommit(false);
            for (int tries = 1; ; tries++) {
                try {
                    take(file);
                    return;
                } catch (Overtaken e) {
                    if (tries == TRIES)
                        throw new IllegalStateException("other imports keep coming first", e);
                }
            }
        } catch (FileRefused e) {
            fail(e.complaint().reason(), List.of(e.complaint()));
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.errorf(e, "Import %d failed", order.id());
            fail(
                    "The import broke off inside the service; nothing of it is here. Run it again.",
                    List.of());
        }
    }

    private void take(FileChannel file) throws IOException, FileRefused, SQLException, Overtaken {
        forgetComplaints();
        try (EventBulkWriter writer =
                new EventBulkWriter(connection, order.id(), codebook, today)) {
            Staging staging = new Staging(writer);
            order.format()
                    .read(Channels.newInputStream(file.position(0)), order.edition(), staging);
            staging.stage();
            Merged merged = writer.merge(order.whole(), order.author(), order.reason());
            Counts counts = staging.counts();
            boolean partly = counts.refused() + merged.repeated() + merged.conflicting() > 0;
            report(partly ? "partly" : "succeeded", "", counts, merged);
            connection.commit();
        }
    }

    /// What an earlier try said of rows is void with them.
    private void forgetComplaints() {
        Rows.change(connection, FORGET_COMPLAINTS.with("id", order.id()));
    }

    private void report(String status, String failure, Counts counts, Merged merged) {
        Rows.change(
                connection,
                REPORT.with("id", order.id())
                        .with("status", status)
                        .with("failure", failure)
                        .with("rows", counts.rows())
                        .with("inserted", merged.inserted())
                        .with("changed", merged.changed())
                        .with("unchanged", merged.unchanged())
                        .with("conflicting", merged.conflicting())
                        .with("refused", counts.refused() + merged.repeated())
                        .with("missing", merged.missing())
                        .with("warnings", counts.warnings()));
    }

    private void fail(String failure, List<Complaint> complaints) {
        try {
            connection.rollback();
            forgetComplaints();
            write(complaints);
            report("failed", failure, Counts.NONE, new Merged(0, 0, 0, 0, 0, 0));
            connection.commit();
        } catch (SQLException | SqlFailure e) {
            // The database is gone too; who looks for imports that died says so later.
            LOG.errorf(e, "The failure of import %d could not be noted", order.id());
        }
    }

    private void write(List<Complaint> complaints) {
        if (complaints.isEmpty()) return;
        List<String> columns = List.of("import_id", "kind", "line", "field", "value", "reason");
        try (BulkCopy copy = new BulkCopy(connection, "import_complaint", columns)) {
            for (Complaint complaint : complaints) {
                String kind =
                        switch (complaint.kind()) {
                            case REFUSED -> "refused";
                            case WARNING -> "warning";
                        };
                copy.value(order.id()).value(kind).value(complaint.line());
                copy.value(complaint.column()).value(storable(complaint.value()));
                copy.value(complaint.reason()).endRow();
            }
            copy.end();
        }
    }

    // A value is quoted as it stands in the file, which may hold the NUL that PostgreSQL cannot
    // store.
    private static @Nullable String storable(@Nullable String value) {
        return value == null ? null : value.replace('\0', '␀');
    }

    private record Counts(long rows, long refused, long warnings) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /// Takes rows as they are read, and writes them in batches.
    private final class Staging implements Intake {

        private final EventBulkWriter writer;
        private final List<Complaint> complaints = new ArrayList<>();
        private long drafts;
        private long refused;
        private long warnings;
        private long lastRefused = -1;

        Staging(EventBulkWriter writer) {
            this.writer = writer;
        }

        @Override
        public void draft(long line, EventDraft draft) {
            List<Fault> faults = writer.add(line, draft);
            if (faults.isEmpty()) drafts++;
            for (Fault fault : faults) {
                complain(
                        new Complaint(
                                line,
                                fault.pointer(),
                                fault.value(),
                                fault.message(),
                                Complaint.Kind.REFUSED));
            }
            if (writer.waiting() >= BATCH) stage();
        }

        @Override
        public void complain(Complaint complaint) {
            complaints.add(complaint);
            switch (complaint.kind()) {
                case WARNING -> warnings++;
                case REFUSED -> {
                    if (complaint.line() != lastRefused) refused++;
                    lastRefused = complaint.line();
                }
            }
        }

        void stage() {
            write(complaints);
            complaints.clear();
            Rows.change(
                    connection,
                    PROGRESS.with("id", order.id())
                            .with("rows", drafts + refused)
                            .with("refused", refused)
                            .with("warnings", warnings));
            writer.stage();
        }

        Counts counts() {
            return new Counts(drafts + refused, refused, warnings);
        }
    }
}
