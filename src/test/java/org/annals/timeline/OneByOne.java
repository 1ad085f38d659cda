package org.annals.timeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.time.Bounds;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.Extent;
import org.annals.time.Match;
import org.annals.time.Members;
import org.jspecify.annotations.Nullable;

/// Counts events one by one in Java, by the rules for dates alone: what all other ways must equal.
final class OneByOne {

    private static final Sql LIVE =
            Sql.of(
                    """
                    select start_earliest, start_latest, end_earliest, end_latest, members, members_kind,
                           fat_low, fat_best, fat_high, kind, kind_branch, country, concerns, conflict_ids, tag_ids,
                           origin_dataset
                      from event
                     where status <> 'retracted' and merged_into is null
                    """);

    /// One live event.
    record One(
            Extent extent,
            @Nullable Integer low,
            @Nullable Integer best,
            @Nullable Integer high,
            int kind,
            int branch,
            Set<Integer> countries,
            Set<Integer> conflicts,
            Set<Integer> tags,
            int dataset) {

        private static One read(ResultSet row) throws SQLException {
            Members members = RandomEvents.members(row.getArray(5), row.getString(6));
            Set<Integer> countries = ints(row, 13);
            Integer country = row.getObject(12, Integer.class);
            if (country != null) countries.add(country);
            return new One(
                    new Extent(
                            new Bounds(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                            members),
                    row.getObject(7, Integer.class),
                    row.getObject(8, Integer.class),
                    row.getObject(9, Integer.class),
                    row.getInt(10),
                    row.getInt(11),
                    countries,
                    ints(row, 14),
                    ints(row, 15),
                    row.getInt(16));
        }

        private static Set<Integer> ints(ResultSet row, int column) throws SQLException {
            return new TreeSet<>(Arrays.asList((Integer[]) row.getArray(column).getArray()));
        }

        boolean possible(Counting counting, DayRange bucket) {
            Bounds bounds = extent.bounds();
            return switch (counting) {
                case ACTIVE -> extent.matches(Match.POSSIBLE, bucket);
                case ONSET ->
                        bounds.startEarliest() <= bucket.to()
                                && bounds.startLatest() >= bucket.from()
                                && (!oneOf() || ranges().stream().anyMatch(r -> r.meets(bucket)));
            };
        }

        boolean certain(Counting counting, DayRange bucket) {
            return switch (counting) {
                case ACTIVE -> extent.matches(Match.CERTAIN, bucket);
                case ONSET ->
                        extent.bounds().startEarliest() >= bucket.from()
                                && extent.bounds().startLatest() <= bucket.to();
            };
        }

        boolean unbounded() {
            return !Days.isFinite(extent.bounds().startEarliest())
                    || !Days.isFinite(extent.bounds().startLatest());
        }

        private boolean oneOf() {
            return extent.members() != null && extent.members().rule() == Members.Rule.ONE_OF;
        }

        private List<DayRange> ranges() {
            Members members = extent.members();
            return members == null ? List.of() : members.ranges();
        }

        private List<DayRange> beginnings() {
            return oneOf()
                    ? ranges()
                    : List.of(
                            new DayRange(
                                    extent.bounds().startEarliest(),
                                    extent.bounds().startLatest()));
        }

        long beginningDays() {
            return beginnings().stream().mapToLong(r -> (long) r.to() - r.from() + 1).sum();
        }

        BigDecimal share(DayRange bucket) {
            if (unbounded() || !possible(Counting.ONSET, bucket)) return BigDecimal.ZERO;
            long days = 0;
            for (DayRange part : beginnings()) {
                days +=
                        Math.max(
                                0,
                                (long) Math.min(part.to(), bucket.to())
                                        - Math.max(part.from(), bucket.from())
                                        + 1);
            }
            return BigDecimal.valueOf(days)
                    .divide(BigDecimal.valueOf(beginningDays()), MathContext.DECIMAL64);
        }

        int worth(Measure measure) {
            return switch (measure) {
                case EVENTS -> 1;
                case LOW -> low == null ? 0 : low;
                case BEST -> best == null ? 0 : best;
                case HIGH -> high == null ? 0 : high;
                case UNKNOWN -> best == null ? 1 : 0;
            };
        }
    }

    private OneByOne() {}

    static List<One> live(Snapshot snapshot) {
        return snapshot.list(LIVE, One::read);
    }

    /// What a bucket must show, and how far `expected` may be from it: the unit of a share for each
    /// event, which is left over on the last of its days.
    record Right(long certain, double expected, long possible, double tolerance) {

        static Right of(List<One> events, Measure measure, Counting counting, DayRange bucket) {
            long certain = 0;
            long possible = 0;
            BigDecimal expected = BigDecimal.ZERO;
            double tolerance = 0.000051;
            for (One event : events) {
                if (!event.possible(counting, bucket)) continue;
                int worth = event.worth(measure);
                possible += worth;
                if (event.certain(counting, bucket)) certain += worth;
                expected = expected.add(event.share(bucket).multiply(BigDecimal.valueOf(worth)));
                if (!event.unbounded()) {
                    tolerance += event.beginningDays() * Math.scalb(1.0, -measure.shift());
                }
            }
            return new Right(certain, expected.doubleValue(), possible, tolerance);
        }

        boolean admits(Weights shown) {
            return certain == shown.certain()
                    && possible == shown.possible()
                    && (shown.expected() == null
                            || Math.abs(expected - shown.expected().doubleValue()) <= tolerance);
        }
    }
}
