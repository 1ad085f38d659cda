package org.annals.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.annals.event.EventOrder;
import org.annals.event.EventQuery;
import org.annals.event.EventReader;
import org.annals.event.EventSummary;
import org.annals.platform.sql.Snapshot;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.jspecify.annotations.Nullable;

/// What is worth drawing of a stretch of time that is so many pixels wide: how many events were
/// under way in each bucket and the deadliest of them, or the events themselves where they are few.
@RegisterForReflection
record Density(String by, List<Share> buckets, @Nullable List<EventSummary> events) {

    /// One bucket, from its first day to its last; fatalities by their best estimates.
    record Share(
            String start, String end, Weights events, Weights fatalities, List<EventSummary> top) {}

    static final Density NOTHING = new Density(Unit.DECADE.code(), List.of(), List.of());

    /// Draws densities. Their size is bounded, so that forty years are at most about 100 kB.
    @ApplicationScoped
    static class Drawing {

        // Narrower ones are not told apart on a screen.
        private static final int LEAST_PIXELS = 2;
        private static final int MOST_BUCKETS = 500;
        private static final int PIXELS_PER_LABEL = 60;
        private static final int MOST_LABELS = 16;
        private static final int FEW = 50;

        private final Histogram histogram;
        private final EventReader events;

        Drawing(Histogram histogram, EventReader events) {
            this.histogram = histogram;
            this.events = events;
        }

        Density draw(Snapshot snapshot, EventQuery query, int width, String base) {
            Optional<Buckets> drawn = buckets(snapshot, query, width);
            if (drawn.isEmpty()) return NOTHING;
            Buckets buckets = drawn.get();
            BucketSums sums = histogram.count(snapshot, query, buckets, Counting.ACTIVE);
            EventQuery shown = query.in(buckets.range());
            boolean few = sums.inside() <= FEW;
            List<EventSummary> top =
                    few
                            ? List.of()
                            : events.summaries(
                                    snapshot,
                                    shown,
                                    EventOrder.FATALITIES_DESCENDING,
                                    Math.clamp(width / PIXELS_PER_LABEL, 1, MOST_LABELS),
                                    base);
            return new Density(
                    buckets.unit().code(),
                    shares(buckets, sums, top),
                    few ? events.summaries(snapshot, shown, EventOrder.DATE, FEW, base) : null);
        }

        /// The finest buckets that are wide enough to be seen.
        private Optional<Buckets> buckets(Snapshot snapshot, EventQuery query, int width) {
            int most = Math.clamp(width / LEAST_PIXELS, 1, MOST_BUCKETS);
            Optional<Buckets> coarsest = histogram.buckets(snapshot, query, Unit.YEAR);
            return coarsest.map(years -> {
                DayRange known = years.range();
                DayRange asked = query.range();
                DayRange range =
                        new DayRange(
                                Days.isFinite(asked.from()) ? asked.from() : known.from(),
                                Days.isFinite(asked.to()) ? asked.to() : known.to());
                long days = (long) range.to() - range.from() + 1;
                for (Unit unit : Unit.values()) {
                    if (days / unit.days() < most - 1) return Buckets.touching(range, unit);
                }
                return Buckets.touching(range, Unit.DECADE);
            });
        }

        private static List<Share> shares(
                Buckets buckets, BucketSums sums, List<EventSummary> top) {
            List<List<EventSummary>> labels = new ArrayList<>();
            for (int i = 0; i < buckets.size(); i++) labels.add(new ArrayList<>());
            for (EventSummary event : top) {
                String start = event.event().date().startEarliest();
                int bucket = start == null ? 0 : buckets.of(Days.parse(start));
                labels.get(Math.clamp(bucket, 0, buckets.size() - 1)).add(event);
            }
            List<Share> shares = new ArrayList<>();
            for (Bucket bucket : sums.buckets()) {
                shares.add(
                        new Share(
                                bucket.start(),
                                bucket.end(),
                                bucket.events(),
                                bucket.fatalities().best(),
                                labels.get(shares.size())));
            }
            return shares;
        }
    }
}
