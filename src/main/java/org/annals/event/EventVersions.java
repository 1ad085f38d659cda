package org.annals.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.annals.event.EventColumns.Column;
import org.annals.platform.sql.RowReader;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;

/// Reads versions of events in the order in which they came to be visible: by transaction, and by
/// id within one. Below a position every transaction has ended, so nothing can come in before it
/// any more; neither a clock nor a sequence has that.
@ApplicationScoped
public class EventVersions {

    /// A place in the order: after this version.
    public record Place(long transaction, long id, int revision) {

        static Place before(long transaction) {
            return new Place(transaction, 0, 0);
        }
    }

    /// One version. `matches` and `matchedBefore` tell whether it, and the one before it, are among
    /// what was asked for.
    public record Version(Place place, EventDetail event, boolean matches, boolean matchedBefore) {

        public boolean first() {
            return event.revision() == 1;
        }

        public boolean merged() {
            return event.mergedInto() != null;
        }
    }

    // A backup that is restored beside its original is in the same cluster, but another database.
    private static final Sql NOW =
            Sql.of(
                    """
                    select system_identifier # (d.oid::bigint << 32), pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                      from pg_control_system(), pg_database d
                     where d.datname = current_database()
                    """);

    private static final Sql BOTH =
            Sql.of(
                    """
                    select *
                      from ((select %1$s, e.tx::text::bigint as sort_key
                               from event e
                              where (e.tx, e.id, e.revision) > (:tx::text::xid8, :id, :revision) and e.tx < :upTo::text::xid8
                              order by e.tx, e.id, e.revision
                              limit :most)
                            union all
                            (select %1$s, e.tx::text::bigint
                               from event_history e
                              where (e.tx, e.id, e.revision) > (:tx::text::xid8, :id, :revision) and e.tx < :upTo::text::xid8
                              order by e.tx, e.id, e.revision
                              limit :most)) v
                     order by v.sort_key, v.id, v.revision
                     limit :most
                    """
                            .formatted(EventColumns.WHOLE.ofEvent().text()));
    private static final Sql MATCHES =
            Sql.of(
                    """
                    select w.*,
                           exists (select from event e where e.id = w.id and e.revision = w.revision and %s)
                             or exists (select from event_history e where e.id = w.id and e.revision = w.revision and %s) as matches,
                           exists (select from event_history e where e.id = w.id and e.revision = w.revision - 1 and %s) as matched_before
                      from (%s) w
                     order by w.sort_key, w.id, w.revision
                    """);

    private final EventReader reader;

    EventVersions(EventReader reader) {
        this.reader = reader;
    }

    /// The place after all that everyone can see in this state: its transaction is the position.
    public FeedToken now(Snapshot snapshot) {
        FeedToken now =
                snapshot.one(
                        NOW, row -> new FeedToken(row.getLong(1), Place.before(row.getLong(2))));
        return snapshot.past()
                .map(past -> new FeedToken(now.cluster(), Place.before(past.position())))
                .orElse(now);
    }

    /// Up to `most` versions after a place and below a position, in order.
    public List<Version> after(
            Snapshot snapshot,
            Place place,
            long position,
            EventQuery query,
            int most,
            String base) {
        Sql versions =
                BOTH.with("tx", Long.toString(place.transaction()))
                        .with("id", place.id())
                        .with("revision", place.revision())
                        .with("upTo", Long.toString(position))
                        .with("most", most);
        Sql filter = EventFilterSql.where(query);
        RowReader<EventDetail> events = reader.reading(snapshot, base);
        int further = Column.values().length;
        return snapshot.list(
                MATCHES.filled(filter, filter, filter, EventColumns.WHOLE.inOrder(versions)),
                row -> {
                    EventDetail event = events.read(row);
                    return new Version(
                            new Place(event.sortKey(), event.id(), event.revision()),
                            event,
                            row.getBoolean(further + 1),
                            row.getBoolean(further + 2));
                });
    }
}
