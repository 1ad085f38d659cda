package org.annals.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What is counted between two days, both included.
@RegisterForReflection
record Bucket(String start, String end, Weights events, Fatalities fatalities) {

    /// Killed by each estimate. `unknown` counts events without a best one, which add nothing to
    /// it.
    record Fatalities(Weights low, Weights best, Weights high, Weights unknown) {}
}
