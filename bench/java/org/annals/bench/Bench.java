package org.annals.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.annals.bench.Cluster.Database;

/// Measures the service against what its database can do by itself, and against what a team would take
/// instead; both in turn, so that what else the machine does meets both.
final class Bench {

    private interface Section {
        void run(Setting setting) throws Exception;
    }

    private static final List<String> ALL = List.of("pages", "timeline", "exports", "imports", "history", "peers");
    private static final Map<String, Section> SECTIONS = Map.of(
            "pages", Reads::pages,
            "timeline", Reads::timeline,
            "exports", Exports::run,
            "imports", Imports::run,
            "history", History::run,
            "peers", Peers::run);

    // Copying ten million events to import into them takes the room and the time of making them.
    private static final int LARGEST_COPY = 2_000_000;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Path work = Path.of("target/bench").toAbsolutePath();
        List<Integer> sizes = new ArrayList<>();
        List<String> only = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--only")) only = List.of(args[++i].split(","));
            else sizes.add(Integer.parseInt(args[i]));
        }
        if (only != null && !ALL.containsAll(only)) {
            System.err.println("bench/run knows these sections: " + String.join(", ", ALL));
            System.exit(2);
        }
        List<String> failed = new ArrayList<>();
        try (Cluster cluster = new Cluster(work)) {
            for (int size : sizes) {
                Database database = Generator.of(cluster, work, size);
                // The first that runs writes the archive of classes when it ends, and takes more memory for that.
                Service.start(work, database).close();
                for (String section : ALL) {
                    boolean asked = only == null ? usual(section, size) : only.contains(section);
                    if (asked && !measured(cluster, work, size, database, section)) failed.add(section + " at " + size);
                }
            }
        }
        Report.write(work, sizes(work), Path.of("bench/RESULTS.md"));
        if (failed.isEmpty()) System.exit(0);
        System.err.println("FAILED: " + String.join(", ", failed));
        System.exit(1);
    }

    private static boolean usual(String section, int size) {
        return switch (section) {
            case "imports", "history", "peers" -> size <= LARGEST_COPY;
            default -> true;
        };
    }

    private static boolean measured(Cluster cluster, Path work, int size, Database database, String section) throws Exception {
        System.err.printf("%n%s, %,d events%n", section, size);
        long started = System.nanoTime();
        try {
            Figures figures = Figures.begin(work, size, section, circumstances());
            SECTIONS.get(section).run(new Setting(cluster, work, size, database, figures));
            return true;
        } catch (Exception e) {
            e.printStackTrace();
            return false;
        } finally {
            System.err.printf("%s took %.0f s%n", section, (System.nanoTime() - started) / 1e9);
        }
    }

    private static String circumstances() throws Exception {
        return "%s, commit %s, load %s"
                .formatted(
                        LocalDate.now(),
                        said("git", "describe", "--always", "--dirty", "--exclude", "*"),
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    static String said(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /// All sizes that have results, of this run or of others.
    private static List<Integer> sizes(Path work) throws IOException {
        try (var folders = Files.list(work.resolve("results"))) {
            return List.copyOf(new TreeSet<>(folders.map(folder -> Integer.valueOf(folder.getFileName().toString())).toList()));
        }
    }
}
