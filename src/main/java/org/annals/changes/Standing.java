package org.annals.changes;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How deliveries to a webhook have gone since the last that was taken.
///
/// @param failures in a row
/// @param nextAttempt not before then; null is at once
/// @param stoppedSince since when nothing is sent any more
record Standing(
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant nextAttempt,
        @Nullable String failure,
        @Nullable Instant stoppedSince) {

    static final Standing GOOD = new Standing(0, null, null, null, null);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    // A receiver that is repaired on the next morning misses nothing.
    private static final Duration PATIENCE = Duration.ofDays(1);

    /// After one more failure: tried again after a pause twice as long as the one before, or given
    /// up after a day of them.
    Standing failed(Instant now, String reason) {
        Instant since = failingSince == null ? now : failingSince;
        boolean givenUp = !now.isBefore(since.plus(PATIENCE));
        return new Standing(failures + 1, since, now.plus(pause()), reason, givenUp ? now : null);
    }

    /// After an answer that asks for no more.
    Standing gone(Instant now, String reason) {
        return new Standing(
                failures + 1, failingSince == null ? now : failingSince, now, reason, now);
    }

    private Duration pause() {
        // Long before it could overflow it is longer than the longest.
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    String state() {
        if (stoppedSince != null) return "stopped";
        return failures > 0 ? "failing" : "active";
    }
}
