package org.annals.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.annals.bench.Figures.All;

/// Puts the results of all sizes into one page: the goals first, then every figure.
final class Report {

    private static final List<String> FILTERED = List.of(
            "page", "page of a country", "page of a conflict", "page of an actor", "page of a kind", "page of a tag",
            "page of a data set", "page by least toll");
    private static final List<String> BUSY = List.of(
            "page", "page of few fields", "page of a country", "page of a conflict", "page of an actor", "page of a kind", "page of a tag",
            "page of a data set", "page by least toll", "page, combined", "page in a box", "page with a word", "one event");
    private static final List<String> ALONE = List.of(
            "444 months of a country", "365 days of a country", "density of 36 years", "density of a country",
            "cells of a continent", "facets", "facets of a country");
    private static final List<String> PEERS = List.of("A", "B", "C", "D", "E", "F");

    /// What is wanted at one size: a figure, at least or at most so much.
    private record Goal(String what, int size, boolean least, double bound, String unit, Function<All, OptionalDouble> figure) {

        boolean met(double value) {
            return least ? value >= bound : value <= bound;
        }

        String wanted() {
            return (least ? "≥ " : "≤ ") + number(bound) + unit;
        }
    }

    private static Goal goal(String what, int size, boolean least, double bound, String unit, String question, String measure) {
        return new Goal(what, size, least, bound, unit, all -> all.value(question, measure));
    }

    private static List<Goal> goals() {
        int million = 1_000_000;
        int ten = 10_000_000;
        List<Goal> goals = new ArrayList<>();
        for (String page : FILTERED) goals.add(goal(page + " of 50 anywhere, of its SQL's rate", million, true, 0.7, "", page, "http/sql"));
        goals.add(goal("first page with the default total, of the rate without", million, true, 0.7, "", "first page", "total/none"));
        goals.add(goal("the same of a country", million, true, 0.7, "", "first page of a country", "total/none"));
        goals.add(goal("one event, of its SQL's rate", million, true, 0.5, "", "one event", "http/sql"));
        goals.add(goal("444 months of a country, SQL", ten, false, 10, " ms", "444 months of a country", "sql.p50"));
        goals.add(goal("the same over HTTP, times its SQL", ten, false, 1.5, "", "444 months of a country", "http/sql"));
        goals.add(goal("365 days of a country", ten, false, 20, " ms", "365 days of a country", "http.p50"));
        goals.add(goal("density of 36 years", ten, false, 30, " ms", "density of 36 years", "http.p50"));
        goals.add(goal("cells of a continent", ten, false, 100, " ms", "cells of a continent", "http.p50"));
        goals.add(goal("CSV, of COPY's rate", million, true, 0.5, "", "CSV", "http/copy"));
        goals.add(goal("heap that CSV takes", million, false, 64, " MB", "CSV", "heap growth MB"));
        goals.add(goal("import, of COPY's rate", million, true, 0.4, "", "import", "http/copy"));
        goals.add(goal("the same file again, of its first rate", million, true, 3, "", "the same file again", "again/first"));
        for (String peer : PEERS) goals.add(goal("question " + peer + ", times the best peer's rate", million, true, 2, "", "peer " + peer, "annals/best"));
        goals.add(goal("worst single read during exports", million, false, 100, " ms", "one event, during exports", "worst ms"));
        goals.add(new Goal("memory of the service", million, false, 400, " MB", all -> all.values().entrySet().stream()
                .filter(figure -> figure.getKey().startsWith("service\tmemory"))
                .mapToDouble(Map.Entry::getValue)
                .max()));
        return goals;
    }

    private final Map<Integer, All> sizes;
    private final StringBuilder page = new StringBuilder();

    private Report(Map<Integer, All> sizes) {
        this.sizes = sizes;
    }

    static void write(Path work, List<Integer> sizes, Path to) throws Exception {
        Map<Integer, All> read = new LinkedHashMap<>();
        for (int size : sizes) read.put(size, Figures.read(work, size));
        Report report = new Report(read);
        report.head();
        report.goalTable();
        report.busy();
        report.alone();
        report.rest();
        Path findings = to.resolveSibling("FINDINGS.md");
        if (Files.exists(findings)) report.page.append('\n').append(Files.readString(findings));
        Files.writeString(to, report.page);
    }

