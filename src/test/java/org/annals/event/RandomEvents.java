package org.annals.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.annals.support.Draft;
import org.annals.time.EventDate;

/// Events in which every field that can be asked for has a few values, or none.
final class RandomEvents {

    static final String CONFIRMED = "1319-12-31";

    private static final List<String> KINDS =
            List.of("violence", "armed-clash", "attack", "talks", "coup", "politics", "protest");
    private static final List<String> WORDS =
            List.of("Touré", "coup", "Élysée", "accord", "Bamako", "convoy", "ambush", "truce");
    private static final List<String> ROLES =
            List.of("side-a", "side-b", "mediator", "participant");

    private final RandomGenerator random;
    private final RandomDates dates;

    private RandomEvents(RandomGenerator random) {
        this.random = random;
        this.dates = new RandomDates(random, 1300, 20);
    }

    /// Drafts as lines of NDJSON, with the keys `0`, `1` and so on.
    static List<String> lines(RandomGenerator random, String dataset, int count) {
        RandomEvents events = new RandomEvents(random);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) lines.add(events.next().origin(dataset, "" + i).json());
        return lines;
    }

    private Draft next() {
        String edtf = dates.next();
        Draft draft = Draft.of(words()).date(edtf).with("kind", one(KINDS));
        if (EventDate.parse(edtf).ongoing()) {
            draft.with("date", Map.of("edtf", edtf, "confirmed", CONFIRMED));
        }
        draft.with("status", one(List.of("reported", "confirmed", "disputed")));
        if (sometimes()) draft.with("description", words());
        if (sometimes()) {
            draft.with("violenceType", one(List.of("state-based", "non-state", "one-sided")));
        }
        if (random.nextInt(4) > 0) draft.with("place", place());
        if (sometimes()) draft.with("concerns", some(List.of("MLI", "FRA", "NER")));
        if (sometimes()) draft.with("conflicts", List.of(record("conflict")));
        if (sometimes()) draft.with("dyad", record("dyad"));
        List<Map<String, Object>> actors = new ArrayList<>();
        while (random.nextInt(3) > 0 && actors.size() < 4) {
            Map<String, Object> actor = record("actor");
            actor.put("role", one(ROLES));
            actors.add(actor);
        }
        draft.with("actors", actors);
        draft.with("tags", some(List.of("red", "green", "blue")));
        return draft.with("fatalities", toll());
    }

    private Map<String, Object> place() {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("country", one(List.of("MLI", "NER", "FJI")));
        place.put("precision", one(List.of("exact", "near", "region", "country")));
        if (sometimes()) place.put("admin1", one(List.of("Gao", "Kidal", "Mopti")));
        if (random.nextInt(4) > 0) {
            place.put("latitude", (random.nextInt(400) - 200) / 10.0);
            // half of them around Mali, half around the antimeridian
            double longitude = random.nextInt(200) / 10.0 - 10;
            place.put(
                    "longitude",
                    sometimes() ? longitude : longitude > 0 ? 180 - longitude : -180 - longitude);
        }
        return place;
    }

    private Map<String, Object> record(String table) {
        int number = random.nextInt(4);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("name", "Filter %s %d".formatted(table, number));
        record.put("origin", Map.of("dataset", "ucdp-" + table, "key", "99000" + number));
        return record;
    }

    private Map<String, Object> toll() {
        Map<String, Object> toll = new LinkedHashMap<>();
        for (String name : List.of("low", "best", "high")) {
            if (sometimes()) toll.put(name, random.nextInt(60));
        }
        return toll;
    }

    private String words() {
        List<String> words = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) words.add(one(WORDS));
        return String.join(" ", words);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<String> some(List<String> list) {
        return list.stream().filter(item -> random.nextInt(3) == 0).toList();
    }

    private boolean sometimes() {
        return random.nextBoolean();
    }
}
