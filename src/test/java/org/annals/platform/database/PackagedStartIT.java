package org.annals.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.annals.support.PackagedService;
import org.annals.support.PackagedService.Setup;
import org.junit.jupiter.api.Test;

/// Starting and stopping the packaged service, as an operator sees it.
class PackagedStartIT {

    private static final Duration SOON = Duration.ofSeconds(12);
    private static final long SEED = 20230205;
    private static final Path CENTRAL_AFRICA =
            Path.of(
                    "src/test/resources/org/annals/importing/ucdp-ged/ged231-central-african-republic.csv");

    @Test
    void a_first_start_says_where_all_is_and_a_second_one_keeps_data_and_token() throws Exception {
        Setup setup = Setup.fresh("first-start");
        String token;
        try (PackagedService service = setup.start()) {
            token = service.token();
            assertTrue(service.log().contains("Page: " + local(service, "/")), service.log());
            assertTrue(
                    service.log().contains("Swagger UI: " + local(service, "/q/swagger-ui")),
                    service.log());
            assertTrue(service.log().contains(token), "the token is shown once");
            assertTrue(service.get("/api/v1/events?limit=1").body().contains("\"value\":51"));
            assertEquals("rw-------", permissions(setup.folder().resolve("admin-token")));
            assertStops(service);
        }
        try (PackagedService again = setup.start()) {
            System.out.printf("A warm start took %d ms%n", again.age().toMillis());
            assertEquals(token, again.token());
            assertFalse(again.log().contains(token), "the token is shown once");
            assertTrue(
                    again.log().contains(setup.folder().resolve("admin-token").toString()),
                    again.log());
            assertTrue(again.get("/api/v1/events?limit=1").body().contains("\"value\":51"));
            assertTrue(again.get("/").body().contains("<html"));
            assertStops(again);
        }
    }

    @Test
    void a_signal_to_stop_ends_it_though_a_reader_of_an_export_hangs() throws Exception {
        try (PackagedService service = Setup.warm("stop-with-reader").start();
                Socket reader = new Socket()) {
            // More than the sockets between the two hold.
            service.load("format=ucdp-ged&dataset=one", CENTRAL_AFRICA);
            service.load("format=ucdp-ged&dataset=two", CENTRAL_AFRICA);
            service.load("format=ucdp-ged&dataset=three", CENTRAL_AFRICA);
            reader.setReceiveBufferSize(4096);
            reader.connect(new InetSocketAddress("127.0.0.1", service.uri("/").getPort()));
            reader.getOutputStream()
                    .write(
                            "GET /api/v1/events?format=ndjson HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = reader.getInputStream();
            assertEquals('H', answer.read());
            assertStops(service);
        }
    }

    @Test
    void a_signal_to_stop_ends_it_at_whatever_moment_of_the_start_it_comes() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Setup setup = Setup.warm("stop-in-start");
        for (int round = 0; round < 5; round++) {
            Duration moment = Duration.ofMillis(random.nextInt(200, 4_000));
            try (PackagedService service = setup.launch()) {
                service.endsWithin(moment);
                Duration took = service.stop();
                String story =
                        "seed %d, stopped after %s:%n%s".formatted(SEED, moment, service.log());
                assertTrue(took.compareTo(SOON) < 0, took + ", " + story);
                assertTrue(ServerProcess.in(setup.folder().resolve("cluster")).isEmpty(), story);
            }
        }
    }

    private static void assertStops(PackagedService service) {
        Path cluster = service.setup().folder().resolve("cluster");
        assertFalse(ServerProcess.in(cluster).isEmpty());
        Duration took = service.stop();
        assertTrue(took.compareTo(SOON) < 0, took + "\n" + service.log());
        assertTrue(ServerProcess.in(cluster).isEmpty(), "PostgreSQL is to stop with the service");
    }

    private static String local(PackagedService service, String path) {
        return "http://localhost:" + service.uri("/").getPort() + path;
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
