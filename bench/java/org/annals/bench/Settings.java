package org.annals.bench;

import java.time.Duration;

/// What environment variables may change.
final class Settings {

    static final int CLIENTS = number("BENCH_CLIENTS", 8);

    /// How long one measurement takes, and how often each side gets one.
    static final Duration RUN = Duration.ofMillis((long) (1000 * Double.parseDouble(text("BENCH_SECONDS", "4"))));

    /// How long each kind of question is asked before anything is measured: until its compilers are through, a
    /// service takes two to three times the processor time that it takes from then on.
    static final Duration WARM = Duration.ofSeconds(number("BENCH_WARM_SECONDS", 15));

    static final int ROUNDS = number("BENCH_ROUNDS", 2);

    /// Different parameters of one question.
    static final int DRAWS = number("BENCH_DRAWS", 256);

    /// Requests a second of what arrives at a fixed rate.
    static final int ARRIVALS = number("BENCH_ARRIVALS", 100);

    private Settings() {}

    static String text(String name, String usual) {
        return System.getenv().getOrDefault(name, usual);
    }

    static int number(String name, int usual) {
        return Integer.parseInt(text(name, Integer.toString(usual)));
    }
}
