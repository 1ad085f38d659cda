package org.annals.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.annals.event.EventFilterSql;
import org.annals.event.EventQuery;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;

/// How many events there are beside each value of a field, the values with the most first.
@RegisterForReflection
record Facets(
        List<Value> kind,
        List<Value> country,
        List<Value> conflict,
        List<Value> actor,
        List<Value> tag,
        List<Value> dataset,
        List<Value> status,
        List<Value> violenceType,
        List<Value> placePrecision) {

    /// One value as a filter takes it, what people read, and how many events have it.
    record Value(String value, String label, long events) {}

    /// Counts facets, from kept sums if they are of all time and one filter at most has sums.
    @ApplicationScoped
    static class Count {

        private static final Sql KEPT =
                Sql.of(
                        """
                        select r.dim, r.key, r.events
                          from rollup r
                         where r.dim = any(:dims) and r.grain = 6
                        union all
                        select c.dim, c.key, c.events
                          from rollup_pending p
                         cross join lateral annals_counted(p, '{6}') c
                         where c.dim = any(:dims)
                        """);

        private static final Sql COUNTED =
                Sql.of(
                        """
                        select k.dim, k.key, count(*) as events
                          from event e
                         cross join lateral (
                           select 3 as dim, e.kind::int as key
                           union all select 5, e.origin_dataset
                           union all select 6, array_position('{reported,confirmed,disputed,retracted}', e.status)
                           union all select 7, array_position('{state-based,non-state,one-sided}', e.violence_type)
                                      where e.violence_type is not null
                           union all select 8, array_position('{exact,near,district,region,linear,country,international}', e.place_precision)
                                      where e.place_precision is not null
                           union all select 1, c from (select e.country as c where e.country is not null union select unnest(e.concerns)) c
                           union all select 2, c from (select distinct unnest(e.conflict_ids) as c) c
                           union all select 9, a from (select distinct unnest(e.actor_ids) as a) a
                           union all select 11, t from (select distinct unnest(e.tag_ids) as t) t) k
                         where %s
                         group by k.dim, k.key
                        """);

        private static final Sql TOP =
                Sql.of(
                        """
                        select dim, key, events
                          from (select dim, key, sum(events) as events,
                                       row_number() over (partition by dim order by sum(events) desc, key) as place
                                  from (%s) counted
                                 group by dim, key
                                having sum(events) > 0) ranked
                         where place <= :top
                         order by dim, place
                        """);

        private static final List<Dimension> SHOWN =
                List.of(
                        Dimension.KIND,
                        Dimension.COUNTRY,
                        Dimension.CONFLICT,
                        Dimension.ACTOR,
                        Dimension.TAG,
                        Dimension.DATASET,
                        Dimension.STATUS,
                        Dimension.VIOLENCE_TYPE,
                        Dimension.PLACE_PRECISION);

        private final Histogram sums;
        private final Labels labels;

        Count(Histogram sums, Labels labels) {
            this.sums = sums;
            this.labels = labels;
        }

        private record Counted(Dimension dimension, int key, long events) {}

        Facets count(Snapshot snapshot, EventQuery query, int top) {
            Sql sql =
                    TOP.filled(
                                    kept(snapshot, query)
                                            .orElseGet(() -> {
                                                snapshot.planForValues();
                                                return COUNTED.filled(EventFilterSql.where(query));
                                            }))
                            .with("top", top);
            Map<Dimension, List<Value>> values =
                    snapshot
                            .list(
                                    sql,
                                    row ->
                                            new Counted(
                                                    Dimension.values()[row.getInt(1)],
                                                    row.getInt(2),
                                                    row.getLong(3)))
                            .stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Counted::dimension,
                                            () -> new EnumMap<>(Dimension.class),
                                            Collectors.mapping(
                                                    counted -> value(snapshot, counted),
                                                    Collectors.toList())));
            return new Facets(
                    values.getOrDefault(Dimension.KIND, List.of()),
                    values.getOrDefault(Dimension.COUNTRY, List.of()),
                    values.getOrDefault(Dimension.CONFLICT, List.of()),
                    values.getOrDefault(Dimension.ACTOR, List.of()),
                    values.getOrDefault(Dimension.TAG, List.of()),
                    values.getOrDefault(Dimension.DATASET, List.of()),
                    values.getOrDefault(Dimension.STATUS, List.of()),
                    values.getOrDefault(Dimension.VIOLENCE_TYPE, List.of()),
                    values.getOrDefault(Dimension.PLACE_PRECISION, List.of()));
        }

        private Optional<Sql> kept(Snapshot snapshot, EventQuery query) {
            if (!query.range().equals(DayRange.ALWAYS)) return Optional.empty();
            return sums.kept(snapshot, query)
                    .map(kept ->
                            kept.narrows()
                                    ? kept.beside(SHOWN, query)
                                    : KEPT.with(
                                            "dims",
                                            SHOWN.stream().mapToInt(Enum::ordinal).toArray()));
        }

        private Value value(Snapshot snapshot, Counted counted) {
            Label label = labels.of(snapshot, counted.dimension(), counted.key());
            return new Value(label.value(), label.label(), counted.events());
        }
    }
}
