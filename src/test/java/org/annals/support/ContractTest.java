package org.annals.support;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Code;
import org.annals.codebook.EventStatus;
import org.annals.codebook.LinkRel;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.ViolenceType;
import org.annals.platform.http.ProblemType;
import org.annals.security.Role;
import org.annals.time.Precision;
import org.annals.time.Qualifier;
import org.junit.jupiter.api.Test;

/// What the contract owes to its readers.
class ContractTest {

    private final Contract contract = Contract.published();

    @Test
    void every_operation_says_what_it_is_for() {
        List<String> lacks = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        Set<String> tags = new TreeSet<>();
        contract.document().path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        for (Contract.Operation operation : contract.operations()) {
            JsonNode node = contract.at(operation.pointer());
            String id = node.path("operationId").asText();
            if (id.isEmpty() || !ids.add(id)) lacks.add(operation + " needs its own operationId");
            if (node.path("summary").asText().isEmpty()) lacks.add(operation + " needs a summary");
            if (node.path("tags").size() != 1 || !tags.contains(node.at("/tags/0").asText())) {
                lacks.add(operation + " needs one of the tags");
            }
        }
        assertEquals(List.of(), lacks);
    }

    @Test
    void every_answer_in_json_is_shown_by_an_example() {
        List<String> lacks = new ArrayList<>();
        for (Contract.Operation operation : contract.operations()) {
            String responses = operation.pointer() + "/responses";
            for (String status : names(responses)) {
                String content = responses + "/" + status + "/content";
                for (String type : names(content)) {
                    JsonNode media = contract.at(content + "/" + Contract.escape(type));
                    if (type.endsWith("json")
                            && !type.endsWith("ndjson")
                            && media.path("examples").isEmpty()) {
                        lacks.add(operation + " " + status + " " + type);
                    }
                }
            }
        }
        assertEquals(List.of(), lacks);
    }

    @Test
    void every_parameter_is_described_and_shown_by_an_example() {
        List<String> lacks = new ArrayList<>();
        for (String name : names("/components/parameters")) {
            String place = "/components/parameters/" + name;
            if (contract.at(place + "/description").asText().isEmpty()) lacks.add(name);
            if (examples(place).isEmpty()) lacks.add(name);
        }
        for (Contract.Operation operation : contract.operations()) {
            for (JsonNode parameter : contract.at(operation.pointer() + "/parameters")) {
                if (!parameter.has("$ref")) lacks.add(operation + " has one that is not shared");
            }
        }
        assertEquals(List.of(), lacks);
    }

    @Test
    void every_example_fits_its_schema() {
        List<String> misfits = new ArrayList<>();
        walk(
                contract.document(),
                "",
                (place, node) -> {
                    if (!node.isObject() || !node.has("schema") || place.endsWith("/example")) {
                        return;
                    }
                    for (JsonNode example : examples(place)) {
                        for (String misfit : contract.misfits(place + "/schema", example)) {
                            misfits.add(place + " " + misfit);
                        }
                    }
                });
        assertEquals(List.of(), misfits);
    }

    @Test
    void nothing_that_is_shared_is_unused() {
        Set<String> used = new TreeSet<>();
        Set<String> shared = new TreeSet<>();
        walk(
                contract.document(),
                "",
                (place, node) -> {
                    // A reference may go on to a part of what is shared.
                    if (node.has("$ref")) {
                        used.add(
                                node.path("$ref")
                                        .asText()
                                        .replaceFirst("^(#/components/\\w+/\\w+)/.*", "$1"));
                    }
                });
        for (String section : names("/components")) {
            if (section.equals("securitySchemes")) continue;
            names("/components/" + section)
                    .forEach(name -> shared.add("#/components/" + section + "/" + name));
        }
        assertEquals(used, shared);
    }

    /// A key that is not in the schema would otherwise pass every test unseen.
    @Test
    void every_shape_is_closed() {
        Set<String> parts = new TreeSet<>();
        walk(
                contract.document(),
                "",
                (place, node) ->
                        node.path("allOf").forEach(part -> parts.add(part.path("$ref").asText())));
        List<String> open = new ArrayList<>();
        walk(
                contract.at("/components/schemas"),
                "#/components/schemas",
                (place, node) -> {
                    if (place.endsWith("/properties") || parts.contains(place)) return;
                    boolean shape = node.path("type").toString().contains("\"object\"");
                    if (!shape && !node.has("allOf")) return;
                    if (!node.has("additionalProperties") && !node.has("unevaluatedProperties")) {
                        open.add(place);
                    }
                });
        assertEquals(List.of(), open);
    }

