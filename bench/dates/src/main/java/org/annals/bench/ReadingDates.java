package org.annals.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.annals.time.DateRefused;
import org.annals.time.EventDate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Dates read on one core: plain ones, as nearly all are, and the cases that the reader is tested
/// with, valid and refused.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadingDates {
    private static final List<String> PLAIN =
            List.of("2022-07-22", "2013-01-11", "1918-11-11", "0476-09-04", "1961-08-13");

    private List<String> cases = List.of();
    private List<String> valid = List.of();
    private int next;

    @Setup
    public void readCases() throws IOException {
        try (var in = ReadingDates.class.getResourceAsStream("/edtf-cases.tsv")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            var lines = text.lines().filter(line -> !line.startsWith("#")).toList();
            cases = lines.stream().map(line -> line.split("\t", -1)[0]).toList();
            valid =
                    lines.stream()
                            .filter(line -> !line.endsWith("refused"))
                            .map(line -> line.split("\t", -1)[0])
                            .toList();
        }
    }

    private String next(List<String> texts) {
        next = next + 1 < texts.size() ? next + 1 : 0;
        return texts.get(next);
    }

    @Benchmark
    public Object plainDate() {
        return EventDate.parse(next(PLAIN));
    }

    @Benchmark
    public Object plainDateWithBounds() {
        return EventDate.parse(next(PLAIN)).extent(0);
    }

    @Benchmark
    public Object validCase() {
        return EventDate.parse(next(valid));
    }

    @Benchmark
    public Object anyCase() {
        try {
            return EventDate.parse(next(cases));
        } catch (DateRefused refused) {
            return refused;
        }
    }

    @Benchmark
    public Object anyCaseWithBounds() {
        try {
            return EventDate.parse(next(cases)).extent(0);
        } catch (DateRefused refused) {
            return refused;
        }
    }

    @Benchmark
    public Object anyCaseWithSuggestion() {
        try {
            return EventDate.parse(next(cases));
        } catch (DateRefused refused) {
            return refused.getMessage();
        }
    }
}
