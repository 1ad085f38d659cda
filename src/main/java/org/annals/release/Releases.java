package org.annals.release;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.sql.Past;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jspecify.annotations.Nullable;

/// Names states of the data, and finds them by name.
@ApplicationScoped
class Releases {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Sql PRESENT =
            Sql.of("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    private static final Sql POSITION =
            Sql.of("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
    private static final Sql CREATE =
            Sql.of(
                    """
                    insert into release(name, title, at, position, created_by, reason, base)
                    select :name, nullif(:title, ''), m.at, m.position, :author, nullif(:reason, ''), :base
                      from annals_mark_now() m
                    on conflict (name) do nothing
                    """);
    private static final Sql ALL =
            Sql.of(
                    """
                    select name, title, at, position::text::bigint, created_by, reason, base, contents::text
                      from release
                     order by at desc, name
                    """);
    private static final Sql ONE =
            Sql.of(
                    """
                    select name, title, at, position::text::bigint, created_by, reason, base, contents::text
                      from release
                     where name = :name
                    """);
    private static final Sql FILES =
            Sql.of(
                    "select name, length, sha256 from release_file where release = :release order by name");

    private final AgroalDataSource database;
    private final ObjectMapper json;

    Releases(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /// Names the present state, with all that was acknowledged before.
    ///
    /// @throws Problem if the name is taken, or if another transaction holds the position back
    void create(String name, String title, String author, @Nullable String reason, String base) {
        try (Connection connection = database.getConnection()) {
            waitForOthers(connection);
            Sql create =
                    CREATE.with("name", name)
                            .with("title", title)
                            .with("author", author)
                            .with("reason", reason == null ? "" : reason)
                            .with("base", base);
            if (Rows.change(connection, create) == 0) {
                throw Problem.of(
                        ProblemType.RELEASE_EXISTS,
                        "There is a release '%s' already, and a release never changes. Take another name."
                                .formatted(name));
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static void waitForOthers(Connection connection) {
        long present = Rows.one(connection, PRESENT, row -> row.getLong(1));
        for (long waited = 0; waited < PATIENCE.toNanos(); waited += PAUSE.toNanos()) {
            if (Rows.one(connection, POSITION, row -> row.getLong(1)) >= present) return;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw Problem.of(
                        ProblemType.BUSY,
                        "Something that began to write before has not ended yet, such as an import: a state without it could not be told from one with half of it. /q/health/well says what it is.")
                .retryAfter(PATIENCE);
    }

    List<Release> all(Snapshot snapshot) {
        return snapshot.list(ALL, row -> release(row, snapshot));
    }

    /// @throws Problem if there is none of that name
    Release find(Snapshot snapshot, String name) {
        return snapshot.first(ONE.with("name", name), row -> release(row, snapshot))
                .orElseThrow(() ->
                        Problem.of(
                                ProblemType.RECORD_NOT_FOUND,
                                "There is no release '%s'. /api/v1/releases lists them."
                                        .formatted(name)));
    }

    private Release release(ResultSet row, Snapshot snapshot) throws SQLException {
        String name = row.getString(1);
        return new Release(
                name,
                row.getString(2),
                new Past(row.getObject(3, OffsetDateTime.class).toInstant(), row.getLong(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                Optional.ofNullable(row.getString(8)).map(this::contents),
                new ArrayList<>(snapshot.list(FILES.with("release", name), Releases::file)));
    }

    private Release.Contents contents(String text) {
        try {
            return json.readValue(text, Release.Contents.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Release.File file(ResultSet row) throws SQLException {
        return new Release.File(
                row.getString(1), row.getLong(2), HexFormat.of().formatHex(row.getBytes(3)));
    }
}
