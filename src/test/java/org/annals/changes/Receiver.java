package org.annals.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.annals.support.Events;

/// Somebody to whom changes are sent.
final class Receiver implements AutoCloseable {

    record Message(String path, String id, String timestamp, String signature, String body) {

        JsonNode json() {
            return Events.json(body);
        }

        String told() {
            return json().path("type").asText() + " " + json().at("/data/revision").asText();
        }
    }

    private final HttpServer server;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final AtomicInteger received = new AtomicInteger();

    /// @param status of the answer to each message in turn, the first being 1
    Receiver(IntUnaryOperator status) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", exchange -> take(exchange, status));
        server.start();
    }

    private void take(HttpExchange exchange, IntUnaryOperator status) throws IOException {
        messages.add(
                new Message(
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(status.applyAsInt(received.incrementAndGet()), -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:%d/hook?of=annals".formatted(server.getAddress().getPort());
    }

    Message next() throws InterruptedException {
        Message next = messages.poll(30, TimeUnit.SECONDS);
        assertNotNull(next, "nothing came");
        return next;
    }

    List<Message> next(int count) throws InterruptedException {
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < count; i++) all.add(next());
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
