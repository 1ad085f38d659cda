package org.annals.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.Codebook;
import org.annals.codebook.Dataset;
import org.annals.codebook.Kind;
import org.annals.codebook.NamedRecord;
import org.annals.codebook.NamedRecords;
import org.annals.event.EventFilterSql;
import org.annals.event.EventQuery;
import org.annals.event.EventQuery.RecordName;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.timeline.Step.Role;

/// The sums that are kept by the values of one dimension, and what was written since they were last
/// brought up to date. They answer without a look at events.
record KeptSums(Dimension dimension, List<Integer> keys) implements Source {

    // `offset 0` keeps each tile one short stretch of the index: left to itself, a plan for any
    // value
    // reads all that there is of a key.
    private static final Sql STEPS =
            Sql.of(
                    """
                    select r.key, r.bucket, r.role, r.events, r.low, r.best, r.high, r.unknown
                      from unnest(:keys) k(key)
                     cross join unnest(:units, :firsts, :lasts) t(unit, first, last)
                     cross join lateral (
                       select *
                         from rollup r
                        where r.dim = :dim and r.key = k.key and r.grain = t.unit and r.bucket between t.first and t.last
                          and r.role = any(:roles)
                       offset 0) r
                    union all
                    select c.key, c.bucket, c.role, c.events, c.low, c.best, c.high, c.unknown
                      from rollup_pending p
                     cross join lateral annals_counted(p, array[:unit::int]) c
                     where c.dim = :dim and c.key = any(:keys) and c.role = any(:roles)
                    """);

    private static final Sql KNOWN =
            Sql.of(
                    """
                    select min(bucket), max(bucket)
                      from (select s.bucket
                              from (%s) s
                             where s.bucket > -2147483648 and s.bucket < 2147483647
                             group by s.bucket, s.role
                            having (sum(s.events), sum(s.low), sum(s.best), sum(s.high), sum(s.unknown)) <> (0, 0, 0, 0, 0)) b
                    """);

    // Of roles: 0 is the whole event, `begun` may have begun, `rise` and `fall` as the steps say.
    private static final Sql TOP =
            Sql.of(
                    """
                    select s.key,
                           sum(case when s.role in (0, :begun, :rise) then s.events else 0 end)
                             - sum(case when s.bucket < :firstDay and s.role in (0, :begun, :fall) then s.events else 0 end) as met
                      from (select r.key, r.bucket, r.role, r.events
                              from (select key from rollup where dim = :dim and grain = 6) k
                             cross join unnest(:units, :firsts, :lasts) t(unit, first, last)
                             cross join lateral (
                               select *
                                 from rollup r
                                where r.dim = :dim and r.key = k.key and r.grain = t.unit and r.bucket between t.first and t.last
                                  and r.role in (0, :begun, :rise, :fall)
                               offset 0) r
                            union all
                            select c.key, c.bucket, c.role, c.events
                              from rollup_pending p
                             cross join lateral annals_counted(p, '{0}') c
                             where c.dim = :dim and c.bucket <= :lastDay and c.role in (0, :begun, :rise, :fall)) s
                     group by s.key
                    having sum(case when s.role in (0, :begun, :rise) then s.events else 0 end)
                             > sum(case when s.bucket < :firstDay and s.role in (0, :begun, :fall) then s.events else 0 end)
                     order by met desc, s.key
                     limit :most
                    """);

    // A dimension of two keys is that of the first times this and that of the second.
    private static final int PAIR = 100;

    // What is pending has the columns of events that filters with sums ask for.
    private static final Sql BESIDE =
            Sql.of(
                    """
                    select r.dim - :first as dim, r.bucket as key, r.events, r.best
                      from rollup r
                     where r.dim = any(:pairs) and r.key = :key and r.grain = 7
                    union all
                    select k.dim, k.key, e.sign, e.sign * coalesce(e.fat_best, 0)
                      from (select p.*, true as live from rollup_pending p) e
                     cross join lateral annals_keys(e.kind, e.kind_branch, e.violence_type, e.status, e.country, e.concerns, e.latitude,
                             e.longitude, e.place_precision, e.conflict_ids, e.actor_ids, e.tag_ids, e.origin_dataset) k
                     where k.dim = any(:dims) and %s
                    """);

