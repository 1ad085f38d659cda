package org.annals.changes;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.annals.event.EventVersions.Place;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.platform.sql.SqlFailure;
import org.jspecify.annotations.Nullable;

/// The webhooks there are, and how far each was told.
@ApplicationScoped
class Webhooks {

    /// Each is read for by itself.
    static final int MOST = 100;

    private static final String COLUMNS =
            """
            select id, url, filter, description, secret, base, created_by, created_at, position::text::bigint, event_id, revision,
                   delivered_at, failures, failing_since, next_attempt, failure, stopped_since
              from webhook
            """;
    private static final Sql ALL = Sql.of(COLUMNS + " order by id");
    private static final Sql ONE = Sql.of(COLUMNS + " where id = :id");
    private static final Sql DUE =
            Sql.of(
                    COLUMNS
                            + """
                             where stopped_since is null and coalesce(next_attempt <= :now, true)
                               and position < (select position from mark order by at desc limit 1)
                             order by id
                            """);
    private static final Sql ADD =
            Sql.of(
                    """
                    insert into webhook(url, filter, description, secret, base, created_by, created_at, position, event_id, revision)
                    select :url, :filter, nullif(:description, ''), :secret, :base, :author, :now, :tx::text::xid8, :event, :revision
                     where (select count(*) from webhook) < :most
                    returning id
                    """);
    private static final Sql DELETE = Sql.of("delete from webhook where id = :id");
    private static final Sql REACHED =
            Sql.of(
                    "update webhook set position = :tx::text::xid8, event_id = :event, revision = :revision where id = :id");
    private static final Sql DELIVERED =
            Sql.of(
                    """
                    update webhook
                       set position = :tx::text::xid8, event_id = :event, revision = :revision, delivered_at = :now,
                           failures = 0, failing_since = null, next_attempt = null, failure = null
                     where id = :id
                    """);
    private static final Sql FAILED =
            Sql.of(
                    """
                    update webhook
                       set failures = :failures, failing_since = nullif(:since, '')::timestamptz,
                           next_attempt = nullif(:next, '')::timestamptz, failure = :failure,
                           stopped_since = nullif(:stopped, '')::timestamptz
                     where id = :id
                    """);

    private final AgroalDataSource database;

    Webhooks(AgroalDataSource database) {
        this.database = database;
    }

    List<Webhook> all(Snapshot snapshot) {
        return snapshot.list(ALL, Webhooks::webhook);
    }

    /// Those that there may be something to tell.
    static List<Webhook> due(Connection connection, Instant now) {
        return Rows.list(connection, DUE.with("now", at(now)), Webhooks::webhook);
    }

    /// One that begins after a place; empty if there are too many.
    Optional<Webhook> add(
            URI url,
            String filter,
            String description,
            WebhookSecret secret,
            String base,
            String author,
            Instant now,
            Place place) {
        Sql add =
                ADD.with("url", url.toString())
                        .with("filter", filter)
                        .with("description", description)
                        .with("secret", secret.text())
                        .with("base", base)
                        .with("author", author)
                        .with("now", at(now))
                        .with("most", MOST);
        try (Connection connection = database.getConnection()) {
            return Rows.first(connection, placed(add, place), row -> row.getLong(1))
                    .map(id -> Rows.one(connection, ONE.with("id", id), Webhooks::webhook));
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /// @return false if there was none
    boolean delete(long id) {
        return change(DELETE.with("id", id));
    }

    /// There was nothing to tell up to a place. Like those that follow, false if it was deleted
    /// meanwhile.
    boolean reached(Webhook webhook, Place place) {
        return change(placed(REACHED, place).with("id", webhook.id()));
    }

    boolean delivered(Webhook webhook, Place place, Instant now) {
        return change(placed(DELIVERED, place).with("now", at(now)).with("id", webhook.id()));
    }

    boolean failed(Webhook webhook, Standing standing) {
        return change(
                FAILED.with("failures", standing.failures())
                        .with("since", text(standing.failingSince()))
                        .with("next", text(standing.nextAttempt()))
                        .with("failure", standing.failure() == null ? "" : standing.failure())
                        .with("stopped", text(standing.stoppedSince()))
                        .with("id", webhook.id()));
    }

    private boolean change(Sql sql) {
        try (Connection connection = database.getConnection()) {
            return Rows.change(connection, sql) > 0;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static Sql placed(Sql sql, Place place) {
        return sql.with("tx", Long.toString(place.transaction()))
                .with("event", place.id())
                .with("revision", place.revision());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getLong(1),
                URI.create(row.getString(2)),
                row.getString(3),
                row.getString(4),
                new WebhookSecret(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                new Place(row.getLong(9), row.getLong(10), row.getInt(11)),
                instant(row, 12),
                new Standing(
                        row.getInt(13),
                        instant(row, 14),
                        instant(row, 15),
                        row.getString(16),
                        instant(row, 17)));
    }
}
