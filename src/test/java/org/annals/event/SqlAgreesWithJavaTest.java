package org.annals.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.annals.geo.BoundingBox;
import org.annals.geo.Squares;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;
import org.annals.time.Bounds;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.EventDate;
import org.annals.time.Extent;
import org.annals.time.Match;
import org.annals.time.Members;
import org.junit.jupiter.api.Test;

/// The relations stand twice, in Java for one event and in SQL for whole tables.
@QuarkusTest
class SqlAgreesWithJavaTest {

    private static final long SEED = 12_150_615;
    private static final int BATCHES = 100;
    private static final int DATES = 100;
    private static final int CONFIRMED = (int) LocalDate.of(1240, 1, 1).toEpochDay();

    // The dates of one batch as a relation with the columns of event that the conditions name.
    private static final String EVENTS =
            """
            select e.n
              from (select n, start_earliest, start_latest, end_earliest, end_latest,
                           members::int4range[] as members, members_kind
                      from unnest(:n, :startEarliest, :startLatest, :endEarliest, :endLatest,
                                  :members, :kinds)
                           d(n, start_earliest, start_latest, end_earliest, end_latest,
                             members, members_kind)) e
             where %s and %s
             order by e.n
            """;

    private record Dated(String edtf, Extent extent) {}

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomDates dates = new RandomDates(random, 1200, 40);

    @Test
    void ten_thousand_events_with_a_range_each_are_answered_alike() {
        Snapshots snapshots = Arc.container().select(Snapshots.class).get();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Dated> events = new ArrayList<>();
            for (int i = 0; i < DATES; i++) {
                String edtf = dates.next();
                events.add(new Dated(edtf, EventDate.parse(edtf).extent(CONFIRMED)));
            }
            DayRange range = dates.range();
            Match match = Match.values()[random.nextInt(Match.values().length)];
            List<String> expected =
                    events.stream()
                            .filter(event -> event.extent().matches(match, range))
                            .map(Dated::edtf)
                            .toList();
            List<String> found =
                    snapshots
                            .read(snapshot ->
                                    snapshot.list(
                                            statement(events, query(range, match)),
                                            row -> row.getInt(1)))
                            .stream()
                            .map(n -> events.get(n).edtf())
                            .toList();
            assertEquals(expected, found, "seed %d: %s %s".formatted(SEED, match, range));
        }
    }

    @Test
    void a_point_lies_in_the_square_that_a_box_around_it_touches() {
        Snapshots snapshots = Arc.container().select(Snapshots.class).get();
        double[] latitudes = new double[1_000];
        double[] longitudes = new double[1_000];
        int[] expected = new int[1_000];
        for (int n = 0; n < expected.length; n++) {
            // Many lie on an edge.
            double latitude = random.nextDouble(-90, 90);
            double longitude = random.nextDouble(-180, 180);
            latitudes[n] = n % 3 == 0 ? Math.rint(latitude) : latitude;
            longitudes[n] = n % 2 == 0 ? Math.rint(longitude) : longitude;
            Squares touched =
                    Squares.of(
                            new BoundingBox(
                                    longitudes[n], latitudes[n], longitudes[n], latitudes[n]),
                            1);
            assertEquals(1, touched.count());
            expected[n] = touched.south() * 360 + touched.west();
        }
        Sql squares =
                Sql.of("select annals_square(p.y, p.x) from unnest(:y, :x) p(y, x)")
                        .with("y", latitudes)
                        .with("x", longitudes);
        int[] found =
                snapshots.read(snapshot -> snapshot.list(squares, row -> row.getInt(1))).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
        assertArrayEquals(expected, found);
    }

    private static Sql statement(List<Dated> events, EventQuery query) {
        return Sql.of(EVENTS)
                .filled(EventFilterSql.range(query), EventFilterSql.gaps(query))
                .with("n", IntStream.range(0, events.size()).toArray())
                .with("startEarliest", bounds(events, Bounds::startEarliest))
                .with("startLatest", bounds(events, Bounds::startLatest))
                .with("endEarliest", bounds(events, Bounds::endEarliest))
                .with("endLatest", bounds(events, Bounds::endLatest))
                .with(
                        "members",
                        events.stream()
                                .map(e -> e.extent().gaps().map(m -> ranges(m)).orElse(null))
                                .toArray(String[]::new))
                .with(
                        "kinds",
                        events.stream()
                                .map(e -> e.extent().gaps().map(m -> kind(m.rule())).orElse(null))
                                .toArray(String[]::new));
    }

    private static int[] bounds(List<Dated> events, ToIntFunction<Bounds> bound) {
        return events.stream().mapToInt(e -> bound.applyAsInt(e.extent().bounds())).toArray();
    }

    private static String kind(Members.Rule rule) {
        return switch (rule) {
            case ONE_OF -> "one_of";
            case ALL_OF -> "all_of";
        };
    }

    private static String ranges(Members members) {
        return members.ranges().stream()
                .map(range ->
                        "\"[%s,%s]\""
                                .formatted(
                                        Days.isFinite(range.from()) ? range.from() : "",
                                        Days.isFinite(range.to()) ? range.to() : ""))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static EventQuery query(DayRange range, Match match) {
        return new EventQuery(
                range,
                match,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
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
}
