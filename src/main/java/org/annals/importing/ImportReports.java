package org.annals.importing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.ToLongFunction;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.http.PageRequest;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// Reads how imports are going and how they went.
@ApplicationScoped
class ImportReports {

    private static final String COLUMNS =
            """
            id, status, format, dataset, version, rows, inserted, changed, unchanged, conflicting, refused,
            missing, warnings, started_at, finished_at, failure,
            undone_at, undone_by, undo_reason, retracted, restored, kept\
            """;
    private static final Sql ONE =
            Sql.of("select %s from import where id = :id".formatted(COLUMNS));
    private static final Sql LATEST =
            Sql.of(
                    "select %s from import where id < :before order by id desc limit :limit"
                            .formatted(COLUMNS));
    private static final Sql COUNT = Sql.of("select count(*) from import");
    private static final Sql COMPLAINTS =
            Sql.of(
                    """
                    select id, line, field, value, reason, kind, event_id
                      from import_complaint
                     where import_id = :import and id > :after
                     order by id
                     limit :limit
                    """);
    private static final Sql COMPLAINT_COUNT =
            Sql.of("select count(*) from import_complaint where import_id = :import");

    /// An import as shown; `reason` says why it failed.
    @RegisterForReflection
    record Report(
            long id,
            String status,
            String format,
            @Nullable String dataset,
            @Nullable String version,
            long rows,
            long inserted,
            long changed,
            long unchanged,
            long conflicting,
            long refused,
            long missing,
            long warnings,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String reason,
            @Nullable Undone undone) {}

    /// That it was taken back; `kept` counts the events that were changed since and left as they
    /// are.
    @RegisterForReflection
    record Undone(Instant at, String by, String reason, long retracted, long restored, long kept) {}

    /// What was found about one row, or about an event that no row speaks of.
    @RegisterForReflection
    record ComplaintView(
            @Nullable Long line,
            @Nullable String column,
            @Nullable String value,
            String reason,
            String kind,
            @Nullable Long event) {}

    private record Numbered(long id, ComplaintView complaint) {}

    private final PublicAddress address;

    ImportReports(PublicAddress address) {
        this.address = address;
    }

    static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw notFound(id);
        }
    }

    static Problem notFound(Object id) {
        return Problem.of(
                ProblemType.RECORD_NOT_FOUND,
                "There is no import '%s'. /api/v1/imports lists them.".formatted(id));
    }

    Report get(Snapshot snapshot, long id) {
        return snapshot.first(ONE.with("id", id), ImportReports::report)
                .orElseThrow(() -> notFound(id));
    }

    Page<Report> list(Snapshot snapshot, PageRequest request, UriInfo uri) {
        String identity = "imports";
        long before =
                request.cursor()
                        .map(text -> Cursor.decode(text, identity).first())
                        .orElse(Long.MAX_VALUE);
        List<Report> reports =
                snapshot.list(
                        LATEST.with("before", before).with("limit", request.limit() + 1),
                        ImportReports::report);
        long total = snapshot.one(COUNT, row -> row.getLong(1));
        return page(reports, Report::id, total, identity, request, uri);
    }

    Page<ComplaintView> complaints(Snapshot snapshot, long id, PageRequest request, UriInfo uri) {
        get(snapshot, id);
        String identity = "complaints of " + id;
        long after = request.cursor().map(text -> Cursor.decode(text, identity).first()).orElse(0L);
        List<Numbered> complaints =
                snapshot.list(
                        COMPLAINTS
                                .with("import", id)
                                .with("after", after)
                                .with("limit", request.limit() + 1),
                        row ->
                                new Numbered(
                                        row.getLong("id"),
                                        new ComplaintView(
                                                row.getObject("line", Long.class),
                                                row.getString("field"),
                                                row.getString("value"),
                                                row.getString("reason"),
                                                row.getString("kind"),
                                                row.getObject("event_id", Long.class))));
        long total = snapshot.one(COMPLAINT_COUNT.with("import", id), row -> row.getLong(1));
        return page(complaints, Numbered::id, total, identity, request, uri)
                .of(Numbered::complaint);
    }

    private <T> Page<T> page(
            List<T> oneMore,
            ToLongFunction<T> key,
            long total,
            String identity,
            PageRequest request,
            UriInfo uri) {
        Page.Total all = request.cursor().isPresent() ? null : Page.Total.exactly(total);
        if (oneMore.size() <= request.limit()) return new Page<>(oneMore, all, null);
        List<T> items = oneMore.subList(0, request.limit());
        Cursor cursor = new Cursor(key.applyAsLong(items.getLast()), 0);
        return new Page<>(items, all, address.with(uri, "cursor", cursor.encode(identity)));
    }

    private static @Nullable Undone undone(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("undone_at", OffsetDateTime.class);
        return at == null
                ? null
                : new Undone(
                        at.toInstant(),
                        row.getString("undone_by"),
                        row.getString("undo_reason"),
                        row.getLong("retracted"),
                        row.getLong("restored"),
                        row.getLong("kept"));
    }

    private static Report report(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Report(
                row.getLong("id"),
                row.getString("status"),
                row.getString("format"),
                row.getString("dataset"),
                row.getString("version"),
                row.getLong("rows"),
                row.getLong("inserted"),
                row.getLong("changed"),
                row.getLong("unchanged"),
                row.getLong("conflicting"),
                row.getLong("refused"),
                row.getLong("missing"),
                row.getLong("warnings"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("failure"),
                undone(row));
    }
}
