package org.annals.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One thing that differs between two versions of an event: a field by its path, what it said and
/// what it says. Lists are compared whole, as a list of actors or sources is read whole.
///
/// @param field dots between the names: `fatalities.best`
/// @param before null for unknown, none, or not there
/// @param words both in a line that people read
@RegisterForReflection
record EventChange(
        String field, @Nullable JsonNode before, @Nullable JsonNode after, String words) {

    /// An operation of a JSON Patch (RFC 6902).
    @RegisterForReflection
    record Operation(String op, String path, @Nullable JsonNode value) {}

    // These differ between any two versions, and say nothing about the event.
    private static final Set<String> OF_THE_VERSION =
            Set.of("id", "url", "revision", "recordedAt", "firstRecordedAt");
    private static final int LONGEST_WORDS = 120;

    private record Difference(List<String> path, JsonNode before, JsonNode after) {}

    /// What has changed, in the order of the fields.
    static List<EventChange> between(JsonNode before, JsonNode after) {
        return differences(before, after).stream()
                .map(d ->
                        new EventChange(
                                String.join(".", d.path()),
                                shown(d.before()),
                                shown(d.after()),
                                "%s: %s → %s"
                                        .formatted(
                                                String.join(".", d.path()),
                                                words(d.before()),
                                                words(d.after()))))
                .toList();
    }

    /// The patch that makes `after` of `before`, but for what is of the version alone.
    static List<Operation> patch(JsonNode before, JsonNode after) {
        return differences(before, after).stream().map(EventChange::operation).toList();
    }

    private static Operation operation(Difference difference) {
        String path = pointer(difference.path());
        if (difference.after().isMissingNode()) return new Operation("remove", path, null);
        String op = difference.before().isMissingNode() ? "add" : "replace";
        return new Operation(op, path, difference.after());
    }

    private static String pointer(List<String> path) {
        StringBuilder pointer = new StringBuilder();
        for (String name : path) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static List<Difference> differences(JsonNode before, JsonNode after) {
        List<Difference> all = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> it = after.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> field = it.next();
            if (OF_THE_VERSION.contains(field.getKey())) continue;
            compare(List.of(field.getKey()), before.path(field.getKey()), field.getValue(), all);
        }
        return all;
    }

    private static void compare(
            List<String> path, JsonNode before, JsonNode after, List<Difference> all) {
        if (before.equals(after)) return;
        if (!before.isObject() || !after.isObject()) {
            all.add(new Difference(path, before, after));
            return;
        }
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            List<String> inner = new ArrayList<>(path);
            inner.add(name);
            compare(inner, before.path(name), after.path(name), all);
        }
    }

    private static @Nullable JsonNode shown(JsonNode value) {
        return value instanceof MissingNode ? null : value;
    }

    private static String words(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) return "unknown";
        if (value.isArray() && value.isEmpty()) return "none";
        String text = value.isValueNode() ? value.asText() : value.toString();
        return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS) + "…";
    }
}
