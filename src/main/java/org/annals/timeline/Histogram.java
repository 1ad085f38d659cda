package org.annals.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.annals.codebook.Codebooks;
import org.annals.codebook.NamedTable;
import org.annals.codebook.NamedTables;
import org.annals.event.EventFilterSql;
import org.annals.event.EventQuery;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.timeline.Step.Role;

/// Counts events in buckets, from kept sums where a question has them and from its events
/// otherwise.
@ApplicationScoped
class Histogram {

    // What spans all buckets touches none of them if they lie in a gap of its date.
    private static final Sql WITH_MISSED =
            Sql.of(
                    """
                    (%s)
                    union all
                    (select k.key, 0, %s, count(*), 0, 0, 0, 0
                       from event e
                      cross join lateral (%s) k(key)
                      where e.members is not null and %s
                        and e.start_earliest < :firstDay and e.end_latest > :lastDay and %s > :lastDay and %s
                        and not annals_gap_possible(e.members, :firstDay, :lastDay)
                      group by k.key)
                    """);

    private final Codebooks codebooks;
    private final NamedTables tables;

    Histogram(Codebooks codebooks, NamedTables tables) {
        this.codebooks = codebooks;
        this.tables = tables;
    }

    /// The buckets that the question's range touches. An end that the range leaves open is that of
    /// what matches; empty if nothing does.
    Optional<Buckets> buckets(Snapshot snapshot, EventQuery query, Unit unit) {
        DayRange asked = query.range();
        boolean fromKnown = Days.isFinite(asked.from());
        boolean toKnown = Days.isFinite(asked.to());
        if (fromKnown && toKnown) return Optional.of(Buckets.touching(asked, unit));
        return known(snapshot, query, unit)
                .map(known -> {
                    int from = fromKnown ? asked.from() : Math.min(known.from(), asked.to());
                    int to = toKnown ? asked.to() : Math.max(known.to(), from);
                    return Buckets.touching(new DayRange(from, to), unit);
                });
    }

    /// Whether the buckets are known without asking, so that [#count] is one statement.
    static boolean takesOneStatement(EventQuery query) {
        return Days.isFinite(query.range().from()) && Days.isFinite(query.range().to());
    }

    private Optional<DayRange> known(Snapshot snapshot, EventQuery query, Unit unit) {
        return snapshot.one(
                source(snapshot, query).known(unit),
                row -> {
                    int first = row.getInt(1);
                    return row.wasNull()
                            ? Optional.empty()
                            : Optional.of(new DayRange(first, row.getInt(2)));
                });
    }

    /// Counts the events of a question, whatever its range is.
    BucketSums count(Snapshot snapshot, EventQuery query, Buckets buckets, Counting counting) {
        Source source = source(snapshot, query);
        Map<Integer, BucketSums> sums =
                sums(snapshot, source, query, buckets, counting, Split.NONE);
        return sums.values().iterator().next();
    }

    /// The same by the values of a split, the `most` with most events first.
    Map<Integer, BucketSums> split(
            Snapshot snapshot,
            EventQuery query,
            Buckets buckets,
            Counting counting,
            Split split,
            int most) {
        Source source =
                EventFilterSql.count(query) == 0 && snapshot.keepsSums()
                        ? new KeptSums(split.dimension(), List.of())
                        : counted(snapshot, query, split);
        List<Integer> top =
                snapshot.list(source.top(buckets, counting, most), row -> row.getInt(1));
        return sums(snapshot, source.of(top), query, buckets, counting, split);
    }

    /// The sums that say how many match; empty if none do, as of the past or by another headline.
    Optional<KeptSums> kept(Snapshot snapshot, EventQuery query) {
        if (!snapshot.keepsSums()) return Optional.empty();
        return KeptSums.of(query, codebooks.at(snapshot), tables.at(NamedTable.CONFLICT, snapshot));
    }

    private Source source(Snapshot snapshot, EventQuery query) {
        Optional<KeptSums> kept = kept(snapshot, query);
        return kept.isPresent() ? kept.get() : counted(snapshot, query, Split.NONE);
    }

    private static CountedEvents counted(Snapshot snapshot, EventQuery query, Split split) {
        // How many match is only to be known from the values.
        snapshot.planForValues();
        return new CountedEvents(query, split, List.of(0));
    }

    static Map<Integer, BucketSums> sums(
            Snapshot snapshot,
            Source source,
            EventQuery query,
            Buckets buckets,
            Counting counting,
            Split split) {
        Map<Integer, BucketSums> sums = new LinkedHashMap<>();
        for (int key : source.keys()) sums.put(key, new BucketSums(buckets, counting));
        Sql steps =
                WITH_MISSED
                        .filled(
                                source.steps(buckets, counting),
                                Sql.of("" + Role.MISSED.ordinal()),
                                split.keys(),
                                EventFilterSql.where(query.in(DayRange.ALWAYS)),
                                counting.lastDay(),
                                counting.gaps())
                        .with("firstDay", buckets.range().from())
                        .with("lastDay", buckets.range().to());
        for (Step step : snapshot.list(steps, Step::read)) {
            boolean ofAll = step.role() == Role.MISSED && split == Split.NONE;
            BucketSums sum = sums.get(ofAll ? source.keys().getFirst() : step.key());
            if (sum != null) sum.add(step);
        }
        return sums;
    }
}