    private void head() throws Exception {
        page.append("# Measured\n\n`bench/run` wrote this; [README.md](README.md) says what each figure is.\n\n");
        page.append("%s processors (%s), %s MB of memory, Java %s, PostgreSQL 18 embedded with `shared_buffers` %s.\n\n".formatted(
                Runtime.getRuntime().availableProcessors(),
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name")).findFirst().map(line -> line.replaceFirst(".*: ", "")).orElse("?"),
                Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "").replaceFirst("\\d{3}$", ""),
                Runtime.version(),
                Settings.text("BENCH_SHARED_BUFFERS", "2GB")));
        heading("when, what, load before", sizes.keySet().stream().map(Report::events).toList());
        for (String section : List.of("pages", "timeline", "exports", "imports", "history", "peers")) {
            row(section, all -> Optional.ofNullable(all.circumstances().get(section)));
        }
    }

    private void goalTable() {
        page.append("\n## Goals\n\nA figure of the size that a goal is for is marked: ✓ met, ✗ missed.\n\n");
        List<String> heads = new ArrayList<>(List.of("goal"));
        sizes.keySet().forEach(size -> heads.add(events(size)));
        heading("what", heads);
        for (Goal goal : goals()) {
            List<String> cells = new ArrayList<>(List.of(goal.wanted() + (goal.size() == 10_000_000 ? " at 10 M" : "")));
            sizes.forEach((size, all) -> {
                OptionalDouble figure = goal.figure().apply(all);
                cells.add(figure.isEmpty() ? "" : number(figure.getAsDouble()) + goal.unit()
                        + (size == goal.size() ? goal.met(figure.getAsDouble()) ? " ✓" : " ✗" : ""));
            });
            line(goal.what(), cells);
        }
        All small = sizes.get(100_000);
        All large = sizes.get(10_000_000);
        if (small == null || large == null) return;
        page.append("\nA page at 10 M against one at 100 k, arriving at a fixed rate; goal ≤ 1.5 for both.\n\n");
        heading("page", List.of("p50", "p99"));
        for (String question : FILTERED) {
            List<String> cells = new ArrayList<>();
            for (String measure : List.of("arriving.p50", "arriving.p99")) {
                OptionalDouble a = small.value(question, measure);
                OptionalDouble b = large.value(question, measure);
                double times = a.isPresent() && b.isPresent() ? b.getAsDouble() / a.getAsDouble() : Double.NaN;
                cells.add(Double.isNaN(times) ? "" : number(times) + (times <= 1.5 ? " ✓" : " ✗"));
            }
            line(question, cells);
        }
    }

    private void busy() {
        page.append("\n## Pages: HTTP and its SQL, answers a second, %d clients\n\n".formatted(Settings.CLIENTS));
        page.append("In brackets p50 and p99 in milliseconds of requests that arrive at a fixed rate, %d a second.\n\n".formatted(Settings.ARRIVALS));
        heading("question", sizes.keySet().stream().map(Report::events).toList());
        for (String question : BUSY) {
            row(question, all -> all.value(question, "http.rate").isEmpty() ? Optional.empty() : Optional.of("%s : %s = %s (%s, %s)".formatted(
                    text(all, question, "http.rate"), text(all, question, "sql.rate"), text(all, question, "http/sql"),
                    text(all, question, "arriving.p50"), text(all, question, "arriving.p99"))));
        }
    }

    private void alone() {
        page.append("\n## Counts: milliseconds over HTTP and of the SQL, one client\n\np50 (p99); then answers a second with %d clients.\n\n".formatted(Settings.CLIENTS));
        heading("question", sizes.keySet().stream().map(Report::events).toList());
        for (String question : ALONE) {
            row(question, all -> all.value(question, "http.p50").isEmpty() ? Optional.empty() : Optional.of("%s (%s) : %s (%s); %s/s".formatted(
                    text(all, question, "http.p50"), text(all, question, "http.p99"),
                    text(all, question, "sql.p50"), text(all, question, "sql.p99"), text(all, question, "http.rate"))));
        }
    }

    private void rest() {
        page.append("\n## Everything else\n\n");
        heading("figure", sizes.keySet().stream().map(Report::events).toList());
        sizes.values().stream().flatMap(all -> all.values().keySet().stream()).distinct()
                .filter(key -> BUSY.stream().noneMatch(q -> key.startsWith(q + "\t")) && ALONE.stream().noneMatch(q -> key.startsWith(q + "\t")))
                .forEach(key -> row(key.replace("\t", ": "), all -> Optional.ofNullable(all.values().get(key)).map(Report::number)));
    }

    private static String text(All all, String question, String measure) {
        OptionalDouble value = all.value(question, measure);
        return value.isEmpty() ? "?" : number(value.getAsDouble());
    }

    private void heading(String first, List<String> others) {
        line(first, others);
        page.append("|---".repeat(others.size() + 1)).append("|\n");
    }

    private void row(String first, Function<All, Optional<String>> cell) {
        List<String> cells = sizes.values().stream().map(all -> cell.apply(all).orElse("")).toList();
        if (cells.stream().anyMatch(text -> !text.isEmpty())) line(first, cells);
    }

    private void line(String first, List<String> others) {
        page.append("| ").append(first).append(" | ").append(others.stream().collect(Collectors.joining(" | "))).append(" |\n");
    }

    private static String events(int size) {
        return String.format(Locale.ROOT, "%,d", size);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
