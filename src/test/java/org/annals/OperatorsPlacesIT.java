package org.annals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.annals.support.PackagedService;
import org.junit.jupiter.api.Test;

/// What operators and clients find beside the API, on the service as it is delivered.
class OperatorsPlacesIT {

    @Test
    void the_packaged_service_has_the_usual_places() throws Exception {
        try (PackagedService service = PackagedService.Setup.warm("operators-places").start();
                HttpClient client =
                        HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build()) {
            Map<String, String> places =
                    Map.of(
                            "/", "<html",
                            "/q/openapi", "openapi: 3.1.0",
                            "/q/openapi?format=json", "\"openapi\"",
                            "/q/swagger-ui", "swagger",
                            "/q/health/live", "\"status\": \"UP\"",
                            "/q/health/ready", "\"status\": \"UP\"",
                            "/q/health/started", "\"status\": \"UP\"",
                            "/q/health/well", "The last file of each data set is in",
                            "/q/metrics", "jvm_memory_used_bytes");
            for (Map.Entry<String, String> place : places.entrySet()) {
                HttpResponse<String> answer = get(client, service.uri(place.getKey()));
                assertEquals(200, answer.statusCode(), place.getKey());
                assertTrue(
                        answer.body().contains(place.getValue()),
                        () -> place.getKey() + " answers\n" + answer.body());
            }
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI address)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
