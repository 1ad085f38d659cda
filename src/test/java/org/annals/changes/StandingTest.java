package org.annals.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant BEGINNING = Instant.parse("2024-05-02T12:00:00Z");

    @Test
    void pauses_double_up_to_an_hour() {
        Standing standing = Standing.GOOD;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            standing = standing.failed(BEGINNING, "no");
            Instant next = Objects.requireNonNull(standing.nextAttempt());
            pauses.add(Duration.between(BEGINNING, next).toSeconds());
        }
        assertEquals(
                List.of(
                        1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 3600L,
                        3600L),
                pauses);
        assertEquals("failing", standing.state());
    }

    @Test
    void after_a_day_of_failures_it_is_stopped_and_says_why() {
        Standing standing = Standing.GOOD;
        Instant now = BEGINNING;
        int attempts = 0;
        while (standing.stoppedSince() == null) {
            standing = standing.failed(now, "It answered 500.");
            now = Objects.requireNonNull(standing.nextAttempt());
            attempts++;
        }
        assertEquals("stopped", standing.state());
        assertEquals("It answered 500.", standing.failure());
        assertEquals(BEGINNING, standing.failingSince());
        Duration lasted = Duration.between(BEGINNING, standing.stoppedSince());
        assertEquals(1, lasted.toDays(), lasted.toString());
        assertEquals(36, attempts);
    }

    @Test
    void whoever_wants_no_more_gets_no_more() {
        assertEquals("stopped", Standing.GOOD.gone(BEGINNING, "It answered 410, gone.").state());
        assertEquals("active", Standing.GOOD.state());
        assertNull(Standing.GOOD.failure());
    }
}
