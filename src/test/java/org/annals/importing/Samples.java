package org.annals.importing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.annals.support.PlainCsv;
import org.jspecify.annotations.NullUnmarked;

/// Files of UCDP GED to read in tests, real and made up, and the state numbers of the codebook.
@NullUnmarked
final class Samples {
    static final String CENTRAL_AFRICA = "ucdp-ged/ged231-central-african-republic.csv";
    static final String WORLD = "ucdp-ged/ged231-world-sample.csv";
    static final int LONGEST_LINE = 1 << 20;

    private static final Pattern STATE_NUMBER =
            Pattern.compile(
                    "(?m)^ {4}\\((\\d+), (\\d+), (?:(\\d+)|null(?:::int)?), '([A-Z]{3})', '");

    static final String CODEBOOK =
            new String(bytes("/db/migration/R__codebook.sql"), StandardCharsets.UTF_8);

    // After the two above, which it uses.
    static final UcdpGed FORMAT = new UcdpGed(stateNumbers(), LONGEST_LINE);

    private Samples() {}

    static byte[] bytes(String name) {
        try (InputStream file = Samples.class.getResourceAsStream(name)) {
            if (file == null) throw new AssertionError("no sample " + name);
            return file.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Collected read(byte[] file) throws IOException, FileRefused {
        var collected = new Collected();
        FORMAT.read(new ByteArrayInputStream(file), new Edition(null, "23.1"), collected);
        return collected;
    }

    static Collected read(String csv) throws IOException, FileRefused {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    /// One row of a real event, with some cells replaced.
    static Collected row(String... columnsAndValues) throws IOException, FileRefused {
        return read(csv(columnsAndValues));
    }

    static String csv(String... columnsAndValues) {
        var cells = new LinkedHashMap<String, String>();
        var real = PlainCsv.read(new String(bytes(WORLD), StandardCharsets.UTF_8));
        for (int i = 0; i < real.get(0).size(); i++) {
            cells.put(real.get(0).get(i), real.get(1).get(i));
        }
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            cells.put(columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return csv(cells);
    }

    static String csv(Map<String, String> cells) {
        return line(cells.keySet()) + line(cells.values());
    }

    private static String line(Iterable<String> values) {
        var quoted = new ArrayList<String>();
        for (String value : values) quoted.add('"' + value.replace("\"", "\"\"") + '"');
        return quoted.stream().collect(Collectors.joining(",", "", "\n"));
    }

    /// Reads the state numbers out of the migration that puts them into the database.
    private static GleditschWard stateNumbers() {
        record Period(int number, int since, int until, String country) {
            static Period of(MatchResult m) {
                int until = m.group(3) == null ? 9999 : Integer.parseInt(m.group(3));
                return new Period(
                        Integer.parseInt(m.group(1)),
                        Integer.parseInt(m.group(2)),
                        until,
                        m.group(4));
            }
        }
        var periods = STATE_NUMBER.matcher(CODEBOOK).results().map(Period::of).toList();
        return (number, year) ->
                periods.stream()
                        .filter(p -> p.number == number && p.since <= year && year <= p.until)
                        .map(Period::country)
                        .findFirst()
                        .or(Optional::empty);
    }
}
