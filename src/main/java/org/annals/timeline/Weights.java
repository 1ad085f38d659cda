package org.annals.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A number in three weights: what is certain, what is to be expected when every day that is
/// possible is as likely as the next, and what is possible. `expected` is not there where events
/// under way are counted.
@RegisterForReflection
record Weights(
        long certain,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal expected,
        long possible) {}
