package org.annals.release;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.annals.codebook.Code;
import org.annals.codebook.Codebook;
import org.annals.codebook.Codebooks;
import org.annals.codebook.NamedRecord;
import org.annals.codebook.NamedRecords;
import org.annals.codebook.NamedTable;
import org.annals.codebook.NamedTables;
import org.annals.platform.sql.Past;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// What is otherwise in one state of the data than in an older one. It looks at what was written
/// between the two and at nothing else.
@ApplicationScoped
class Difference {

    /// What became of an event.
    @RegisterForReflection
    enum Kind implements Code {
        ADDED("added", "Not there before"),
        REMOVED("removed", "Retracted since"),
        CHANGED("changed", "Otherwise than before"),
        MERGED("merged", "Merged into another since");

        private final String code;
        private final String label;

        Kind(String code, String label) {
            this.code = code;
            this.label = label;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /// Deaths by the three estimates; what is unknown adds nothing.
    @RegisterForReflection
    record Toll(long low, long best, long high) {}

    /// How many more events and deaths there are of one value than before.
    @RegisterForReflection
    record Share(@Nullable String value, @Nullable String label, long events, Toll fatalities) {}

    @RegisterForReflection
    record Counts(long added, long removed, long changed, long merged) {}

    /// Everything, in sums. Of each list those with the largest change of `best` come first.
    @RegisterForReflection
    record Summary(
            Counts events,
            Toll fatalities,
            List<Share> years,
            List<Share> countries,
            List<Share> conflicts) {}

    /// What is shown of an event in one of the two states.
    @RegisterForReflection
    record Side(
            int revision,
            String title,
            String edtf,
            @Nullable Integer fatalitiesLow,
            @Nullable Integer fatalitiesBest,
            @Nullable Integer fatalitiesHigh) {}

    /// One event that is otherwise than before; a side is null where it was not there.
    record Changed(
            Kind change,
            long id,
            @Nullable Long mergedInto,
            @Nullable Side before,
            @Nullable Side after) {}

    // The state of an event before is always a version that was superseded since.
    private static final Sql BOTH =
            Sql.of(
                    """
                    both_states as materialized (
                      select t.id, o.live is true as was, n.live is true as is_there, n.merged_into,
                             o.revision as o_revision, o.title as o_title, o.edtf as o_edtf,
                             o.fat_low as o_low, o.fat_best as o_best, o.fat_high as o_high,
                             o.start_earliest as o_day, o.country as o_country, o.conflict_ids as o_conflicts,
                             n.revision as n_revision, n.title as n_title, n.edtf as n_edtf,
                             n.fat_low as n_low, n.fat_best as n_best, n.fat_high as n_high,
                             n.start_earliest as n_day, n.country as n_country, n.conflict_ids as n_conflicts,
                             case when o.live is not true then 'ADDED'
                                  when n.live then 'CHANGED'
                                  when n.merged_into is not null then 'MERGED'
                                  else 'REMOVED' end as change
                        from (select id from event where tx >= :older::text::xid8 and tx < :newer::text::xid8
                              union
                              select id from event_history where tx >= :older::text::xid8 and tx < :newer::text::xid8) t
                        left join event_history o on o.id = t.id and o.tx < :older::text::xid8 and o.superseded_tx >= :older::text::xid8
                        left join lateral (
                          select live, merged_into, revision, title, edtf, fat_low, fat_best, fat_high, start_earliest, country,
                                 conflict_ids, content_hash
                            from event where id = t.id and tx < :newer::text::xid8
                          union all
                          select live, merged_into, revision, title, edtf, fat_low, fat_best, fat_high, start_earliest, country,
                                 conflict_ids, content_hash
                            from event_history where id = t.id and tx < :newer::text::xid8 and superseded_tx >= :newer::text::xid8) n on true
                       where (o.live is true or n.live is true)
                         and (o.live is distinct from n.live or o.content_hash is distinct from n.content_hash))
                    """);
    private static final Sql COUNTS =
            Sql.of(
                    """
                    with %s, sides as (
                      select -1 as sign, o_low as low, o_best as best, o_high as high, o_day as day, o_country as country, o_conflicts as conflicts
                        from both_states where was
                      union all
                      select 1, n_low, n_best, n_high, n_day, n_country, n_conflicts from both_states where is_there)
                    select 'events' as part, null::int as key,
                           count(*) filter (where change = 'ADDED'), count(*) filter (where change = 'REMOVED'),
                           count(*) filter (where change = 'CHANGED'), count(*) filter (where change = 'MERGED')
                      from both_states
                    union all
                    select 'all', null, sum(sign), sum(sign * low), sum(sign * best), sum(sign * high) from sides
                    union all
                    select 'year', extract(year from annals_date(nullif(day, -2147483648)))::int, sum(sign), sum(sign * low), sum(sign * best), sum(sign * high)
                      from sides group by 2
                    union all
                    select 'country', country, sum(sign), sum(sign * low), sum(sign * best), sum(sign * high) from sides group by 2
                    union all
                    select 'conflict', c, sum(sign), sum(sign * low), sum(sign * best), sum(sign * high)
                      from sides left join lateral (select distinct unnest(conflicts) as c) u on true group by 2
                    order by 1, 2
                    """);
    private static final Sql EVENTS =
            Sql.of(
                    """
                    with %s
                    select change, id, merged_into, was, o_revision, o_title, o_edtf, o_low, o_best, o_high,
                           is_there, n_revision, n_title, n_edtf, n_low, n_best, n_high
                      from both_states
                     where id > :after and change = any(:kinds)
                     order by id
                     limit :most
                    """);

    private final Codebooks codebooks;
    private final NamedTables tables;

    Difference(Codebooks codebooks, NamedTables tables) {
        this.codebooks = codebooks;
        this.tables = tables;
    }

    private record Sum(String part, @Nullable Integer key, long a, long b, long c, long d) {

        boolean isZero() {
            return a == 0 && b == 0 && c == 0 && d == 0;
        }
    }

    Summary summary(Snapshot snapshot, Past older, Past newer) {
        snapshot.planForValues();
        Codebook codebook = codebooks.at(snapshot);
        NamedRecords conflicts = tables.at(NamedTable.CONFLICT, snapshot);
        Counts counts = new Counts(0, 0, 0, 0);
        Toll all = new Toll(0, 0, 0);
        List<Share> years = new ArrayList<>();
        List<Share> countries = new ArrayList<>();
        List<Share> ofConflicts = new ArrayList<>();
        for (Sum sum : snapshot.list(between(COUNTS, older, newer), Difference::sum)) {
            if (sum.isZero()) continue;
            switch (sum.part()) {
                case "events" -> counts = new Counts(sum.a(), sum.b(), sum.c(), sum.d());
                case "all" -> all = new Toll(sum.b(), sum.c(), sum.d());
                case "year" -> years.add(share(sum, Integer::toString, Integer::toString));
                case "country" ->
                        countries.add(
                                share(
                                        sum,
                                        id -> codebook.countries().get(id).alpha3(),
                                        id -> codebook.countries().get(id).name()));
                default ->
                        ofConflicts.add(
                                share(
                                        sum,
                                        Integer::toString,
                                        id ->
                                                conflicts
                                                        .find(id)
                                                        .map(NamedRecord::name)
                                                        .orElse("")));
            }
        }
        return new Summary(counts, all, years, sorted(countries), sorted(ofConflicts));
    }

    private static List<Share> sorted(List<Share> shares) {
        shares.sort(
                java.util.Comparator.comparingLong(
                                (Share share) -> -Math.abs(share.fatalities().best()))
                        .thenComparingLong(share -> -Math.abs(share.events())));
        return shares;
    }

    private static Share share(Sum sum, IntFunction<String> value, IntFunction<String> label) {
        Integer key = sum.key();
        return new Share(
                key == null ? null : value.apply(key),
                key == null ? null : label.apply(key),
                sum.a(),
                new Toll(sum.b(), sum.c(), sum.d()));
    }

    private static Sum sum(ResultSet row) throws SQLException {
        return new Sum(
                row.getString(1),
                row.getObject(2, Integer.class),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }

    /// Up to `most` events after an id, in the order of ids.
    List<Changed> events(
            Snapshot snapshot, Past older, Past newer, List<Kind> kinds, long after, int most) {
        snapshot.planForValues();
        return snapshot.list(
                between(EVENTS, older, newer)
                        .with("kinds", kinds.stream().map(Kind::name).toArray(String[]::new))
                        .with("after", after)
                        .with("most", most),
                row ->
                        new Changed(
                                Kind.valueOf(row.getString(1)),
                                row.getLong(2),
                                row.getObject(3, Long.class),
                                row.getBoolean(4) ? side(row, 5) : null,
                                row.getBoolean(11) ? side(row, 12) : null));
    }

    private static Side side(ResultSet row, int first) throws SQLException {
        return new Side(
                row.getInt(first),
                row.getString(first + 1),
                row.getString(first + 2),
                row.getObject(first + 3, Integer.class),
                row.getObject(first + 4, Integer.class),
                row.getObject(first + 5, Integer.class));
    }

    private static Sql between(Sql sql, Past older, Past newer) {
        return sql.filled(BOTH)
                .with("older", Long.toString(older.position()))
                .with("newer", Long.toString(newer.position()));
    }
}
