package org.annals.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.annals.codebook.Codebook;
import org.annals.codebook.Codebooks;
import org.annals.codebook.EventStatus;
import org.annals.event.EventQuery;
import org.annals.event.EventQuery.RecordName;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.annals.support.TestDatabase;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.Match;
import org.annals.timeline.OneByOne.One;
import org.annals.timeline.OneByOne.Right;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistogramExactnessTest {

    private static final long SEED = 20_260_401;

    /// So that a slow reader does not have to count ever more.
    private static final int MOST_WRITES = 400;

    private static final int FIRST = Days.parse("3985-01-01");
    private static final int LAST = Days.parse("4015-12-31");

    private final Snapshots snapshots;
    private final Codebooks codebooks;
    private final Histogram histogram;

    HistogramExactnessTest(Snapshots snapshots, Codebooks codebooks, Histogram histogram) {
        this.snapshots = snapshots;
        this.codebooks = codebooks;
        this.histogram = histogram;
    }

    private static final Sql WRONG_FACETS =
            Sql.of(
                    """
                    with kept as (
                      select event_id, start_earliest, start_latest, end_earliest, end_latest, toll, span_class, kind, facet, roles, event_kind, latitude, longitude
                        from event_facet),
                    right_ones as (
                      select n.id, n.start_earliest, n.start_latest, n.end_earliest, n.end_latest, n.toll, n.span_class, f.kind, f.facet, f.roles, n.kind, n.latitude, n.longitude
                        from event n, annals_facets(n.country, n.concerns, n.conflict_ids, n.actor_ids, n.actor_roles, n.tag_ids, n.dyad_ids, n.latitude, n.longitude) f
                       where n.live)
                    select count(*)
                      from ((table kept except all table right_ones) union all (table right_ones except all table kept)) d
                    """);

    /// A question, and which events it is about.
    private record Asked(String name, EventQuery query, Predicate<One> holds) {}

    @AfterAll
    static void out_of_the_way() throws SQLException {
        try (Connection connection = TestDatabase.connect()) {
            RandomEvents.retract(connection);
        }
    }

    @Test
    void every_count_equals_counting_one_by_one_folded_or_not() throws Exception {
        RandomGenerator random = new SplittableRandom(SEED);
        try (Connection connection = TestDatabase.connect();
                Connection folding = TestDatabase.connect()) {
            RandomEvents events = new RandomEvents(connection, random);
            for (int round = 0; round < 2; round++) {
                // Nothing is folded in while this lock is held.
                folding.setAutoCommit(false);
                run(folding, "select pg_advisory_xact_lock(7302)");
                events.insert(connection, 500);
                events.change(connection);
                compare(events, random, "round " + round + ", pending");
                folding.commit();
                folding.setAutoCommit(true);
                run(connection, "select annals_rollup_fold(null)");
                compare(events, random, "round " + round + ", folded");
            }
            assertEquals(List.of(), differences(connection));
            run(connection, "select annals_rollup_rebuild()");
            assertEquals(List.of(), differences(connection));
            int wrong = Rows.one(connection, WRONG_FACETS, row -> row.getInt(1));
            assertEquals(0, wrong);
        }
    }

    @Test
    void every_count_is_exact_while_others_write() throws Exception {
        RandomGenerator random = new SplittableRandom(SEED + 1);
        try (Connection connection = TestDatabase.connect();
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            RandomEvents events = new RandomEvents(connection, random);
            events.insert(connection, 500);
            CountDownLatch reads = new CountDownLatch(4);
            List<Future<?>> others = new ArrayList<>();
            for (int w = 0; w < 3; w++) {
                RandomGenerator own = new SplittableRandom(SEED + 2 + w);
                others.add(pool.submit(() -> write(own, reads)));
            }
            others.add(pool.submit(() -> fold(reads)));
            while (reads.getCount() > 0) {
                compare(events, random, "while others write", 3);
                reads.countDown();
            }
            for (Future<?> other : others) other.get();
            assertEquals(List.of(), differences(connection));
        }
    }

    private static Void write(RandomGenerator random, CountDownLatch reads) throws SQLException {
        try (Connection connection = TestDatabase.connect()) {
            RandomEvents events = new RandomEvents(connection, random);
            connection.setAutoCommit(false);
            for (int i = 0; i < MOST_WRITES && reads.getCount() > 0; i++) {
                events.insert(connection, 1 + random.nextInt(5));
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(
                            """
                            update event set revision = revision + 1, fat_best = coalesce(fat_best, 0) + 1
                             where id = (select id from event
                                          where live and recorded_by = 'test' and title like 'Counted%%' and id > %d
                                          limit 1 for update skip locked)
                            """
                                    .formatted(random.nextInt(2000)));
                }
                if (random.nextInt(4) == 0) connection.rollback();
                else connection.commit();
            }
            return null;
        }
    }

    private static Void fold(CountDownLatch reads) throws SQLException {
        try (Connection connection = TestDatabase.connect()) {
            while (reads.getCount() > 0) run(connection, "select annals_rollup_fold(7)");
            return null;
        }
    }

    @Test
    void a_split_counts_each_value_as_its_filter_does() throws Exception {
        RandomGenerator random = new SplittableRandom(SEED + 9);
        try (Connection connection = TestDatabase.connect()) {
            RandomEvents events = new RandomEvents(connection, random);
            events.insert(connection, 300);
            snapshots.read(snapshot -> {
                List<One> live = OneByOne.live(snapshot);
                Codebook codebook = codebooks.at(snapshot);
                Buckets buckets =
                        Buckets.touching(new DayRange(FIRST + 3000, LAST - 2000), Unit.YEAR);
                for (Counting counting : Counting.values()) {
                    for (EventQuery query :
                            List.of(
                                    ask(List.of(), List.of(), List.of(), false),
                                    ask(List.of(), List.of(), List.of(), true))) {
                        Map<Integer, BucketSums> split =
                                histogram.split(
                                        snapshot, query, buckets, counting, Split.COUNTRY, 5);
                        assertEquals(5, split.size());
                        boolean tagged = !query.tags().isEmpty();
                        int tag = tag(connection);
                        split.forEach((country, sums) ->
                                check(
                                        "split " + country + " " + counting + " tagged " + tagged,
                                        sums,
                                        live.stream()
                                                .filter(e ->
                                                        e.countries().contains(country)
                                                                && (!tagged
                                                                        || e.tags().contains(tag)))
                                                .toList(),
                                        buckets,
                                        counting));
                    }
                }
                assertTrue(codebook.countries().all().size() > 5);
                return true;
            });
        }
    }

    private void compare(RandomEvents events, RandomGenerator random, String when) {
        compare(events, random, when, 30);
    }

    private void compare(RandomEvents events, RandomGenerator random, String when, int times) {
        snapshots.read(snapshot -> {
            List<One> live = OneByOne.live(snapshot);
            for (int i = 0; i < times; i++) {
                Asked asked = anything(snapshot, events, random);
                Unit unit = Unit.values()[random.nextInt(Unit.values().length)];
                Counting counting = Counting.values()[random.nextInt(2)];
                Buckets buckets = Buckets.touching(range(random, unit), unit);
                List<One> matching = live.stream().filter(asked.holds()).toList();
                String name =
                        "%s: %s by %s, %s, from %s to %s (seed %d)"
                                .formatted(
                                        when,
                                        asked.name(),
                                        unit,
                                        counting,
                                        Days.text(buckets.range().from()),
                                        Days.text(buckets.range().to()),
                                        SEED);
                BucketSums sums = histogram.count(snapshot, asked.query(), buckets, counting);
                check(name, sums, matching, buckets, counting);
                // What is kept and what is counted are the same to the last digit.
                BucketSums counted =
                        Histogram.sums(
                                        snapshot,
                                        new CountedEvents(asked.query(), Split.NONE, List.of(0)),
                                        asked.query(),
                                        buckets,
                                        counting,
                                        Split.NONE)
                                .values()
                                .iterator()
                                .next();
                assertEquals(counted.buckets(), sums.buckets(), name);
                Optional<Buckets> open =
                        histogram.buckets(snapshot, asked.query().in(DayRange.ALWAYS), Unit.DECADE);
                assertEquals(known(matching), open.map(Buckets::range), name);
            }
            return true;
        });
    }

    private static Optional<DayRange> known(List<One> events) {
        int[] days =
                events.stream()
                        .flatMapToInt(e -> {
                            var b = e.extent().bounds();
                            return java.util.stream.IntStream.of(
                                    b.startEarliest(),
                                    b.startLatest(),
                                    b.endLatest(),
                                    Math.max(b.startLatest(), b.endEarliest()));
                        })
                        .filter(Days::isFinite)
                        .sorted()
                        .toArray();
        if (days.length == 0) return Optional.empty();
        return Optional.of(
                new DayRange(
                        Unit.DECADE.start(days[0]), Unit.DECADE.next(days[days.length - 1]) - 1));
    }

    private static void check(
            String name, BucketSums sums, List<One> matching, Buckets buckets, Counting counting) {
        List<Bucket> shown = sums.buckets();
        assertEquals(buckets.size(), shown.size(), name);
        for (int b = 0; b < shown.size(); b++) {
            DayRange days = new DayRange(buckets.first(b), buckets.last(b));
            Bucket bucket = shown.get(b);
            Weights[] weights = {
                bucket.events(),
                bucket.fatalities().low(),
                bucket.fatalities().best(),
                bucket.fatalities().high(),
                bucket.fatalities().unknown()
            };
            for (Measure measure : Measure.values()) {
                Weights weight = weights[measure.ordinal()];
                Right right = Right.of(matching, measure, counting, days);
                assertTrue(
                        right.admits(weight),
                        () ->
                                "%s, %s of %s: %s, not %s"
                                        .formatted(name, measure, bucket.start(), weight, right));
                if (weight.expected() != null) {
                    double expected = weight.expected().doubleValue();
                    assertTrue(
                            weight.certain() <= expected + 0.00005
                                    && expected <= weight.possible() + 0.00005,
                            () -> name + ": " + weight);
                }
            }
        }
        assertEquals(
                matching.stream().filter(e -> !e.possible(counting, buckets.range())).count(),
                sums.outside(),
                name + ", outside");
        assertEquals(
                matching.stream().filter(One::unbounded).count(),
                sums.unbounded(),
                name + ", unbounded");
    }

    private static DayRange range(RandomGenerator random, Unit unit) {
        int longest =
                switch (unit) {
                    case DAY -> 40;
                    case WEEK -> 200;
                    case MONTH -> 900;
                    case QUARTER -> 2500;
                    case YEAR, DECADE -> 8000;
                };
        int from = FIRST + random.nextInt(LAST - FIRST);
        return new DayRange(from, from + random.nextInt(longest));
    }

    private Asked anything(Snapshot snapshot, RandomEvents events, RandomGenerator random) {
        Codebook codebook = codebooks.at(snapshot);
        int country = events.countries().get(random.nextInt(6));
        int kind = events.kinds().get(random.nextInt(24));
        int conflict = events.conflicts().get(random.nextInt(4));
        boolean branch = codebook.kinds().get(kind).isBranch();
        Predicate<One> ofKind = e -> branch ? e.branch() == kind : e.kind() == kind;
        Predicate<One> inCountry = e -> e.countries().contains(country);
        Predicate<One> ofConflict = e -> e.conflicts().contains(conflict);
        return switch (random.nextInt(6)) {
            case 0 -> new Asked("all", ask(List.of(), List.of(), List.of(), false), e -> true);
            case 1 ->
                    new Asked(
                            "country " + country,
                            ask(List.of(), List.of(country), List.of(), false),
                            inCountry);
            case 2 ->
                    new Asked(
                            "kind " + kind,
                            ask(List.of(kind), List.of(), List.of(), false),
                            ofKind);
            case 3 ->
                    new Asked(
                            "conflict " + conflict,
                            ask(List.of(), List.of(), List.of(conflict), false),
                            ofConflict);
            case 4 ->
                    new Asked(
                            "country and kind",
                            ask(List.of(kind), List.of(country), List.of(), false),
                            ofKind.and(inCountry));
            default -> {
                int tag = tag();
                yield new Asked(
                        "tag",
                        ask(List.of(), List.of(), List.of(), true),
                        e -> e.tags().contains(tag));
            }
        };
    }

    private static int tag() {
        try (Connection connection = TestDatabase.connect()) {
            return tag(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int tag(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id from tag where name = 'counted'")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EventQuery ask(
            List<Integer> kinds, List<Integer> countries, List<Integer> conflicts, boolean tagged) {
        Codebook codebook = codebooks.current();
        return new EventQuery(
                DayRange.ALWAYS,
                Match.POSSIBLE,
                kinds.stream().map(codebook.kinds()::get).toList(),
                countries.stream().map(codebook.countries()::get).toList(),
                List.of(),
                List.of(),
                conflicts.stream().<RecordName>map(RecordName.ById::new).toList(),
                List.of(),
                List.of(),
                List.of(),
                tagged ? List.of(RandomEvents.TAG) : List.of(),
                List.of(),
                List.of(EventStatus.REPORTED, EventStatus.CONFIRMED, EventStatus.DISPUTED),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EventQuery.Estimate.BEST,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Sums that are not those of the events, over all keys.
    private static List<String> differences(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select d from annals_rollup_differences(null, null) d limit 5")) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }
}
