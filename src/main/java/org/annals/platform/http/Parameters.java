package org.annals.platform.http;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.annals.time.DateRefused;
import org.jspecify.annotations.Nullable;

/// Reads the query parameters of one request and gathers all that is wrong with them.
///
/// To read a parameter is to declare it: [#done()] refuses every parameter that nobody asked for,
/// with the nearest that somebody did. What cannot be read is noted and read as absent, so that one
/// answer tells every mistake.
public final class Parameters {

    private static final int LONGEST_VALUE = 500;
    private static final int MOST_VALUES = 100;
    private static final char UNREADABLE = '\ufffd';
    // Neither signs, other scripts' digits, nor the "1d" and "0x1p3" that Java reads.
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL =
            Pattern.compile("-?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]{1,3})?");

    private final MultivaluedMap<String, String> given;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem.Fault> faults = new ArrayList<>();
    private ProblemType type = ProblemType.UNREADABLE_PARAMETER;

    private Parameters(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    public static Parameters of(UriInfo uri) {
        return of(uri.getQueryParameters());
    }

    /// Those of a question that asks for everything.
    public static Parameters none() {
        return new Parameters(new MultivaluedHashMap<>());
    }

    public static Parameters of(MultivaluedMap<String, String> given) {
        return new Parameters(given);
    }

    /// The value of a parameter that is given at most once.
    public Optional<String> text(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            fault(name, String.join("&", values), "'" + name + "' is given more than once.");
            return Optional.empty();
        }
        return values.stream().findFirst();
    }

    /// All values of a repeatable parameter, given repeatedly or with commas.
    public List<String> texts(String name) {
        List<String> parts = new ArrayList<>();
        for (String value : all(name)) {
            for (String part : value.split(",", -1)) {
                if (part.isBlank()) {
                    fault(name, value, "'%s' has an empty value.".formatted(name));
                } else {
                    parts.add(part.strip());
                }
            }
        }
        if (parts.size() > MOST_VALUES) {
            fault(
                    name,
                    null,
                    "'%s' takes at most %d values, not %d; ask twice, or use a wider filter."
                            .formatted(name, MOST_VALUES, parts.size()));
            return List.of();
        }
        return parts;
    }

    private List<String> all(String name) {
        known.add(name);
        List<String> values = given.getOrDefault(name, List.of());
        for (String value : values) {
            // A NUL cannot be stored in PostgreSQL text: without this "?q=%00" is a 500.
            if (value.indexOf('\0') >= 0) {
                fault(
                        name,
                        value.replace('\0', '␀'),
                        "'%s' holds a NUL character.".formatted(name));
                return List.of();
            }
            // What is not UTF-8 has been read as this, and would ask another question.
            if (value.indexOf(UNREADABLE) >= 0) {
                fault(name, value, "'%s' holds bytes that are not UTF-8.".formatted(name));
                return List.of();
            }
            if (value.length() > LONGEST_VALUE && !name.equals("cursor")) {
                fault(
                        name,
                        value,
                        "'%s' takes at most %d characters, not %d."
                                .formatted(name, LONGEST_VALUE, value.length()));
                return List.of();
            }
        }
        return values;
    }

    /// Reads one value with `reader`, whose refusal says what is wrong with it.
    public <T> Optional<T> value(String name, Function<String, T> reader) {
        return text(name).flatMap(text -> read(name, text, reader));
    }

    /// Reads each of the values with `reader`.
    public <T> List<T> values(String name, Function<String, T> reader) {
        return texts(name).stream().flatMap(text -> read(name, text, reader).stream()).toList();
    }

    private <T> Optional<T> read(String name, String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException | DateRefused e) {
            fault(name, text, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// A whole number between `least` and `most`, both included.
    public Optional<Integer> whole(String name, int least, int most) {
        return value(name, text -> wholeNumber(name, text, least, most));
    }

    public static int wholeNumber(String name, String text, int least, int most) {
        try {
            if (WHOLE.matcher(text).matches()) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) return number;
            }
        } catch (NumberFormatException e) {
            // too long for an int; told below
        }
        throw new IllegalArgumentException(
                "'%s' is no %s: a whole number from %d to %d.".formatted(text, name, least, most));
    }

    /// A number between `least` and `most`, both included.
    public Optional<Double> number(String name, double least, double most) {
        return value(
                name,
                text -> {
                    if (DECIMAL.matcher(text).matches()) {
                        double number = Double.parseDouble(text);
                        if (number >= least && number <= most) return number;
                    }
                    throw new IllegalArgumentException(
                            "'%s' is no %s: a number from %s to %s."
                                    .formatted(text, name, least, most));
                });
    }

    public boolean flag(String name) {
        return value(
                        name,
                        text ->
                                switch (text) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default ->
                                            throw new IllegalArgumentException(
                                                    "'%s' is neither true nor false."
                                                            .formatted(text));
                                })
                .orElse(false);
    }

    public Optional<LocalDate> day(String name) {
        return value(name, IsoText::day);
    }

    public Optional<Instant> instant(String name) {
        return value(name, IsoText::instant);
    }

    /// One of a closed list of words.
    public static <T> T word(String name, String text, List<T> list, Function<T, String> code) {
        for (T item : list) {
            if (code.apply(item).equals(text)) return item;
        }
        List<String> words = list.stream().map(code).toList();
        throw new IllegalArgumentException(
                "'%s' is no %s. It is one of %s.%s"
                        .formatted(
                                text, name, String.join(", ", words), Nearest.hint(text, words)));
    }

    public boolean has(String name) {
        known.add(name);
        return given.containsKey(name);
    }

    public void fault(String name, @Nullable String value, String message) {
        faults.add(Problem.Fault.inParameter(name, value, message));
    }

    /// Notes that two parameters exclude each other.
    public void conflict(String name, String other, String message) {
        type = ProblemType.CONFLICTING_PARAMETERS;
        fault(name, given.getFirst(name), message);
        fault(other, given.getFirst(other), message);
    }

    /// Notes that a parameter is needed.
    public void missing(String name, String message) {
        type = ProblemType.MISSING_PARAMETER;
        fault(name, null, message);
    }

    /// Ends the reading.
    ///
    /// @throws Problem that names every mistake, if there was one
    public void done() {
        List<Problem.Fault> all = new ArrayList<>();
        for (String name : given.keySet()) {
            if (known.contains(name)) continue;
            type = ProblemType.UNKNOWN_PARAMETER;
            String message =
                    "There is no parameter '%s' here.".formatted(name)
                            + Nearest.closest(name, known)
                                    .map(nearest ->
                                            " The nearest is '%s'; there are %s."
                                                    .formatted(nearest, String.join(", ", known)))
                                    .orElse(" There are none.");
            all.add(Problem.Fault.inParameter(name, given.getFirst(name), message));
        }
        all.addAll(faults);
        if (!all.isEmpty()) throw Problem.of(type, all);
    }
}
