package org.annals.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A histogram as shown; `split` is null and `series` empty where none was asked for.
@RegisterForReflection
record HistogramView(
        String by,
        String counting,
        List<Bucket> buckets,
        long outside,
        long unbounded,
        @Nullable String split,
        List<Series> series) {

    /// One value of a split.
    record Series(String value, String label, List<Bucket> buckets, long outside, long unbounded) {

        static Series of(Label label, BucketSums sums) {
            return new Series(
                    label.value(), label.label(), sums.buckets(), sums.outside(), sums.unbounded());
        }
    }
}
