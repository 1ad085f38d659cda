package org.annals.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.annals.platform.http.Problem;
import org.annals.platform.http.Problem.Fault;
import org.annals.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/// What an event shall say after a change, made of what it says now and what the client sent.
///
/// Fields that the service computes may come back as they were, and a change of what they follow
/// from is no change of them; anything else in them is refused. So is another data set or key.
final class Revised {

    private static final List<String> COMPUTED =
            List.of("id", "url", "revision", "recordedAt", "firstRecordedAt");
    private static final List<String> IDENTITY = List.of("dataset", "key");
    private static final List<String> COMPUTED_OF_DATE =
            List.of(
                    "startEarliest",
                    "startLatest",
                    "endEarliest",
                    "endLatest",
                    "precision",
                    "qualifier",
                    "ongoing",
                    "words");

    private Revised() {}

    /// The whole event as sent (PUT).
    static JsonNode replaced(JsonNode present, JsonNode sent) {
        if (!sent.isObject()) return sent;
        ObjectNode wanted = sent.deepCopy();
        List<Fault> faults = new ArrayList<>();
        takeOut(COMPUTED, "", present, wanted, faults);
        keepOrigin(present.path("origin"), wanted, faults);
        if (wanted.get("date") instanceof ObjectNode date) {
            JsonNode before = present.path("date");
            takeOut(COMPUTED_OF_DATE, "/date", before, date, faults);
            // The day of confirmation belongs to the date that was; a new one has its own.
            boolean other = !before.path("edtf").equals(date.path("edtf"));
            if (other && before.path("confirmed").equals(date.path("confirmed"))) {
                date.remove("confirmed");
            }
        }
        // A count that only counted the sources goes on to do so.
        boolean counted = present.path("sourceCount").asInt(-1) == present.path("sources").size();
        if (counted && present.path("sourceCount").equals(wanted.path("sourceCount"))) {
            wanted.remove("sourceCount");
        }
        if (!faults.isEmpty()) throw Problem.of(ProblemType.READ_ONLY_FIELD, faults);
        return wanted;
    }

    // Links and imports know an event by its data set and key.
    private static void keepOrigin(JsonNode present, ObjectNode wanted, List<Fault> faults) {
        if (!wanted.hasNonNull("origin")) wanted.set("origin", present);
        if (!(wanted.get("origin") instanceof ObjectNode origin)) return;
        for (String name : IDENTITY) {
            if (!origin.hasNonNull(name)) {
                origin.set(name, present.path(name));
            } else if (!origin.path(name).equals(present.path(name))) {
                faults.add(
                        Fault.at(
                                "/origin/" + name,
                                origin.path(name).asText(),
                                "The event keeps the origin by which others know it; its %s is %s. An event from elsewhere is another event."
                                        .formatted(name, present.path(name))));
            }
        }
    }

    /// The event with a merge patch (RFC 7396) on it.
    static JsonNode patched(JsonNode present, JsonNode patch) {
        if (!patch.isObject()) {
            throw Problem.of(
                    ProblemType.UNREADABLE_BODY,
                    "A merge patch is an object with the fields to change, such as {\"status\": \"confirmed\"}.");
        }
        ObjectNode base = present.deepCopy();
        if (patch.get("date") instanceof ObjectNode date
                && base.get("date") instanceof ObjectNode b) {
            // A date is written in one way: as EDTF or in words. The new way takes the place of the
            // old.
            if (date.has("edtf")) b.remove(List.of("text", "reported"));
            else if (date.has("text")) b.remove(List.of("edtf", "confirmed"));
        }
        return replaced(present, merged(base, patch));
    }

    private static JsonNode merged(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) return patch;
        ObjectNode result =
                target instanceof ObjectNode object ? object : ((ObjectNode) patch).objectNode();
        Iterator<Map.Entry<String, JsonNode>> fields = patch.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getValue().isNull()) result.remove(field.getKey());
            else result.set(field.getKey(), merged(result.get(field.getKey()), field.getValue()));
        }
        return result;
    }

    private static void takeOut(
            List<String> names,
            String pointer,
            JsonNode present,
            ObjectNode wanted,
            List<Fault> faults) {
        for (String name : names) {
            JsonNode sent = wanted.remove(name);
            if (sent == null || sent.isNull() || sent.equals(present.path(name))) continue;
            faults.add(
                    Fault.at(
                            pointer + "/" + name,
                            sent.isContainerNode() ? null : sent.asText(),
                            "'%s' is computed and cannot be set; it is %s. Send it back as it is, or leave it out."
                                    .formatted(name, present.path(name))));
        }
    }
}
