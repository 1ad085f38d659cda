package org.annals.bench;

import java.util.Arrays;
import java.util.List;

/// Times that requests took, in nanoseconds, all of them kept.
final class Latencies {

    private long[] times = new long[1024];
    private int count;

    void add(long nanoseconds) {
        if (count == times.length) times = Arrays.copyOf(times, 2 * count);
        times[count++] = nanoseconds;
    }

    static Latencies of(List<Latencies> parts) {
        Latencies all = new Latencies();
        for (Latencies part : parts) {
            for (int i = 0; i < part.count; i++) all.add(part.times[i]);
        }
        return all;
    }

    int count() {
        return count;
    }

    /// In milliseconds, the time within which this share of the requests was answered.
    double quantile(double share) {
        if (count == 0) return Double.NaN;
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1, Math.ceil(count * share) - (share < 1 ? 1 : 0))] / 1e6;
    }

    double worst() {
        return quantile(1);
    }
}
