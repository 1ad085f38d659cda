package org.annals.timeline;

import java.util.List;
import org.annals.event.EventFilterSql;
import org.annals.event.EventQuery;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.timeline.Step.Role;

/// Events that match a question, whatever its range, counted one by one by the values of a split.
record CountedEvents(EventQuery query, Split split, List<Integer> keys) implements Source {

    // Buckets are found among the edges, so that no calendar is asked.
    private static final Sql STEPS =
            Sql.of(
                    """
                    with matching as materialized (
                      select e.start_earliest as se, e.start_latest as sl, e.end_earliest as ee, e.end_latest as el,
                             e.members, e.members_kind, e.fat_low, e.fat_best, e.fat_high,
                             e.kind, e.country, e.concerns, e.conflict_ids
                        from event e
                       where %s)
                    select k.key, s.bucket, s.role, sum(s.events)::bigint, sum(s.low)::bigint, sum(s.best)::bigint,
                           sum(s.high)::bigint, sum(s.unknown)::bigint
                      from (select e.*,
                                   coalesce((:edges::int[])[width_bucket(se, :edges)], -2147483648) as bs,
                                   coalesce((:edges::int[])[width_bucket(sl, :edges)], -2147483648) as bl,
                                   coalesce((:edges::int[])[width_bucket(ee, :edges)], -2147483648) as be,
                                   coalesce((:edges::int[])[width_bucket(el, :edges)], -2147483648) as bx
                              from matching e
                             where e.members is null
                            offset 0) e
                     cross join lateral (%s) k(key)
                     cross join lateral annals_steps(se, sl, ee, el, bs, bl, be, bx, null, null, fat_low, fat_best, fat_high) s
                     where k.key = any(:keys) and s.role = any(:roles)
                     group by k.key, s.bucket, s.role
                    union all
                    select k.key, s.bucket, s.role, sum(s.events)::bigint, sum(s.low)::bigint, sum(s.best)::bigint,
                           sum(s.high)::bigint, sum(s.unknown)::bigint
                      from matching e
                     cross join lateral (%s) k(key)
                     cross join lateral annals_gap_steps(0, :edges, se, sl, ee, el, members, members_kind = 'one_of',
                                                         fat_low, fat_best, fat_high) s
                     where e.members is not null and k.key = any(:keys) and s.role = any(:roles)
                     group by k.key, s.bucket, s.role
                    """);

    private static final Sql KNOWN =
            Sql.of(
                    """
                    select least(min(%1$s), min(%2$s), min(%3$s), min(%4$s)), greatest(max(%1$s), max(%2$s), max(%3$s), max(%4$s))
                      from event e
                     where %%s
                    """
                            .formatted(
                                    finite("e.start_earliest"),
                                    finite("e.start_latest"),
                                    finite("e.end_latest"),
                                    finite(
                                            "case when e.start_latest <= e.end_earliest then e.end_earliest end")));

    private static final Sql TOP =
            Sql.of(
                    """
                    select k.key, count(*) as met
                      from event e
                     cross join lateral (%s) k(key)
                     where %s
                       and e.start_earliest <= :lastDay and %s >= :firstDay
                     group by k.key
                     order by met desc, k.key
                     limit :most
                    """);

    private static String finite(String day) {
        return "nullif(nullif(%s, -2147483648), 2147483647)".formatted(day);
    }

    CountedEvents {
        query = query.in(DayRange.ALWAYS);
    }

    @Override
    public CountedEvents of(List<Integer> others) {
        return new CountedEvents(query, split, others);
    }

    @Override
    public Sql steps(Buckets buckets, Counting counting) {
        return STEPS.filled(EventFilterSql.where(query), split.keys(), split.keys())
                .with("edges", buckets.edges())
                .with("roles", Role.used(counting, buckets.unit()))
                .with("keys", keys.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Sql known(Unit unit) {
        return KNOWN.filled(EventFilterSql.where(query));
    }

    @Override
    public Sql top(Buckets buckets, Counting counting, int most) {
        return TOP.filled(split.keys(), EventFilterSql.where(query), counting.lastDay())
                .with("firstDay", buckets.range().from())
                .with("lastDay", buckets.range().to())
                .with("most", most);
    }
}
