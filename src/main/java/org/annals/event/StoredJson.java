package org.annals.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.annals.codebook.LinkRel;
import org.annals.codebook.OutsideKey;
import org.jspecify.annotations.Nullable;

/// How the parts of an event that are kept as JSON are written. A mapper of its own, so that no
/// setting of the API reaches what is stored.
final class StoredJson {

    // In one order, since what is written goes into the hash that tells two drafts apart: the same
    // columns come in the order of the file, or of the database when an edit sends them back.
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final TypeReference<List<Source>> SOURCES = new TypeReference<>() {};
    private static final TypeReference<List<StoredLink>> LINKS = new TypeReference<>() {};

    /// A link as stored: by outside key alone, which holds in every instance.
    @RegisterForReflection
    record StoredLink(LinkRel rel, OutsideKey origin) {}

    private StoredJson() {}

    static String sources(List<Source> sources) {
        return write(sources);
    }

    static List<Source> sources(String sources) {
        try {
            return MAPPER.readValue(sources, SOURCES);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What sources say of date and toll, for `event.claims`; null if they say nothing of either.
    static @Nullable String claims(List<Source> sources) {
        List<StoredClaim> claims =
                sources.stream().flatMap(source -> StoredClaim.of(source).stream()).toList();
        return claims.isEmpty() ? null : write(claims);
    }

    static String links(List<StoredLink> links) {
        return write(links);
    }

    /// The events to which stored links lead.
    static Set<OutsideKey> linked(String links) {
        try {
            return MAPPER.readValue(links, LINKS).stream()
                    .map(StoredLink::origin)
                    .collect(Collectors.toSet());
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many a stored list holds.
    static int size(String list) {
        return read(list).size();
    }

    /// Both lists, what is in both once.
    static String union(String some, String more) {
        Set<JsonNode> all = new LinkedHashSet<>();
        read(some).forEach(all::add);
        read(more).forEach(all::add);
        return write(all);
    }

    /// Stored links without those that lead to `targets`.
    static String without(String links, Set<OutsideKey> targets) {
        try {
            return write(
                    MAPPER.readValue(links, LINKS).stream()
                            .filter(link -> !targets.contains(link.origin()))
                            .toList());
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String list) {
        try {
            return MAPPER.readTree(list);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    static String extra(Map<String, Map<String, String>> extra) {
        return write(extra);
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
