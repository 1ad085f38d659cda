package org.annals.timeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.annals.time.Days;
import org.annals.timeline.Step.Role;

/// Adds up the steps that a counting uses to what is certain, expected and possible in each bucket.
final class BucketSums {

    private static final int DECIMALS = 4;
    private static final long SCALE = 10_000;
    private static final Measure[] MEASURES = Measure.values();

    private final Buckets buckets;
    private final Counting counting;
    private final Sums[] sums = new Sums[MEASURES.length];
    private long before;
    private long all;
    private long after;
    private long missed;
    private long unbounded;

    /// One measure. `Steps` are differences to the bucket before, the others are of one bucket.
    private static final class Sums {

        private final long[] certain;
        private final long[] certainSteps;
        private final long[] possible;
        private final long[] possibleSteps;
        private final long[] spread;
        private final long[] slopeSteps;

        Sums(int size) {
            certain = new long[size];
            certainSteps = new long[size];
            possible = new long[size];
            possibleSteps = new long[size];
            spread = new long[size];
            slopeSteps = new long[size];
        }
    }

    BucketSums(Buckets buckets, Counting counting) {
        this.buckets = buckets;
        this.counting = counting;
        for (Measure measure : MEASURES) sums[measure.ordinal()] = new Sums(buckets.size());
    }

    void add(Step step) {
        int bucket = buckets.of(step.bucket());
        countWhole(step.role(), bucket, step.amounts()[Measure.EVENTS.ordinal()]);
        for (Measure measure : MEASURES) {
            int m = measure.ordinal();
            if (step.amounts()[m] != 0) add(sums[m], measure, step, bucket, step.amounts()[m]);
        }
    }

    private void add(Sums sum, Measure measure, Step step, int bucket, long amount) {
        switch (step.role()) {
            case WHOLE, ONSET -> here(sum, measure, bucket, amount);
            case ONSET_RISE, ONSET_RISE_AGAIN, ACTIVE_RISE, ACTIVE_RISE_AGAIN ->
                    rise(sum.possibleSteps, bucket, amount);
            case ONSET_FALL, ONSET_FALL_AGAIN, ACTIVE_FALL, ACTIVE_FALL_AGAIN ->
                    fall(sum.possibleSteps, bucket, amount);
            case SLOPE -> slope(sum, step.bucket(), bucket, amount);
            case OFFSET -> put(sum.spread, bucket, -amount);
            case SURE_RISE -> rise(sum.certainSteps, bucket, amount);
            case SURE_FALL -> fall(sum.certainSteps, bucket, amount);
            case SURE_HERE, WIDE_ONSET, WIDE_SURE -> put(sum.certain, bucket, amount);
            case WIDE_ONSET_TWICE, WIDE_ACTIVE_TWICE -> put(sum.possible, bucket, amount);
            case UNBOUNDED, MISSED -> {}
        }
    }

    /// Counts events that lie before, in or after the buckets as a whole.
    private void countWhole(Role role, int bucket, long events) {
        switch (role) {
            case UNBOUNDED -> unbounded += events;
            case MISSED -> missed += events;
            case WHOLE, ONSET -> {
                risen(bucket, events);
                fallen(bucket, events);
            }
            case ONSET_RISE, ACTIVE_RISE -> risen(bucket, events);
            case ONSET_FALL, ACTIVE_FALL -> fallen(bucket, events);
            default -> {}
        }
    }

    private void risen(int bucket, long events) {
        all += events;
        if (bucket >= buckets.size()) after += events;
    }

    private void fallen(int bucket, long events) {
        if (bucket < 0) before += events;
    }

    private void here(Sums sum, Measure measure, int bucket, long amount) {
        put(sum.certain, bucket, amount);
        put(sum.possible, bucket, amount);
        put(sum.spread, bucket, amount << measure.shift());
    }

    private static void put(long[] sums, int bucket, long amount) {
        if (bucket >= 0 && bucket < sums.length) sums[bucket] += amount;
    }

    private static void rise(long[] steps, int bucket, long amount) {
        put(steps, Math.max(bucket, 0), amount);
    }

    private static void fall(long[] steps, int bucket, long amount) {
        put(steps, bucket + 1, -amount);
    }

    private void slope(Sums sum, int day, int bucket, long amount) {
        if (bucket < 0) {
            rise(sum.slopeSteps, bucket, amount);
        } else if (bucket < buckets.size()) {
            // In a wide bucket the slope may begin later than the bucket does.
            put(sum.spread, bucket, amount * (buckets.last(bucket) - day + 1));
            rise(sum.slopeSteps, bucket + 1, amount);
        }
    }

    /// What stands in each bucket, one after the other.
    List<Bucket> buckets() {
        Running events = running(Measure.EVENTS);
        Running low = running(Measure.LOW);
        Running best = running(Measure.BEST);
        Running high = running(Measure.HIGH);
        Running unknown = running(Measure.UNKNOWN);
        List<Bucket> list = new ArrayList<>(buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            list.add(
                    new Bucket(
                            Days.text(buckets.first(i)),
                            Days.text(buckets.last(i)),
                            events.next(i),
                            new Bucket.Fatalities(
                                    low.next(i), best.next(i), high.next(i), unknown.next(i))));
        }
        return list;
    }

    private Running running(Measure measure) {
        return new Running(measure, sums[measure.ordinal()]);
    }

    private final class Running {

        private final Measure measure;
        private final Sums sum;
        private long certain;
        private long possible;
        private long slope;

        Running(Measure measure, Sums sum) {
            this.measure = measure;
            this.sum = sum;
        }

        Weights next(int bucket) {
            certain += sum.certainSteps[bucket];
            possible += sum.possibleSteps[bucket];
            slope += sum.slopeSteps[bucket];
            long days = buckets.last(bucket) - buckets.first(bucket) + 1L;
            return new Weights(
                    certain + sum.certain[bucket],
                    counting == Counting.ONSET ? share(slope * days + sum.spread[bucket]) : null,
                    possible + sum.possible[bucket]);
        }

        // Whole numbers all the way: thousands of them make one answer.
        private BigDecimal share(long amount) {
            int shift = measure.shift();
            long whole = amount >> shift;
            long rest = (amount - (whole << shift)) * SCALE;
            long rounded = rest >> shift;
            long beyond = rest - (rounded << shift);
            long half = 1L << (shift - 1);
            // Halves go to the even digit, as they do wherever numbers are added up afterwards.
            if (beyond > half || (beyond == half && (rounded & 1) == 1)) rounded++;
            return BigDecimal.valueOf(whole * SCALE + rounded, DECIMALS);
        }
    }

    /// Events that touch none of the buckets.
    long outside() {
        return before + after + missed;
    }

    /// Events that may touch one of them.
    long inside() {
        return all - outside();
    }

    /// Events whose beginning has no bound on one side.
    long unbounded() {
        return unbounded;
    }
}
