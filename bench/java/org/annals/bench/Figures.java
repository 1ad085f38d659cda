package org.annals.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What was measured, a line of a file each as soon as it is known, so that an interrupted run leaves what
/// it had.
final class Figures {

    private final Path file;

    private Figures(Path file) {
        this.file = file;
    }

    static Path folder(Path work, int size) {
        return work.resolve("results").resolve(Integer.toString(size));
    }

    /// The figures of a section, begun anew; `circumstances` say when and of what they are.
    static Figures begin(Path work, int size, String section, String circumstances) throws IOException {
        Path file = folder(work, size).resolve(section + ".tsv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#\t" + section + "\t" + circumstances + "\n");
        return new Figures(file);
    }

    void put(String question, String measure, double value) throws IOException {
        String line = "%s\t%s\t%s\n".formatted(question, measure, value);
        Files.writeString(file, line, StandardOpenOption.APPEND);
        System.err.printf(Locale.ROOT, "  %-28s %-18s %,.2f%n", question, measure, value);
    }

    /// What two sides did in turn: their rates, and the first as a part of the second.
    void compare(String question, String ours, double rate, String theirs, double other) throws IOException {
        put(question, ours + ".rate", rate);
        put(question, theirs + ".rate", other);
        put(question, ours + "/" + theirs, rate / other);
    }

    /// All figures of a size by question and measure, and the circumstances of each section.
    record All(Map<String, Double> values, Map<String, String> circumstances) {

        OptionalDouble value(String question, String measure) {
            Double value = values.get(question + "\t" + measure);
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    static All read(Path work, int size) throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, String> circumstances = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder(work, size))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".tsv")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split("\t");
                    if (parts[0].equals("#")) circumstances.put(parts[1], parts[2]);
                    else values.put(parts[0] + "\t" + parts[1], Double.parseDouble(parts[2]));
                }
            }
        }
        return new All(values, circumstances);
    }
}
