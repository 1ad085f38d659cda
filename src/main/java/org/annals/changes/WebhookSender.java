package org.annals.changes;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Sends one message to one address, which is checked and then connected to itself: its name is not
/// looked up once more. Redirects are not followed, since they could lead anywhere.
@ApplicationScoped
class WebhookSender {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final int GONE = 410;

    /// What came of it.
    sealed interface Outcome {
        record Taken() implements Outcome {}

        record Failed(String reason) implements Outcome {}

        /// The receiver wants no more.
        record Unwanted(String reason) implements Outcome {}
    }

    /// @param id the same whenever the message is sent again
    record Message(String id, long timestamp, String signature, String body) {}

    private final WebhookTargets targets;
    private final HttpClient client;
    private final String version;

    WebhookSender(
            WebhookTargets targets,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.targets = targets;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) TO_CONNECT.toMillis())
                                .setKeepAlive(false));
        this.version = version;
    }

    Outcome send(URI url, Message message) {
        try {
            int status =
                    call(url, targets.resolve(url), message)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(2 * TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            if (status / 100 == 2) return new Outcome.Taken();
            if (status == GONE) return new Outcome.Unwanted("It answered 410, gone.");
            String reason = "It answered %d.".formatted(status);
            if (status / 100 == 3) reason += " Redirects are not followed.";
            return new Outcome.Failed(reason);
        } catch (IllegalArgumentException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return new Outcome.Failed("It did not answer in time.");
        } catch (ExecutionException e) {
            return new Outcome.Failed(
                    "It cannot be reached: %s."
                            .formatted(e.getCause() == null ? "" : e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("The service was stopped.");
        }
    }

    private Future<Integer> call(URI url, InetAddress address, Message message) {
        boolean secure = url.getScheme().equals("https");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        RequestOptions to =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                        .setHost(url.getHost())
                        .setPort(port)
                        .setSsl(secure)
                        .setURI(path(url))
                        .setFollowRedirects(false)
                        .setTimeout(TO_ANSWER.toMillis())
                        .putHeader("Content-Type", "application/json")
                        .putHeader("User-Agent", "Annals/" + version)
                        .putHeader("webhook-id", message.id())
                        .putHeader("webhook-timestamp", Long.toString(message.timestamp()))
                        .putHeader("webhook-signature", message.signature());
        return client.request(to)
                .compose(request -> request.send(Buffer.buffer(message.body())))
                .map(response -> {
                    // What else it says is of no use here, and may never end.
                    response.request().connection().close();
                    return response.statusCode();
                });
    }

    private static String path(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
