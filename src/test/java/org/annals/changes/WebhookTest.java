package org.annals.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.annals.platform.http.ProblemType.RECORD_NOT_FOUND;
import static org.annals.platform.http.ProblemType.UNREADABLE_BODY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.inject.spi.CDI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.annals.changes.Receiver.Message;
import org.annals.codebook.Codebooks;
import org.annals.platform.sql.Snapshots;
import org.annals.support.Draft;
import org.annals.support.Events;
import org.annals.support.Events.Stored;
import org.annals.support.Refused;
import org.junit.jupiter.api.Test;

/// What somebody gets to whom changes are sent, and what an editor sees of it.
@QuarkusTest
class WebhookTest {

    private static final String PATH = "/api/v1/webhooks";

    private static Response post(Map<String, String> draft) {
        return Events.writing().contentType(ContentType.JSON).body(draft).post(PATH);
    }

    private static JsonNode made(Receiver receiver, String filter) {
        return made(Map.of("url", receiver.url(), "filter", filter, "description", "A test"));
    }

    private static JsonNode made(Map<String, String> draft) {
        Response answer = post(draft);
        assertEquals(201, answer.statusCode(), answer.asString());
        return Events.json(answer.asString());
    }

    private static JsonNode shown(JsonNode made) {
        String id = made.at("/id").asText();
        Response answer = Events.writing().get(PATH);
        assertEquals(200, answer.statusCode(), answer.asString());
        assertFalse(answer.asString().contains("whsec_"));
        for (JsonNode item : Events.json(answer.asString()).path("items")) {
            if (item.path("id").asText().equals(id)) return item;
        }
        throw new AssertionError("there is no webhook " + id);
    }

    private static JsonNode awaited(JsonNode made, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            JsonNode now = shown(made);
            if (wanted.test(now)) return now;
            assertTrue(System.nanoTime() < deadline, now.toString());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void delete(JsonNode made) {
        String path = PATH + "/" + made.at("/id").asText();
        assertEquals(204, Events.writing().delete(path).statusCode());
        Refused.as(RECORD_NOT_FOUND, Events.writing().delete(path));
    }

    private static void assertSigned(Message message, String secret)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed = message.id() + "." + message.timestamp() + "." + message.body();
        String expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        assertEquals("v1," + expected, message.signature());
        long age =
                Clock.systemUTC().instant().getEpochSecond() - Long.parseLong(message.timestamp());
        assertTrue(Math.abs(age) < 60, message.timestamp());
    }

    @Test
    void changes_come_in_order_and_signed_and_an_event_that_leaves_is_told_once_more()
            throws Exception {
        try (Receiver receiver = new Receiver(_ -> 204)) {
            JsonNode made = made(receiver, "tag=hook-order&q=Br%C3%BCcke");
            Stored event = Events.create(Draft.of("Brücke").tags("hook-order"));
            Events.create(Draft.of("Brücke").tags("hook-other"));
            JsonNode first = event.body();
            event = Events.patched(event, "{\"description\": \"More\"}");
            Events.patched(event, "{\"tags\": [\"hook-other\"]}");
            List<Message> messages = receiver.next(3);
            assertEquals(
                    List.of("event.created 1", "event.changed 2", "event.left 3"),
                    messages.stream().map(Message::told).toList());
            assertEquals(first, messages.getFirst().json().at("/data/event"));
            assertTrue(messages.getLast().json().at("/data/event").isNull());
            assertEquals("/hook?of=annals", messages.getFirst().path());
            HashSet<String> ids = new HashSet<>();
            for (Message message : messages) {
                assertSigned(message, made.path("secret").asText());
                assertTrue(ids.add(message.id()), message.id());
            }
            JsonNode now = awaited(made, hook -> !hook.path("deliveredAt").isNull());
            assertEquals("active", now.path("state").asText());
            delete(made);
        }
    }

