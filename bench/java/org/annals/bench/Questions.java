package org.annals.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is asked. Parameters come from events drawn at random, each as likely as any other: a filter is
/// drawn as often as it has events, and a page begins after a random event of those that it lists.
final class Questions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate FIRST = LocalDate.of(1989, 1, 1);

    /// A live event with what filters can name of it.
    record Drawn(
            long id,
            int day,
            @Nullable String country,
            int conflict,
            int actor,
            String kind,
            @Nullable String tag,
            String dataset,
            int toll,
            double latitude,
            double longitude,
            String word) {

        LocalDate date() {
            return LocalDate.ofEpochDay(day);
        }
    }

    private final int port;
    private final List<Drawn> drawn;

    private Questions(int port, List<Drawn> drawn) {
        this.port = port;
        this.drawn = drawn;
    }

    static Questions draw(Connection connection, int port) throws SQLException {
        Random random = new Random(2013);
        long last = Cluster.number(connection, "select max(id) from event");
        String ids = random.longs(8L * Settings.DRAWS, 1, last + 1)
                .distinct()
                .mapToObj(id -> "(%d::bigint, %d)".formatted(id, random.nextInt(1 << 20)))
                .collect(Collectors.joining(","));
        List<Drawn> drawn = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select e.id, e.start_earliest, c.alpha3, e.conflict_ids[1], e.actor_ids[1 + r %% cardinality(e.actor_ids)],
                               k.code, t.name, d.code, e.toll, e.latitude, e.longitude, w.words[1 + r %% cardinality(w.words)]
                          from (values %s) v(id, r)
                          join event e on e.id = v.id
                          left join country c on c.id = e.country
                          join kind k on k.id = e.kind
                          join dataset d on d.id = e.origin_dataset
                          left join tag t on t.id = e.tag_ids[1]
                          cross join regexp_split_to_array(e.description, '[ .]+') w(words)
                         where e.live
                         order by md5(e.id::text)
                        """
                                .formatted(ids))) {
            while (row.next()) {
                drawn.add(new Drawn(
                        row.getLong(1), row.getInt(2), row.getString(3), row.getInt(4), row.getInt(5), row.getString(6),
                        row.getString(7), row.getString(8), row.getInt(9), row.getDouble(10), row.getDouble(11), row.getString(12)));
            }
        }
        return new Questions(port, drawn);
    }

    /// A request for each of some draws; those for which `path` has none are left out.
    private List<byte[]> requests(Function<Drawn, @Nullable String> path) {
        List<byte[]> requests = drawn.stream()
                .map(path)
                .filter(text -> text != null)
                .limit(Settings.DRAWS)
                .map(text -> Client.request("/api/v1" + text))
                .toList();
        if (requests.isEmpty()) throw new IllegalStateException("no event to ask for");
        return requests;
    }

    List<byte[]> one() {
        return one("");
    }

    List<byte[]> one(String shown) {
        return requests(e -> "/events/" + e.id() + shown);
    }

    /// What a timeline draws of an event.
    List<byte[]> fewFields() throws IOException {
        return pages(e -> "fields=id,title,date.startEarliest,date.endLatest,place.latitude,place.longitude,fatalities.best");
    }

    /// Pages of 50 with this filter, each after a random event that has it.
    List<byte[]> pages(Function<Drawn, @Nullable String> filter) throws IOException {
        try (Client client = new Client(port)) {
            return requests(e -> {
                String parameters = filter.apply(e);
                if (parameters == null) return null;
                String list = "/events?" + parameters + (parameters.isEmpty() ? "" : "&");
                String cursor = cursor(client, "/api/v1" + list + "total=none&limit=1", e);
                if (cursor == null && parameters.contains("asOf")) return list + "total=none&limit=50";
                return cursor == null ? null : list + "total=none&limit=50&cursor=" + cursor;
            });
        }
    }

    /// The cursor of a list that stands at an event: that of its first page with the event's keys in it,
    /// which are the last sixteen bytes.
    private static @Nullable String cursor(Client client, String firstPage, Drawn event) {
        try {
            JsonNode next = JSON.readTree(client.get(firstPage).body()).path("next");
            if (!next.isTextual()) return null;
            String text = next.asText().replaceFirst(".*[?&]cursor=([^&]*).*", "$1");
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            ByteBuffer.wrap(bytes, bytes.length - 16, 16).putLong(event.day()).putLong(event.id());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Pages by what there is a filter for, with a parameter behind it that chooses the state.
    Map<String, List<byte[]>> thePast(String state) throws IOException {
        Map<String, List<byte[]>> pages = new LinkedHashMap<>();
        pages.put("no filter", pages(e -> state));
        pages.put("kind", pages(e -> "kind=" + e.kind() + state));
        pages.put("country", pages(e -> country(e) == null ? null : country(e) + state));
        pages.put("conflict", pages(e -> "conflict=" + e.conflict() + state));
        pages.put("actor", pages(e -> "actor=" + e.actor() + state));
        return pages;
    }

    List<byte[]> noFilter() throws IOException {
        return pages(e -> "");
    }

    List<byte[]> ofCountry() throws IOException {
        return ofCountry("");
    }

    List<byte[]> ofCountry(String shown) throws IOException {
        return pages(e -> country(e) == null ? null : country(e) + shown);
    }

    List<byte[]> ofConflict() throws IOException {
        return pages(e -> "conflict=" + e.conflict());
    }

    List<byte[]> ofActor() throws IOException {
        return pages(e -> "actor=" + e.actor());
    }

    List<byte[]> ofKind() throws IOException {
        return pages(e -> "kind=" + e.kind());
    }

    List<byte[]> ofTag() throws IOException {
        return pages(e -> e.tag() == null ? null : "tag=" + encoded(e.tag()));
    }

    List<byte[]> ofDataset() throws IOException {
        return pages(e -> "dataset=" + e.dataset());
    }

    /// The highest of a few bounds that the event reaches.
    List<byte[]> ofToll() throws IOException {
        return pages(e -> IntStream.of(100, 25, 10, 5, 1)
                .filter(bound -> e.toll() >= bound)
                .mapToObj(bound -> "minFatalities=" + bound)
                .findFirst()
                .orElse(null));
    }

    List<byte[]> combined() {
        return requests(e -> e.country() == null
                ? null
                : "/events?total=none&limit=50&minFatalities=1&%s&from=%s&to=%s"
                        .formatted(country(e), e.date().minusDays(30), e.date().plusYears(1)));
    }

    /// Half a degree around an event.
    List<byte[]> box() {
        return requests(e -> "/events?total=none&limit=50&bbox=%.2f,%.2f,%.2f,%.2f"
                .formatted(
                        Math.max(-180, e.longitude() - 0.5), Math.max(-90, e.latitude() - 0.5),
                        Math.min(180, e.longitude() + 0.5), Math.min(90, e.latitude() + 0.5)));
    }

    /// A word of a random event: half are names that few have, half are in a third of all.
    List<byte[]> word() {
        return requests(e -> e.word() == null || e.word().length() < 5 ? null : "/events?total=none&limit=50&q=" + encoded(e.word()));
    }

    List<byte[]> firstPage(String total) {
        return requests(e -> "/events?limit=50" + total);
    }

    List<byte[]> firstPageOfCountry(String total) {
        return requests(e -> e.country() == null ? null : "/events?limit=50&" + country(e) + total);
    }

    List<byte[]> months() {
        return requests(e -> e.country() == null
                ? null
                : "/timeline/histogram?by=month&from=1989-01-01&to=2025-12-31&" + country(e));
    }

    List<byte[]> days() {
        return requests(e -> {
            LocalDate from = FIRST.plusDays(Math.floorMod(e.id() * 31, 13_000L));
            return e.country() == null
                    ? null
                    : "/timeline/histogram?by=day&from=%s&to=%s&%s".formatted(from, from.plusDays(364), country(e));
        });
    }

    List<byte[]> density() {
        return requests(e -> "/timeline/density?from=1989-01-01&to=2024-12-31&width=1000");
    }

    List<byte[]> densityOfCountry() {
        return requests(e -> e.country() == null ? null : "/timeline/density?from=1989-01-01&to=2024-12-31&width=1000&" + country(e));
    }

    /// Africa, South America, Europe, Asia in cells of some degrees.
    List<byte[]> cells() {
        List<String> continents = List.of("-18,-35,52,38", "-82,-56,-34,13", "-11,35,45,71", "45,5,145,55");
        return requests(e -> "/map/cells?zoom=4&bbox=" + continents.get((int) (e.id() % continents.size())));
    }

    List<byte[]> facets() {
        return requests(e -> "/facets");
    }

    List<byte[]> facetsOfCountry() {
        return requests(e -> country(e) == null ? null : "/facets?" + country(e));
    }

    /// What overlaps thirty random days.
    List<byte[]> overlapping(String shown) {
        return requests(e -> "/events?total=none&limit=50&from=%s&to=%s%s".formatted(e.date(), e.date().plusDays(30), shown));
    }

    List<byte[]> overlappingInCountry(String shown) {
        return requests(e -> e.country() == null
                ? null
                : "/events?total=none&limit=50&from=%s&to=%s&%s%s".formatted(e.date(), e.date().plusDays(30), country(e), shown));
    }

    List<Drawn> drawn() {
        return drawn;
    }

    private static @Nullable String country(Drawn e) {
        return e.country() == null ? null : "country=" + e.country();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