    /// The null rule. A problem's error names either a parameter or a place in the body, and what
    /// is partial has the keys that `fields` names.
    @Test
    void every_key_of_an_answer_is_always_there() {
        Set<String> answers = new TreeSet<>();
        contract.operations()
                .forEach(operation ->
                        reach(contract.at(operation.pointer() + "/responses"), answers));
        List<String> optional = new ArrayList<>();
        for (String answer : answers) {
            if (answer.endsWith("/ProblemError") || answer.contains("/Partial")) continue;
            walk(
                    contract.document().at(answer.substring(1)),
                    answer,
                    (place, node) -> {
                        boolean shape = node.path("properties").isObject();
                        if (!shape || place.endsWith("/properties")) return;
                        Set<String> required = new TreeSet<>();
                        node.path("required").forEach(key -> required.add(key.asText()));
                        Set<String> keys = new TreeSet<>();
                        node.path("properties").fieldNames().forEachRemaining(keys::add);
                        if (!required.equals(keys)) optional.add(place);
                    });
        }
        assertEquals(List.of(), optional);
    }

    @Test
    void every_problem_has_an_example_under_its_status() {
        Set<String> shown = new TreeSet<>();
        for (String name : names("/components/responses")) {
            String examples =
                    "/components/responses/%s/content/application~1problem+json/examples"
                            .formatted(name);
            for (String slug : names(examples)) {
                JsonNode value = contract.at(examples + "/" + slug + "/value");
                shown.add(
                        "%s %s %s"
                                .formatted(
                                        value.path("type").asText(),
                                        value.path("status").asText(),
                                        value.path("title").asText()));
            }
        }
        assertEquals(
                Arrays.stream(ProblemType.values())
                        .map(type ->
                                "http://localhost:8080/problems/%s %d %s"
                                        .formatted(type.slug(), type.status(), type.title()))
                        .collect(toCollection(TreeSet::new)),
                shown);
    }

    @Test
    void every_problem_is_documented_under_its_status_wherever_it_is() {
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : contract.operations()) {
            for (String status : names(operation.pointer() + "/responses")) {
                String examples =
                        "%s/responses/%s/content/application~1problem+json/examples"
                                .formatted(operation.pointer(), status);
                for (JsonNode example : contract.at(examples)) {
                    String said = example.at("/value/status").asText();
                    if (!said.equals(status)) {
                        wrong.add("%s: %s under %s".formatted(operation, said, status));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void writes_and_only_they_tokens_and_webhooks_need_a_role() {
        for (Contract.Operation operation : contract.operations()) {
            JsonNode node = contract.at(operation.pointer());
            boolean writes = !operation.method().equals("GET");
            boolean own = List.of("Access", "Webhooks").contains(node.at("/tags/0").asText());
            assertEquals(writes || own, node.path("security").size() == 1, operation.toString());
            assertEquals(writes || own, node.at("/responses/403").isObject(), operation.toString());
        }
    }

    @Test
    void closed_lists_are_those_of_the_code() {
        assertEquals(codes(ViolenceType.values()), listed("ViolenceType"));
        assertEquals(codes(EventStatus.values()), listed("EventStatus"));
        assertEquals(codes(PlacePrecision.values()), listed("PlacePrecision"));
        assertEquals(codes(ActorRole.values()), listed("ActorRole"));
        assertEquals(codes(LinkRel.values()), listed("LinkRel"));
        assertEquals(
                Stream.of(Precision.values()).map(Precision::code).toList(),
                listed("DatePrecision"));
        assertEquals(
                Stream.of(Qualifier.values()).map(Qualifier::code).toList(),
                listed("DateQualifier"));
        assertEquals(Stream.of(Role.values()).map(Role::code).toList(), listed("TokenRole"));
    }

    private static List<String> codes(Code[] values) {
        return Stream.of(values).map(Code::code).toList();
    }

    private List<String> listed(String schema) {
        List<String> codes = new ArrayList<>();
        contract.at("/components/schemas/%s/enum".formatted(schema))
                .forEach(code -> codes.add(code.asText()));
        return codes;
    }

    private List<String> names(String pointer) {
        List<String> names = new ArrayList<>();
        contract.at(pointer).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// Examples beside a schema and, of a parameter, in it.
    private List<JsonNode> examples(String place) {
        List<JsonNode> found = new ArrayList<>();
        JsonNode node = contract.at(place);
        if (node.has("example")) found.add(node.path("example"));
        for (String name : names(place + "/examples")) {
            found.add(contract.at(place + "/examples/" + name + "/value"));
        }
        contract.document().at(place + "/schema/examples").forEach(found::add);
        return found;
    }

    private static void walk(JsonNode node, String place, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(place, node);
        if (node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            walk(
                                    entry.getValue(),
                                    place + "/" + Contract.escape(entry.getKey()),
                                    visitor));
        } else {
            for (int i = 0; i < node.size(); i++) walk(node.path(i), place + "/" + i, visitor);
        }
    }

    /// Adds the schemas that can be reached from here.
    private void reach(JsonNode from, Set<String> schemas) {
        walk(
                from,
                "",
                (place, node) -> {
                    String target = node.path("$ref").asText();
                    if (target.isEmpty()) return;
                    if (target.startsWith("#/components/schemas/") && !schemas.add(target)) return;
                    reach(contract.document().at(target.substring(1)), schemas);
                });
    }
}