    @Test
    void what_was_not_taken_comes_again_before_what_follows() throws Exception {
        try (Receiver receiver = new Receiver(nth -> nth <= 2 ? 500 : 200)) {
            JsonNode made = made(receiver, "tag=hook-again");
            Stored event = Events.create(Draft.of("Told thrice").tags("hook-again"));
            Events.patched(event, "{\"description\": \"More\"}");
            Message first = receiver.next();
            JsonNode failing = awaited(made, hook -> hook.path("failures").asInt() > 0);
            assertEquals("failing", failing.path("state").asText());
            assertEquals("It answered 500.", failing.path("failure").asText());
            List<Message> messages = receiver.next(3);
            assertEquals(first.id(), messages.get(0).id());
            assertEquals(first.id(), messages.get(1).id());
            assertEquals("event.changed 2", messages.get(2).told());
            awaited(made, hook -> hook.path("state").asText().equals("active"));
            delete(made);
        }
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
        try (Receiver receiver = new Receiver(nth -> nth == 1 ? 302 : 204)) {
            JsonNode made = made(receiver, "tag=hook-redirected");
            Events.create(Draft.of("Redirected").tags("hook-redirected"));
            List<Message> messages = receiver.next(2);
            assertEquals("/hook?of=annals", messages.get(1).path());
            assertEquals(messages.get(0).id(), messages.get(1).id());
            delete(made);
        }
    }

    @Test
    void after_a_day_of_failures_it_is_stopped_and_a_new_one_goes_on_from_there() throws Exception {
        try (Receiver receiver = new Receiver(nth -> nth == 1 ? 500 : 503)) {
            JsonNode made = made(receiver, "tag=hook-off");
            Events.create(Draft.of("Never told").tags("hook-off"));
            awaited(made, hook -> hook.path("failures").asInt() > 0);
            WebhookDelivery aDayLater =
                    new WebhookDelivery(
                            bean(AgroalDataSource.class),
                            bean(Snapshots.class),
                            bean(Codebooks.class),
                            bean(ChangeFeed.class),
                            bean(Webhooks.class),
                            bean(WebhookSender.class),
                            bean(ObjectMapper.class),
                            Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
            JsonNode off =
                    awaited(
                            made,
                            hook -> {
                                aDayLater.deliver();
                                return hook.path("state").asText().equals("stopped");
                            });
            assertEquals("It answered 503.", off.path("failure").asText());
            assertFalse(off.path("stoppedSince").isNull());
            assertTrue(off.path("nextAttempt").isNull());
            try (Receiver repaired = new Receiver(_ -> 200)) {
                JsonNode again =
                        made(
                                Map.of(
                                        "url", repaired.url(),
                                        "filter", "tag=hook-off",
                                        "after", off.path("next").asText()));
                assertEquals("event.created 1", repaired.next().told());
                delete(again);
            }
            delete(made);
        }
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    @Test
    void whoever_answers_410_gets_no_more() throws Exception {
        try (Receiver receiver = new Receiver(_ -> 410)) {
            JsonNode made = made(receiver, "tag=hook-gone");
            Events.create(Draft.of("Unwanted").tags("hook-gone"));
            receiver.next();
            JsonNode off = awaited(made, hook -> hook.path("state").asText().equals("stopped"));
            assertEquals(1, off.path("failures").asInt());
            delete(made);
        }
    }

    @Test
    void a_draft_that_cannot_be_told_is_refused_with_what_is_wrong() {
        assertRefused(Map.of("filter", "country=MLI"), "needs an address");
        assertRefused(Map.of("url", "http://127.0.0.2/"), "ANNALS_WEBHOOKS_ALLOWED_NETWORKS");
        assertRefused(Map.of("url", "http://10.0.0.1/"), "not of the public Internet");
        assertRefused(Map.of("url", "http://nowhere.invalid/"), "There is no host");
        assertRefused(Map.of("url", "mailto:a@example.org"), "is no address to send to");
        String fine = "http://127.0.0.1:9/";
        assertRefused(Map.of("url", fine, "filter", "contry=MLI"), "country");
        assertRefused(Map.of("url", fine, "filter", "country=Mali-"), "Mali-");
        assertRefused(Map.of("url", fine, "filter", "q=%zz"), "hexadecimal");
        assertRefused(Map.of("url", fine, "after", "yesterday"), "no token");
    }

    private static void assertRefused(Map<String, String> draft, String reason) {
        Response answer = post(draft);
        Refused.as(UNREADABLE_BODY, answer);
        assertTrue(answer.asString().contains(reason), answer.asString());
    }
}
