package org.annals.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.annals.time.DateRefused;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object and gathers all that is wrong with them and with the objects
/// in it, each with a pointer (RFC 6901) to where it stands.
///
/// To read a field is to declare it: [#done] refuses every field that nobody asked for. `null` and
/// absent are the same. What cannot be read is noted and read as absent.
public final class JsonObject {

    private static final int LONGEST_TIME = 40;

    private final JsonNode node;
    private final String pointer;
    private final List<Problem.Fault> faults;
    private final List<JsonObject> all;
    private final boolean bounded;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonObject(
            JsonNode node,
            String pointer,
            List<Problem.Fault> faults,
            List<JsonObject> all,
            boolean bounded) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
        this.all = all;
        this.bounded = bounded;
        all.add(this);
    }

    /// @throws Problem if the value is no object
    public static JsonObject of(JsonNode body) {
        return of(body, true);
    }

    /// One whose texts and arrays may be as long as the line of the file that brings them: what a
    /// data set says at length is not cut short here, nor refused when it comes back.
    ///
    /// @throws Problem if the value is no object
    public static JsonObject ofLine(JsonNode line) {
        return of(line, false);
    }

    private static JsonObject of(JsonNode body, boolean bounded) {
        if (!body.isObject()) {
            throw Problem.of(
                    ProblemType.UNREADABLE_BODY,
                    "The body is a JSON %s; it should be an object {…}.".formatted(kind(body)));
        }
        return new JsonObject(body, "", new ArrayList<>(), new ArrayList<>(), bounded);
    }

    private Optional<JsonNode> field(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    public boolean has(String name) {
        return field(name).isPresent();
    }

    /// A text of at most `longest` characters that can be stored: without NUL, and with both halves
    /// of every character.
    public Optional<String> text(String name, int longest) {
        return field(name).flatMap(value -> text(name, value, longest));
    }

    private Optional<String> text(String name, JsonNode value, int longest) {
        if (!value.isTextual()) return wrong(name, value, "a text");
        String text = value.textValue();
        if (bounded && text.length() > longest) {
            fault(
                    name,
                    text,
                    "'%s' holds at most %d characters, not %d."
                            .formatted(name, longest, text.length()));
            return Optional.empty();
        }
        if (!isStorable(text)) {
            fault(
                    name,
                    shown(text),
                    "'%s' holds a NUL or half a character, which are no text.".formatted(name));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    // PostgreSQL stores no NUL; a surrogate without its other half is nothing in UTF-8, and would
    // come back as a question mark.
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c ->
                        c == 0 || (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)));
    }

    private static String shown(String text) {
        return text.codePoints()
                .map(c -> isStorable(Character.toString(c)) ? c : '\ufffd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A text that `reader` makes a value of; its refusal says what is wrong.
    public <T> Optional<T> value(String name, int longest, Function<String, T> reader) {
        return text(name, longest).flatMap(text -> read(name, text, reader));
    }

    private <T> Optional<T> read(String name, String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException | DateRefused e) {
            fault(name, text, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    public Optional<Integer> whole(String name, int least, int most) {
        return field(name)
                .flatMap(value -> {
                    boolean whole = value.isIntegralNumber() && value.canConvertToInt();
                    if (whole && value.intValue() >= least && value.intValue() <= most) {
                        return Optional.of(value.intValue());
                    }
                    return wrong(
                            name, value, "a whole number from %d to %d".formatted(least, most));
                });
    }

    public Optional<Long> longWhole(String name) {
        return field(name)
                .flatMap(value ->
                        value.isIntegralNumber() && value.canConvertToLong()
                                ? Optional.of(value.longValue())
                                : wrong(name, value, "a whole number"));
    }

    public Optional<Double> number(String name, double least, double most) {
        return field(name)
                .flatMap(value -> {
                    if (value.isNumber()) {
                        BigDecimal number = value.decimalValue();
                        if (number.compareTo(BigDecimal.valueOf(least)) >= 0
                                && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
                            return Optional.of(number.doubleValue());
                        }
                    }
                    return wrong(name, value, "a number from %s to %s".formatted(least, most));
                });
    }

    public Optional<Boolean> flag(String name) {
        return field(name)
                .flatMap(value ->
                        value.isBoolean()
                                ? Optional.of(value.booleanValue())
                                : wrong(name, value, "true or false"));
    }

    public Optional<LocalDate> day(String name) {
        return value(name, LONGEST_TIME, IsoText::day);
    }

    public Optional<Instant> instant(String name) {
        return value(name, LONGEST_TIME, IsoText::instant);
    }

    public Optional<JsonObject> object(String name) {
        return field(name)
                .flatMap(value ->
                        value.isObject()
                                ? Optional.of(inner(name, value))
                                : wrong(name, value, "an object {…}"));
    }

    private JsonObject inner(String name, JsonNode value) {
        return new JsonObject(value, pointer(name), faults, all, bounded);
    }

    /// The objects of an array of at most `most`.
    public List<JsonObject> objects(String name, int most) {
        List<JsonNode> items = items(name, most);
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(i -> {
                    JsonNode item = items.get(i);
                    String place = name + "/" + i;
                    if (item.isObject()) return Optional.of(inner(place, item)).stream();
                    return this.<JsonObject>wrong(place, item, "an object {…}").stream();
                })
                .toList();
    }

    public List<String> texts(String name, int most, int longest) {
        return values(name, most, longest, text -> text);
    }

    public <T> List<T> values(String name, int most, int longest, Function<String, T> reader) {
        List<JsonNode> items = items(name, most);
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(i -> {
                    String place = name + "/" + i;
                    return text(place, items.get(i), longest)
                            .flatMap(text -> read(place, text, reader))
                            .stream();
                })
                .toList();
    }

    private List<JsonNode> items(String name, int most) {
        JsonNode array = field(name).orElse(null);
        if (array == null) return List.of();
        if (!array.isArray()) {
            wrong(name, array, "an array […]");
            return List.of();
        }
        if (bounded && array.size() > most) {
            fault(
                    name,
                    null,
                    "'%s' holds at most %d items, not %d.".formatted(name, most, array.size()));
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    /// All fields of this object as texts: for columns whose names are not known beforehand.
    public Map<String, String> columns(int longest) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : openNames()) {
            text(name, longest).ifPresent(text -> columns.put(name, text));
        }
        return columns;
    }

    /// The names of the fields of an object in which any name may stand that can be stored.
    public List<String> openNames() {
        List<String> open = new ArrayList<>();
        for (String name : names()) {
            known.add(name);
            if (isStorable(name)) open.add(name);
            else
                faults.add(
                        Problem.Fault.at(
                                pointer(shown(name)),
                                null,
                                "The name holds a NUL or half a character, which are no text."));
        }
        return open;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// Fields that may be there and are read elsewhere or not at all.
    public void ignore(String... names) {
        known.addAll(List.of(names));
    }

    public String pointer(String name) {
        return pointer + "/" + name;
    }

    public void fault(String name, String message) {
        JsonNode value = node.get(name);
        fault(name, value == null || value.isContainerNode() ? null : value.asText(), message);
    }

    private void fault(String name, @Nullable String value, String message) {
        faults.add(Problem.Fault.at(pointer(name), value, message));
    }

    private <T> Optional<T> wrong(String name, JsonNode value, String right) {
        fault(
                name,
                value.isContainerNode() ? null : value.asText(),
                "'%s' is a JSON %s; it should be %s.".formatted(name, kind(value), right));
        return Optional.empty();
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number " + value.asText();
            case OBJECT -> "object";
            case STRING -> "text";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "value";
        };
    }

    /// What is wrong so far; the list grows with further reading.
    public List<Problem.Fault> faults() {
        return faults;
    }

    /// Notes every field that nobody asked for.
    public void refuseUnknown() {
        for (JsonObject object : all) {
            for (String name : object.names()) {
                if (object.known.contains(name)) continue;
                object.fault(
                        name,
                        "There is no field '%s' here.%s"
                                .formatted(name, Nearest.hint(name, object.known)));
            }
        }
    }

    /// Ends the reading of the whole.
    ///
    /// @throws Problem of the given type that points at every mistake, if there was one
    public void done(ProblemType type) {
        refuseUnknown();
        if (!faults.isEmpty()) throw Problem.of(type, faults);
    }
}