    /// Empty if the question's filters have no sums of their own.
    static Optional<KeptSums> of(EventQuery query, Codebook codebook, NamedRecords conflicts) {
        int filters = EventFilterSql.count(query);
        if (filters == 0) return Optional.of(one(Dimension.ALL, 0));
        if (filters > 1) return Optional.empty();
        if (query.countries().size() == 1) {
            return Optional.of(one(Dimension.COUNTRY, query.countries().getFirst().id()));
        }
        if (query.kinds().size() == 1) {
            Kind kind = query.kinds().getFirst();
            return Optional.of(one(kind.isBranch() ? Dimension.BRANCH : Dimension.KIND, kind.id()));
        }
        if (query.datasets().size() == 1) {
            Optional<Dataset> dataset = codebook.dataset(query.datasets().getFirst());
            return Optional.of(one(Dimension.DATASET, dataset.map(Dataset::id).orElse(0)));
        }
        if (query.conflicts().size() == 1) {
            Optional<NamedRecord> conflict =
                    switch (query.conflicts().getFirst()) {
                        case RecordName.ById(int id) -> conflicts.find(id);
                        case RecordName.ByKey(var key) -> conflicts.find(key);
                    };
            return Optional.of(one(Dimension.CONFLICT, conflict.map(NamedRecord::id).orElse(0)));
        }
        return Optional.empty();
    }

    /// Of all time, what has the one key and one of these dimensions beside it: `dim`, `key`,
    /// `events` and `best`. `query` is the question that the key stands for.
    Sql beside(List<Dimension> others, EventQuery query) {
        int[] dims = others.stream().mapToInt(Enum::ordinal).toArray();
        int first = PAIR * dimension.ordinal();
        return BESIDE.filled(EventFilterSql.where(query))
                .with("dims", dims)
                .with("first", first)
                .with("pairs", Arrays.stream(dims).map(dim -> first + dim).toArray())
                .with("key", keys.getFirst());
    }

    /// Whether something is filtered.
    boolean narrows() {
        return dimension != Dimension.ALL;
    }

    // A key that is nowhere has no sums.
    private static KeptSums one(Dimension dimension, int key) {
        return new KeptSums(dimension, List.of(key));
    }

    @Override
    public KeptSums of(List<Integer> others) {
        return new KeptSums(dimension, others);
    }

    @Override
    public Sql steps(Buckets buckets, Counting counting) {
        DayRange range = buckets.range();
        Unit unit = buckets.unit().kept();
        List<Tile> tiles = new ArrayList<>(Tile.covering(Days.BEFORE_ALL, range.from() - 1));
        tiles.add(new Tile(unit, range.from(), range.to()));
        tiles.addAll(Tile.covering(range.to() + 1, Days.AFTER_ALL));
        return steps(tiles, unit, Role.used(counting, buckets.unit()));
    }

    private Sql steps(List<Tile> tiles, Unit unit, int[] roles) {
        return over(STEPS, tiles)
                .with("roles", roles)
                .with("unit", unit.ordinal())
                .with("keys", keys.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Sql known(Unit unit) {
        Unit kept = unit.kept();
        return KNOWN.filled(
                steps(
                        List.of(new Tile(kept, Days.BEFORE_ALL, Days.AFTER_ALL)),
                        kept,
                        Role.used(kept)));
    }

    @Override
    public Sql top(Buckets buckets, Counting counting, int most) {
        boolean onset = counting == Counting.ONSET;
        DayRange range = buckets.range();
        List<Tile> tiles = new ArrayList<>(Tile.covering(Days.BEFORE_ALL, range.from() - 1));
        tiles.addAll(Tile.covering(range.from(), range.to()));
        return over(TOP, tiles)
                .with("begun", (onset ? Role.ONSET : Role.WHOLE).ordinal())
                .with("rise", (onset ? Role.ONSET_RISE : Role.ACTIVE_RISE).ordinal())
                .with("fall", (onset ? Role.ONSET_FALL : Role.ACTIVE_FALL).ordinal())
                .with("firstDay", range.from())
                .with("lastDay", range.to())
                .with("most", most);
    }

    private Sql over(Sql sql, List<Tile> tiles) {
        return sql.with("dim", dimension.ordinal())
                .with("units", tiles.stream().mapToInt(tile -> tile.unit().ordinal()).toArray())
                .with("firsts", tiles.stream().mapToInt(Tile::first).toArray())
                .with("lasts", tiles.stream().mapToInt(Tile::last).toArray());
    }
}
