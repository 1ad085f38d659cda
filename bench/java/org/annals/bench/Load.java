package org.annals.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.concurrent.locks.LockSupport;

/// Asks a server one question over and over, with parameters drawn at random.
///
/// @param requests one for each set of parameters
record Load(int port, List<byte[]> requests) {

    /// @param latencies of what was answered
    /// @param failures how often the answer was no 200, or was not waited for
    /// @param processor seconds of it that the load itself took
    record Outcome(Latencies latencies, long failures, double seconds, double processor) {
        double rate() {
            return latencies.count() / seconds;
        }
    }

    /// Some clients, each of which asks again as soon as it has its answer.
    Outcome closed(int clients, Duration time, long seed) throws Exception {
        AtomicLong failures = new AtomicLong();
        List<Latencies> all = Collections.synchronizedList(new ArrayList<>());
        long started = System.nanoTime();
        double processor = processor();
        long until = started + time.toNanos();
        Workers.run(clients, number -> {
            Random random = new Random(seed * 1000 + number);
            Latencies own = new Latencies();
            try (Client client = new Client(port)) {
                long before = System.nanoTime();
                while (before < until) {
                    boolean answered = ask(client, random);
                    long after = System.nanoTime();
                    if (answered) own.add(after - before);
                    else failures.incrementAndGet();
                    before = after;
                }
            }
            all.add(own);
        });
        return outcome(all, failures.get(), started, processor);
    }

    // Who has waited so long has gone: a question that cannot keep up would be asked for ever.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Requests that come at a fixed rate, whether those before are answered or not; each waits from the
    /// moment at which it was to be sent.
    Outcome open(int connections, int perSecond, Duration time, long seed) throws Exception {
        return open(connections, perSecond, time, seed, () -> false);
    }

    /// The same until something has come to its end.
    Outcome open(int connections, int perSecond, Duration time, long seed, BooleanSupplier ended) throws Exception {
        AtomicLong failures = new AtomicLong();
        List<Latencies> all = Collections.synchronizedList(new ArrayList<>());
        long count = (long) (time.toMillis() / 1000.0 * perSecond);
        AtomicLong next = new AtomicLong();
        long started = System.nanoTime() + 20_000_000;
        double processor = processor();
        Workers.run(connections, number -> {
            Random random = new Random(seed * 1000 + number);
            Latencies own = new Latencies();
            try (Client client = new Client(port)) {
                for (long i = next.getAndIncrement(); i < count && !ended.getAsBoolean(); i = next.getAndIncrement()) {
                    long due = started + i * 1_000_000_000L / perSecond;
                    if (System.nanoTime() - due > PATIENCE.toNanos()) {
                        failures.incrementAndGet();
                        continue;
                    }
                    for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                        LockSupport.parkNanos(early);
                    }
                    if (ask(client, random)) own.add(System.nanoTime() - due);
                    else failures.incrementAndGet();
                }
            }
            all.add(own);
        });
        return outcome(all, failures.get(), started, processor);
    }

    private boolean ask(Client client, Random random) throws IOException {
        return client.send(requests.get(random.nextInt(requests.size())), false).status() == 200;
    }

    private static Outcome outcome(List<Latencies> all, long failures, long started, double processor) {
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Outcome(Latencies.of(all), failures, seconds, processor() - processor);
    }

    private static double processor() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
    }
}
