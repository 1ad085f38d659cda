package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.annals.support.PackagedService;
import org.annals.support.PackagedService.Setup;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// The service, its PostgreSQL or both are killed with SIGKILL in the middle of an import and of
/// edits, again and again on the same data: what was acknowledged is there after the next start,
/// and of an import all or nothing.
@NullUnmarked
class KilledServiceIT {

    private static final long SEED = 19_890_1107;
    private static final int ROUNDS = 20;
    private static final int EDITS = 100;
    private static final int COPIES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Setup setup = Setup.warm("killed");
    private final Editor editor = new Editor();
    private PackagedService service;
    private Path file;
    private int rows;

    /// The data set that the import fills; another one once it is in.
    private int generation;

    private enum Victim {
        SERVICE,
        POSTGRES,
        BOTH
    }

    @Test
    void nothing_acknowledged_is_lost_and_no_import_is_there_by_half() throws Exception {
        file = longFile(setup.folder());
        service = setup.start();
        try {
            long since = System.nanoTime();
            assertEquals("succeeded", status(service.load("format=ucdp-ged&dataset=g0", file)));
            Duration whole = Duration.ofNanos(System.nanoTime() - since);
            generation = 1;
            int finished = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Victim victim = Victim.values()[round % Victim.values().length];
                Duration moment = whole.multipliedBy(random.nextInt(5, 115)).dividedBy(100);
                String story =
                        "seed %d, round %d: %s killed %d ms after the import began (whole: %d ms)"
                                .formatted(
                                        SEED, round, victim, moment.toMillis(), whole.toMillis());
                if (round(victim, moment, story)) finished++;
            }
            System.out.printf(
                    "%d rounds, %d imports finished before, %d edits acknowledged%n",
                    ROUNDS, finished, editor.acknowledged);
            assertTrue(editor.acknowledged >= EDITS, editor.acknowledged + " edits");
            assertTrue(finished < ROUNDS, "no import was hit");
            String report = service.load("format=ucdp-ged&dataset=g" + generation, file);
            assertEquals("succeeded", status(report), report);
            assertEquals(rows, count());
        } finally {
            service.close();
        }
    }

    /// Whether the import was over before.
    private boolean round(Victim victim, Duration moment, String story) throws Exception {
        int before = count();
        Thread writing = Thread.ofVirtual().start(() -> editor.write(service));
        String[] run = new String[1];
        Thread importing =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                run[0] =
                                        service.run(
                                                "format=ucdp-ged&dataset=g" + generation,
                                                BodyPublishers.ofFile(file));
                            } catch (UncheckedIOException | AssertionError | IOException e) {
                                // Killed while the file was on its way.
                            }
                        });
        service.endsWithin(moment);
        kill(victim);
        writing.join();
        importing.join();
        if (victim == Victim.POSTGRES) {
            service.awaitReady();
        } else {
            service = setup.start();
        }

        editor.check(service, setup, story);
        if (run[0] == null) {
            assertEquals(before, count(), story);
            return false;
        }
        String report = ended(run[0]);
        switch (status(report)) {
            case "succeeded" -> {
                assertEquals(rows, count(), story + " " + report);
                generation++;
                return true;
            }
            case "failed" -> {
                assertEquals(before, count(), story + " " + report);
                assertEquals(0, ask("select count(*) from event_staging"), story);
                return false;
            }
            default -> throw new AssertionError(story + " " + report);
        }
    }

    private void kill(Victim victim) {
        switch (victim) {
            case SERVICE -> service.kill();
            case POSTGRES -> service.killPostgres();
            case BOTH -> {
                // In either order: each leaves another half behind for a moment.
                if (random.nextBoolean()) {
                    service.kill();
                    service.killPostgres();
                } else {
                    service.killPostgres();
                    service.kill();
                }
            }
        }
    }

    private String ended(String run) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> report = service.get(run);
            boolean over =
                    report.statusCode() == 200
                            && !status(report.body()).matches("receiving|running");
            if (over) return report.body();
            assertTrue(System.nanoTime() < deadline, report.body());
            service.endsWithin(POLL);
        }
    }

    private static String status(String report) {
        return String.valueOf(PackagedService.field(report, "status"));
    }

    private int count() throws SQLException {
        return ask(
                "select count(*) from event where origin_dataset = (select id from dataset where code = 'g%d')"
                        .formatted(generation));
    }

    private int ask(String sql) throws SQLException {
        try (Connection connection = setup.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /// The rows of the real file several times over, each time under other keys.
    private Path longFile(Path folder) throws IOException {
        UcdpRows all = UcdpRows.of(Samples.CENTRAL_AFRICA);
        StringBuilder csv = new StringBuilder();
        String[] keys = new String[all.size()];
        for (int row = 0; row < keys.length; row++) keys[row] = all.get(row, "id");
        for (int copy = 1; copy <= COPIES; copy++) {
            for (int row = 0; row < keys.length; row++) all.set(row, "id", copy + keys[row]);
            String text = all.csv();
            csv.append(copy == 1 ? text : text.substring(text.indexOf('\n') + 1));
        }
        rows = COPIES * keys.length;
        return Files.writeString(folder.resolve("long.csv"), csv);
    }

    /// Makes events and changes each once, one request after the other, until one is not answered.
    private static final class Editor {

        private record Made(long id, String location, String tag, String body) {}

        private final Map<String, Made> made = new HashMap<>();
        private final Map<Long, String> titles = new HashMap<>();
        private int acknowledged;
        private int next;

        /// What was sent and not answered: it may be there or not.
        private String unanswered;

        void write(PackagedService service) {
            try {
                while (true) {
                    String title = "Edit " + next++;
                    unanswered = title;
                    String body = body(title);
                    HttpResponse<String> answer = post(service, title, body);
                    if (answer.statusCode() != 201) return;
                    long id = Long.parseLong(PackagedService.field(answer.body(), "id"));
                    String tag = answer.headers().firstValue("ETag").orElseThrow();
                    made.put(title, new Made(id, path(answer), tag, body));
                    titles.put(id, title);
                    acknowledged++;

                    unanswered = title + " again";
                    HttpResponse<String> changed =
                            service.write(
                                    "PUT",
                                    "/api/v1/events/" + id,
                                    "application/json",
                                    BodyPublishers.ofString(body(unanswered)),
                                    "If-Match",
                                    tag);
                    if (changed.statusCode() != 200) return;
                    titles.put(id, unanswered);
                    acknowledged++;
                }
            } catch (UncheckedIOException e) {
                // The kill.
            }
        }

        private static String body(String title) {
            return "{\"title\":\"%s\",\"kind\":\"talks\",\"date\":{\"edtf\":\"2013-01-11\"}}"
                    .formatted(title);
        }

        private static HttpResponse<String> post(PackagedService service, String key, String body) {
            return service.write(
                    "POST",
                    "/api/v1/events",
                    "application/json",
                    BodyPublishers.ofString(body),
                    "Idempotency-Key",
                    key);
        }

        private static String path(HttpResponse<String> answer) {
            return answer.headers()
                    .firstValue("Location")
                    .orElseThrow()
                    .replaceFirst("http://[^/]+", "");
        }

        void check(PackagedService service, Setup setup, String story) throws SQLException {
            Map<Long, String> stored = new HashMap<>();
            try (Connection connection = setup.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "select id, title from event where title like 'Edit %'")) {
                while (rows.next()) stored.put(rows.getLong(1), rows.getString(2));
            }
            titles.forEach((id, title) -> {
                String there = String.valueOf(stored.remove(id));
                boolean right = there.equals(title) || there.equals(unanswered);
                assertTrue(
                        right, "%s: event %d is '%s', not '%s'".formatted(story, id, there, title));
                titles.put(id, there);
            });
            assertTrue(
                    stored.isEmpty() || (stored.size() == 1 && stored.containsValue(unanswered)),
                    story + " " + stored);
            replay(service, story);
        }

        /// The request that was not answered is sent again, and makes no second event; one that was
        /// answered gives the same answer.
        private void replay(PackagedService service, String story) {
            if (!unanswered.endsWith(" again")) {
                String title = unanswered;
                HttpResponse<String> answer = post(service, title, body(title));
                assertEquals(201, answer.statusCode(), story + " " + answer.body());
                long id = Long.parseLong(PackagedService.field(answer.body(), "id"));
                String tag = answer.headers().firstValue("ETag").orElseThrow();
                made.put(title, new Made(id, path(answer), tag, body(title)));
                titles.put(id, title);
            }
            for (Made one : made.values().stream().skip(random(made.size())).limit(2).toList()) {
                String title = PackagedService.field(one.body(), "title");
                HttpResponse<String> answer = post(service, title, one.body());
                assertEquals(201, answer.statusCode(), story + " " + answer.body());
                assertEquals(one.location(), path(answer), story);
                assertEquals(one.tag(), answer.headers().firstValue("ETag").orElseThrow(), story);
            }
        }

        private int random(int size) {
            return size <= 2 ? 0 : new java.util.Random(SEED + size).nextInt(size - 2);
        }
    }
}
