package org.annals.importing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.annals.support.PlainCsv;
import org.annals.support.Uploads;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Questions by date about the events of a real file, answered a second time from the file itself.
@NullUnmarked
@QuarkusTest
class UcdpRangesTest {

    private static final long SEED = 20130111;
    private static final int RANGES = 50;
    private static final LocalDate FIRST = LocalDate.of(1989, 1, 1);
    private static final int DAYS = 34 * 366;

    /// UCDP's two days: the first and the last on which the event can have happened.
    private record Row(String key, LocalDate start, LocalDate end) {

        boolean matches(String match, LocalDate from, LocalDate to) {
            return switch (match) {
                case "possible" -> !end.isBefore(from) && !start.isAfter(to);
                // The event lay within its two days, on which of them is not known: certain only if
                // all of them are inside.
                case "certain", "within" -> !start.isBefore(from) && !end.isAfter(to);
                case "contains" -> !end.isAfter(from) && !start.isBefore(to);
                default -> throw new AssertionError(match);
            };
        }
    }

    @Test
    void events_of_any_range_are_those_that_the_file_gives() {
        byte[] file = Samples.bytes(Samples.WORLD);
        Uploads.load("format=ucdp-ged&dataset=ranges", file);
        List<Row> rows = new ArrayList<>();
        UcdpRows all = UcdpRows.of(Samples.WORLD);
        for (int row = 0; row < all.size(); row++) {
            rows.add(
                    new Row(
                            all.get(row, "id"),
                            day(all.get(row, "date_start")),
                            day(all.get(row, "date_end"))));
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (int i = 0; i < RANGES; i++) {
            // Half of the ranges begin on a day on which something happened.
            LocalDate from =
                    i % 2 == 0
                            ? rows.get(random.nextInt(rows.size())).start()
                            : FIRST.plusDays(random.nextInt(DAYS));
            LocalDate to = from.plusDays(random.nextInt(i % 3 == 0 ? 1 : i % 3 == 1 ? 60 : 3_000));
            for (String match : List.of("possible", "certain", "within", "contains")) {
                String query = "dataset=ranges&from=%s&to=%s&match=%s".formatted(from, to, match);
                List<String> expected =
                        rows.stream()
                                .filter(row -> row.matches(match, from, to))
                                .map(Row::key)
                                .sorted()
                                .toList();
                assertEquals(expected, exported(query), () -> query + ", seed " + SEED);
                if (i % 5 == 0) {
                    assertEquals(expected, listed(query), () -> query + ", seed " + SEED);
                }
            }
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.substring(0, 10));
    }

    private static List<String> exported(String query) {
        byte[] csv = given().get("/api/v1/events?format=csv&" + query).asByteArray();
        List<List<String>> records = PlainCsv.read(new String(csv, StandardCharsets.UTF_8));
        int key = records.getFirst().indexOf("origin_key");
        return records.stream().skip(1).map(record -> record.get(key)).sorted().toList();
    }

    private static List<String> listed(String query) {
        return Uploads.all("/api/v1/events?limit=100&" + query).stream()
                .map(event -> event.at("/origin/key").asText())
                .sorted()
                .toList();
    }
}
