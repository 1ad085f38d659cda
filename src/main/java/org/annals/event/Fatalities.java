package org.annals.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// People killed: null is unknown, 0 is none. Real data break `low <= best <= high`, so this does
/// too.
@RegisterForReflection
public record Fatalities(
        @Nullable Integer low,
        @Nullable Integer best,
        @Nullable Integer high,
        @Nullable Integer sideA,
        @Nullable Integer sideB,
        @Nullable Integer civilians,
        @Nullable Integer unknown) {

    public static final Fatalities UNKNOWN =
            new Fatalities(null, null, null, null, null, null, null);
}
