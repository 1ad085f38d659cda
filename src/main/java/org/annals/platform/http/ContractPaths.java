package org.annals.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which methods the contract has for a path: the framework refuses a wrong method without saying
/// which would be right.
@ApplicationScoped
class ContractPaths {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    // The name of the document of an application that has only one.
    private static final String DOCUMENT = "<default>";

    private record Path(String[] segments, Set<String> methods) {

        boolean matches(String[] other) {
            if (other.length != segments.length) return false;
            for (int i = 0; i < segments.length; i++) {
                if (!segments[i].startsWith("{") && !segments[i].equals(other[i])) return false;
            }
            return true;
        }
    }

    private final List<Path> paths;

    ContractPaths(OpenApiDocumentService documents, ObjectMapper json) {
        try {
            paths =
                    paths(
                            json.readTree(documents.getDocument(DOCUMENT, Format.JSON))
                                    .path("paths"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> paths(JsonNode document) {
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.properties()) {
            Set<String> methods = new TreeSet<>();
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(name -> {
                        if (METHODS.contains(name)) methods.add(name.toUpperCase(Locale.ROOT));
                        if (name.equals("get")) methods.add("HEAD");
                    });
            paths.add(new Path(path.getKey().split("/"), methods));
        }
        return paths;
    }

    /// The methods as a value of `Allow`.
    String allowed(String path) {
        String[] segments = path.split("/");
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        for (Path known : paths) {
            if (known.matches(segments)) methods.addAll(known.methods());
        }
        return String.join(", ", methods);
    }
}
