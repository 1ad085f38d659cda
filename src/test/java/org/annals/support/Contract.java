package org.annals.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.annals.platform.http.ProblemType;

/// The published contract, read so that answers can be held against it.
///
/// A place in the document is a JSON Pointer, and [#at(String)] follows references on the way, so
/// that rules need not know what is written in place and what is shared.
final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "https://annals.invalid/contract";
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH");

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final List<Template> paths = new ArrayList<>();

    private Contract(JsonNode document) {
        this.document = document;
        // A misspelt keyword would check nothing; those of the document around the schemas are
        // known.
        Dialect.Builder dialect =
                Dialect.builder(Dialects.getDraft202012())
                        .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance());
        document.fieldNames()
                .forEachRemaining(name -> dialect.keyword(new NonValidationKeyword(name)));
        // Without this, "format" is a remark and 'next' could be anything.
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        dialect.build(),
                        builder ->
                                builder.schemas(Map.of(ADDRESS, document.toString()))
                                        .schemaRegistryConfig(config));
        document.path("paths").fieldNames().forEachRemaining(p -> paths.add(Template.of(p)));
    }

    /// The file that the service serves.
    static Contract published() {
        try {
            return new Contract(
                    new YAMLMapper().readTree(Path.of("openapi", "annals.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /// An operation: where it stands in the document.
    record Operation(String method, String path, String pointer) {}

    List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        for (Template path : paths) {
            for (String method : METHODS) {
                operation(method, path).ifPresent(found::add);
            }
        }
        return found;
    }

    /// The names of the query parameters of an operation; none when there is no such operation.
    List<String> parameters(String method, String path) {
        return paths.stream()
                .filter(template -> template.fits(path))
                .findFirst()
                .flatMap(template -> operation(method, template))
                .map(this::parameters)
                .orElse(List.of());
    }

    /// What is wrong with the answer, in words; empty when it keeps the contract.
    List<String> violations(Exchange exchange) {
        if (exchange.method().equals("OPTIONS")) return List.of(); // CORS, not an operation
        if (!isPromised(exchange.path())) {
            return exchange.status() < 400 || exchange.path().startsWith("/q/")
                    ? List.of()
                    : problem(exchange);
        }
        Optional<Template> path = paths.stream().filter(p -> p.fits(exchange.path())).findFirst();
        // HEAD is GET without a body.
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        Optional<Operation> operation = path.flatMap(p -> operation(method, p));
        if (operation.isPresent()) return violations(exchange, operation.get());

        int wrong = path.isPresent() ? 404 : 405;
        if (exchange.status() == wrong) {
            return List.of(
                    path.isPresent()
                            ? "the path is in the contract, so another method is a 405"
                            : "the path is not in the contract, so it is a 404");
        }
        return response(exchange, "/x-outside-operations/responses/" + exchange.status())
                .orElseGet(() ->
                        List.of(
                                "the contract has no %s %s, and yet the answer is %d"
                                        .formatted(
                                                exchange.method(),
                                                exchange.path(),
                                                exchange.status())));
    }

    /// What is at the pointer, references followed; missing when nothing is.
    JsonNode at(String pointer) {
        return document.at(resolve(pointer));
    }

    /// The pointer of what is at the pointer when references on the way are followed.
    String resolve(String pointer) {
        String resolved = "";
        for (String step : pointer.substring(1).split("/", -1)) {
            resolved = target(resolved) + "/" + step;
        }
        return target(resolved);
    }

    /// Why the value does not fit the schema at the pointer; empty when it does.
    List<String> misfits(String pointer, JsonNode value) {
        return schemas.computeIfAbsent(pointer, this::schema).validate(value).stream()
                .map(error -> "%s: %s".formatted(error.getInstanceLocation(), error.getMessage()))
                .toList();
    }

    static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    private List<String> violations(Exchange exchange, Operation operation) {
        List<String> found = new ArrayList<>();
        if (exchange.status() < 300) {
            List<String> known = parameters(operation);
            exchange.parameters().stream()
                    .filter(name -> !known.contains(name))
                    .map("the parameter '%s' was accepted, but is not in the contract"::formatted)
                    .forEach(found::add);
        }
        response(exchange, operation.pointer() + "/responses/" + exchange.status())
                .ifPresentOrElse(
                        found::addAll,
                        () ->
                                found.add(
                                        "the status %d is not documented for %s %s"
                                                .formatted(
                                                        exchange.status(),
                                                        operation.method(),
                                                        operation.path())));
        return found;
    }

    /// Empty when there is no such response in the contract.
    private Optional<List<String>> response(Exchange exchange, String pointer) {
        JsonNode response = at(pointer);
        if (response.isMissingNode()) return Optional.empty();

        List<String> found = new ArrayList<>();
        String place = resolve(pointer);
        response.path("headers")
                .fieldNames()
                .forEachRemaining(
                        name -> found.addAll(header(exchange, name, place + "/headers/" + name)));
        if (exchange.method().equals("HEAD")) {
            if (!exchange.body().isEmpty()) found.add("an answer to HEAD has no body");
        } else {
            found.addAll(body(exchange, response.path("content"), place + "/content/"));
        }
        if (exchange.status() >= 400) found.addAll(problem(exchange));
        return Optional.of(found);
    }

    private List<String> header(Exchange exchange, String name, String pointer) {
        String value = exchange.headers().get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            return at(pointer + "/required").asBoolean()
                    ? List.of("the header '%s' is missing".formatted(name))
                    : List.of();
        }
        return misfits(resolve(pointer) + "/schema", TextNode.valueOf(value)).stream()
                .map(misfit -> "the header '%s', '%s'%s".formatted(name, value, misfit))
                .toList();
    }

    private List<String> body(Exchange exchange, JsonNode content, String pointer) {
        if (content.isEmpty()) {
            return exchange.body().isEmpty() ? List.of() : List.of("a body that is not documented");
        }
        String type = exchange.mediaType();
        if (!content.has(type)) {
            String documented =
                    content.properties().stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.joining(", "));
            return List.of("the type is '%s', documented: %s".formatted(type, documented));
        }
        String schema = pointer + escape(type) + "/schema";
        if (type.equals("application/x-ndjson")) {
            List<String> found = new ArrayList<>();
            List<String> lines = exchange.body().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                for (String misfit : json(exchange, lines.get(i), schema)) {
                    found.add("line %d %s".formatted(i + 1, misfit));
                }
            }
            return found;
        }
        return type.endsWith("json")
                ? json(exchange, exchange.body(), schema)
                : misfits(exchange, schema, TextNode.valueOf(exchange.body()));
    }

    /// An answer may be partial only where it was asked to: without `fields` it has to fit another
    /// of the alternatives.
    private List<String> misfits(Exchange exchange, String schema, JsonNode value) {
        JsonNode alternatives = at(schema + "/anyOf");
        if (alternatives.isMissingNode() || exchange.parameters().contains("fields")) {
            return misfits(schema, value);
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).path("$ref").asText().contains("/Partial")) continue;
            List<String> of = misfits(schema + "/anyOf/" + i, value);
            if (of.isEmpty()) return List.of();
            found.addAll(of);
        }
        return found;
    }

    private List<String> json(Exchange exchange, String text, String schema) {
        try {
            return misfits(exchange, schema, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return List.of("is not JSON: " + e.getOriginalMessage());
        }
    }

    private List<String> json(String text, String schema) {
        try {
            return misfits(schema, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return List.of("is not JSON: " + e.getOriginalMessage());
        }
    }

    /// That the answer is a problem from the table, under its own status.
    private List<String> problem(Exchange exchange) {
        if (!exchange.mediaType().equals("application/problem+json")) {
            return List.of(
                    "a %d is application/problem+json, not '%s'"
                            .formatted(exchange.status(), exchange.mediaType()));
        }
        if (exchange.method().equals("HEAD")) return List.of();
        List<String> found = new ArrayList<>(json(exchange.body(), "/components/schemas/Problem"));
        if (!found.isEmpty()) return found;
        JsonNode body = parse(exchange.body());
        String type = body.path("type").asText();
        Optional<ProblemType> known = ProblemType.ofSlug(type.substring(type.lastIndexOf('/') + 1));
        if (known.isEmpty()) {
            found.add("the type '%s' is not in the table".formatted(type));
        } else {
            ProblemType problem = known.get();
            if (problem.status() != exchange.status()) {
                found.add("%s is a %d".formatted(problem.slug(), problem.status()));
            }
            if (!problem.title().equals(body.path("title").asText())) {
                found.add("the title of %s is '%s'".formatted(problem.slug(), problem.title()));
            }
        }
        if (body.path("status").asInt() != exchange.status()) {
            found.add("the body says " + body.path("status"));
        }
        return found;
    }

    /// The path is one of those about which the contract says everything.
    private static boolean isPromised(String path) {
        return path.startsWith("/api/") || path.startsWith("/problems/");
    }

    private Optional<Operation> operation(String method, Template path) {
        String pointer = "/paths/" + escape(path.text()) + "/" + method.toLowerCase(Locale.ROOT);
        return at(pointer).isMissingNode()
                ? Optional.empty()
                : Optional.of(new Operation(method, path.text(), pointer));
    }

    private List<String> parameters(Operation operation) {
        List<String> names = new ArrayList<>();
        JsonNode listed = at(operation.pointer() + "/parameters");
        for (int i = 0; i < listed.size(); i++) {
            JsonNode parameter = at(operation.pointer() + "/parameters/" + i);
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
        return names;
    }

    private String target(String pointer) {
        if (pointer.isEmpty()) return pointer;
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isTextual() && reference.asText().startsWith("#")
                ? target(reference.asText().substring(1))
                : pointer;
    }

    private Schema schema(String pointer) {
        if (document.at(pointer).isMissingNode()) {
            throw new IllegalArgumentException("the contract has nothing at " + pointer);
        }
        return registry.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A path of the contract, such as `/api/v1/events/{id}`.
    private record Template(String text, List<String> steps) {

        static Template of(String text) {
            return new Template(text, List.of(text.split("/", -1)));
        }

        boolean fits(String path) {
            String[] given = path.split("/", -1);
            if (given.length != steps.size()) return false;
            for (int i = 0; i < given.length; i++) {
                boolean open = steps.get(i).startsWith("{") && !given[i].isEmpty();
                if (!open && !steps.get(i).equals(given[i])) return false;
            }
            return true;
        }
    }
}
