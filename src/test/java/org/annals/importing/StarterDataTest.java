package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Code;
import org.annals.codebook.EventStatus;
import org.annals.codebook.LinkRel;
import org.annals.codebook.PlacePrecision;
import org.annals.time.EventDate;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// The starter data against the rules that a draft has to follow, without a database.
@NullUnmarked
class StarterDataTest {
    private static final List<JsonNode> EVENTS = events();

    @Test
    void there_are_51_events_with_keys_of_their_own() {
        assertEquals(51, EVENTS.stream().map(StarterDataTest::key).distinct().count());
    }

    @Test
    void the_three_best_known_events_have_their_days() {
        assertEquals("2013-01-11/2014-07-15", edtf("operation-serval"));
        assertEquals("2022-07-22", edtf("kati-attack"));
        assertEquals("2023-02-05", edtf("ngefa-expelled"));
    }

    @Test
    void every_date_can_be_read() {
        for (JsonNode event : EVENTS) {
            EventDate.parse(event.at("/date/edtf").asText());
            for (JsonNode source : event.path("sources")) {
                for (String at : List.of("/published", "/says/edtf")) {
                    if (source.at(at).isTextual()) EventDate.parse(source.at(at).asText());
                }
            }
        }
    }

    @Test
    void every_code_is_of_its_list() {
        for (JsonNode event : EVENTS) {
            assertCode(EventStatus.class, event.path("status"));
            assertCode(PlacePrecision.class, event.at("/place/precision"));
            event.path("actors").forEach(actor -> assertCode(ActorRole.class, actor.path("role")));
            event.path("links").forEach(link -> assertCode(LinkRel.class, link.path("rel")));
            assertTrue(
                    Samples.CODEBOOK.contains(", '" + event.path("kind").asText() + "', "),
                    key(event));
        }
    }

    @Test
    void links_lead_to_events_that_are_there() {
        var keys = EVENTS.stream().map(StarterDataTest::key).collect(Collectors.toSet());
        for (JsonNode event : EVENTS) {
            for (JsonNode link : event.path("links")) {
                assertEquals("annals", link.at("/origin/dataset").asText());
                assertTrue(keys.contains(link.at("/origin/key").asText()), key(event));
            }
        }
    }

    @Test
    void every_event_names_its_sources_and_no_actor_twice_in_one_role() {
        for (JsonNode event : EVENTS) {
            assertTrue(event.path("sources").size() > 0, key(event));
            var actors =
                    StreamSupport.stream(event.path("actors").spliterator(), false)
                            .map(JsonNode::toString)
                            .toList();
            assertEquals(actors.stream().distinct().toList(), actors, key(event));
        }
    }

    private static <C extends Enum<C> & Code> void assertCode(Class<C> list, JsonNode code) {
        if (code.isMissingNode()) return;
        assertTrue(Code.of(list, code.asText()).isPresent(), list + " " + code);
    }

    private static String edtf(String key) {
        return EVENTS.stream()
                .filter(event -> key(event).equals(key))
                .findFirst()
                .orElseThrow()
                .at("/date/edtf")
                .asText();
    }

    private static String key(JsonNode event) {
        return event.at("/origin/key").asText();
    }

    private static List<JsonNode> events() {
        var json = new ObjectMapper();
        var events = new ArrayList<JsonNode>();
        try (var file = StarterDataTest.class.getResourceAsStream("/starter/mali.ndjson")) {
            for (String line :
                    new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                events.add(json.readTree(line));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return events;
    }
}
