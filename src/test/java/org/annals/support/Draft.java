package org.annals.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// An event as a client writes it down; begins with the least that an event needs.
public final class Draft {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode node = JSON.createObjectNode();

    private Draft(String title) {
        with("title", title).with("date", Map.of("edtf", "2013-01-11")).with("kind", "talks");
    }

    public static Draft of(String title) {
        return new Draft(title);
    }

    /// Sets a field to a text, number, truth, list or map.
    public Draft with(String field, Object value) {
        node.set(field, JSON.valueToTree(value));
        return this;
    }

    public Draft date(String edtf) {
        return with("date", Map.of("edtf", edtf));
    }

    public Draft tags(String... tags) {
        return with("tags", tags);
    }

    public Draft origin(String dataset, String key) {
        return with("origin", Map.of("dataset", dataset, "key", key));
    }

    public Draft without(String field) {
        node.remove(field);
        return this;
    }

    public String json() {
        return node.toString();
    }
}
