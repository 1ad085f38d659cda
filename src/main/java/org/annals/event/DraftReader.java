package org.annals.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Code;
import org.annals.codebook.EventStatus;
import org.annals.codebook.LinkRel;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.Reference;
import org.annals.codebook.ViolenceType;
import org.annals.event.EventDraft.DateDraft;
import org.annals.event.EventDraft.Link;
import org.annals.event.EventDraft.Origin;
import org.annals.event.EventDraft.Participant;
import org.annals.platform.http.JsonObject;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.time.DatePhrase;
import org.annals.time.EventDate;
import org.annals.time.NumericOrder;
import org.jspecify.annotations.Nullable;

/// Reads the JSON of an event into a draft, with all that is wrong with it told at once.
///
/// Fields that the service computes may stand there, so that what was read can be sent back;
/// whether they were changed is the question of [Revised].
public final class DraftReader {

    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LONGEST_TAG = 100;
    private static final int MOST_ITEMS = 500;
    private static final int MOST_TAGS = 100;
    private static final int DEADLIEST = 1_000_000_000;

    /// What was read: the draft, unless something is wrong with it.
    public record Reading(Optional<EventDraft> draft, List<Problem.Fault> faults) {}

    private final JsonObject event;
    private final boolean create;

    private DraftReader(JsonObject event, boolean create) {
        this.event = event;
        this.create = create;
    }

    /// What a writer sends.
    static Reading read(JsonNode body) {
        return read(JsonObject.of(body), false);
    }

    /// A line of a file, which makes actors and conflicts that are not here without being asked to.
    public static Reading readLine(JsonNode line) {
        return read(JsonObject.ofLine(line), true);
    }

    private static Reading read(JsonObject event, boolean create) {
        EventDraft draft = new DraftReader(event, create).draft();
        event.refuseUnknown();
        return new Reading(
                event.faults().isEmpty() ? Optional.of(draft) : Optional.empty(), event.faults());
    }

    private EventDraft draft() {
        event.ignore("id", "url", "revision", "recordedAt", "firstRecordedAt");
        String title = event.text("title", LONGEST_TITLE).map(String::strip).orElse("");
        if (title.isEmpty()) event.fault("title", "An event needs a title.");
        String kind = event.text("kind", LONGEST_TAG).orElse("");
        if (kind.isEmpty()) {
            event.fault(
                    "kind",
                    "An event needs a kind, such as armed-clash; /api/v1/kinds lists them.");
        }
        return new EventDraft(
                event.object("origin").flatMap(this::origin).orElse(null),
                title,
                event.text("description", LONGEST_TEXT).orElse(null),
                date(),
                kind,
                code(event, "violenceType", ViolenceType.class).orElse(null),
                event.flag("aggregate").orElse(null),
                event.object("place").map(this::place).orElse(null),
                event.texts("concerns", MOST_ITEMS, LONGEST_NAME),
                event.objects("conflicts", MOST_ITEMS).stream()
                        .flatMap(o -> reference(o).stream())
                        .toList(),
                event.object("dyad").flatMap(this::reference).orElse(null),
                event.objects("actors", MOST_ITEMS).stream()
                        .flatMap(o -> participant(o).stream())
                        .toList(),
                event.object("fatalities").map(this::fatalities).orElse(Fatalities.UNKNOWN),
                event.objects("sources", MOST_ITEMS).stream().map(this::source).toList(),
                event.whole("sourceCount", 0, Integer.MAX_VALUE).orElse(null),
                event.objects("links", MOST_ITEMS).stream().flatMap(o -> link(o).stream()).toList(),
                event.texts("tags", MOST_TAGS, LONGEST_TAG).stream()
                        .map(String::strip)
                        .distinct()
                        .toList(),
                code(event, "status", EventStatus.class).orElse(EventStatus.REPORTED),
                event.object("extra").map(this::extra).orElse(Map.of()));
    }

    private Optional<Origin> origin(JsonObject origin) {
        String dataset = origin.text("dataset", LONGEST_TAG).orElse("");
        if (dataset.isBlank()) {
            origin.fault("dataset", "An origin names the data set, such as ucdp-ged.");
        }
        return Optional.of(
                new Origin(
                        dataset,
                        origin.text("key", LONGEST_NAME).filter(key -> !key.isBlank()).orElse(null),
                        origin.text("version", LONGEST_TAG).orElse(null),
                        address(origin, "url").orElse(null)));
    }

    private DateDraft date() {
        DateDraft nothing = DateDraft.of(EventDate.parse("0000"));
        JsonObject date = event.object("date").orElse(null);
        if (date == null) {
            if (event.has("date")) return nothing;
            event.fault(
                    "date",
                    "An event needs a date: {\"edtf\": \"2013-01-11\"} or {\"text\": …, \"reported\": …}.");
            return nothing;
        }
        date.ignore(
                "startEarliest",
                "startLatest",
                "endEarliest",
                "endLatest",
                "precision",
                "qualifier",
                "ongoing",
                "words");
        LocalDate confirmed = date.day("confirmed").orElse(null);
        String text = date.text("text", LONGEST_NAME).orElse(null);
        LocalDate reported = date.day("reported").orElse(null);
        if (date.has("edtf")) {
            EventDate written =
                    date.value("edtf", LONGEST_NAME, EventDate::parse).orElse(nothing.date());
            if (confirmed != null && !written.ongoing()) {
                date.fault(
                        "confirmed",
                        "Only a date that goes on, such as 2022-02-24/.., is confirmed up to a day.");
            }
            return new DateDraft(written, confirmed, text, reported);
        }
        if (text == null) {
            date.fault("edtf", "A date is written in EDTF, such as 2013-01-11 or 2013-01.");
            return nothing;
        }
        EventDate meant =
                date.value(
                                "text",
                                LONGEST_NAME,
                                phrase ->
                                        DatePhrase.read(phrase, reported, NumericOrder.UNKNOWN)
                                                .date())
                        .orElse(nothing.date());
        return new DateDraft(meant, confirmed, text, reported);
    }

    private Place place(JsonObject place) {
        Double latitude = place.number("latitude", -90, 90).orElse(null);
        Double longitude = place.number("longitude", -180, 180).orElse(null);
        if (latitude == null && longitude != null && !place.has("latitude")) {
            place.fault("latitude", "A longitude needs a latitude beside it.");
        }
        if (longitude == null && latitude != null && !place.has("longitude")) {
            place.fault("longitude", "A latitude needs a longitude beside it.");
        }
        return new Place(
                place.text("name", LONGEST_NAME).orElse(null),
                place.text("country", LONGEST_NAME).orElse(null),
                place.text("admin1", LONGEST_NAME).orElse(null),
                place.text("admin2", LONGEST_NAME).orElse(null),
                latitude,
                longitude,
                code(place, "precision", PlacePrecision.class).orElse(null));
    }

    private Optional<Reference> reference(JsonObject named) {
        Integer id = named.whole("id", 1, Integer.MAX_VALUE).orElse(null);
        OutsideKey origin = named.object("origin").flatMap(this::outsideKey).orElse(null);
        String name = named.text("name", LONGEST_NAME).filter(n -> !n.isBlank()).orElse(null);
        boolean make = named.flag("create").orElse(create);
        if (id == null && origin == null && name == null) {
            named.fault("name", "This needs an 'id', an 'origin' or a 'name'.");
            return Optional.empty();
        }
        return Optional.of(new Reference(id, origin, name, make));
    }

    private Optional<OutsideKey> outsideKey(JsonObject origin) {
        String dataset = origin.text("dataset", LONGEST_TAG).orElse("");
        String key = origin.text("key", LONGEST_NAME).orElse("");
        if (!dataset.isBlank() && !key.isBlank()) return Optional.of(new OutsideKey(dataset, key));
        origin.fault(
                dataset.isBlank() ? "dataset" : "key", "An origin has a 'dataset' and a 'key'.");
        return Optional.empty();
    }

    private Optional<Participant> participant(JsonObject actor) {
        ActorRole role = code(actor, "role", ActorRole.class).orElse(ActorRole.PARTICIPANT);
        return reference(actor).map(reference -> new Participant(reference, role));
    }

    private Fatalities fatalities(JsonObject toll) {
        return new Fatalities(
                people(toll, "low"),
                people(toll, "best"),
                people(toll, "high"),
                people(toll, "sideA"),
                people(toll, "sideB"),
                people(toll, "civilians"),
                people(toll, "unknown"));
    }

    private static @Nullable Integer people(JsonObject toll, String name) {
        return toll.whole(name, 0, DEADLIEST).orElse(null);
    }

    private Source source(JsonObject source) {
        return new Source(
                source.text("name", LONGEST_NAME).orElse(null),
                address(source, "url").orElse(null),
                edtf(source, "published"),
                source.text("headline", LONGEST_ADDRESS).orElse(null),
                source.object("says").map(DraftReader::claim).orElse(null));
    }

    private static Source.Claim claim(JsonObject says) {
        return new Source.Claim(
                edtf(says, "edtf"),
                people(says, "low"),
                people(says, "best"),
                people(says, "high"),
                says.text("note", LONGEST_TEXT).orElse(null));
    }

    private static @Nullable String edtf(JsonObject object, String name) {
        return object.value(
                        name,
                        LONGEST_NAME,
                        text -> {
                            EventDate date = EventDate.parse(text);
                            // refuses what lies too far away to be compared
                            date.extent(0);
                            return date.edtf();
                        })
                .orElse(null);
    }

    private static Optional<String> address(JsonObject object, String name) {
        return object.value(
                name,
                LONGEST_ADDRESS,
                text -> {
                    String lower = text.toLowerCase(java.util.Locale.ROOT);
                    if (lower.startsWith("http://") || lower.startsWith("https://")) return text;
                    throw new IllegalArgumentException(
                            "'%s' is no web address; it begins with https:// or http://."
                                    .formatted(text));
                });
    }

    private Optional<Link> link(JsonObject link) {
        link.ignore("title");
        LinkRel rel = code(link, "rel", LinkRel.class).orElse(null);
        Long other = link.longWhole("event").orElse(null);
        OutsideKey origin = link.object("origin").flatMap(this::outsideKey).orElse(null);
        if (rel == null && !link.has("rel")) {
            link.fault(
                    "rel", "A link says how: part-of, caused-by, response-to, follows or same-as.");
        }
        if (other == null && origin == null) {
            link.fault("event", "A link needs the other event's id as 'event', or its 'origin'.");
        }
        return rel == null || (other == null && origin == null)
                ? Optional.empty()
                : Optional.of(new Link(rel, other, origin));
    }

    private Map<String, Map<String, String>> extra(JsonObject extra) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (String dataset : extra.openNames()) {
            extra.object(dataset)
                    .ifPresent(columns -> all.put(dataset, columns.columns(LONGEST_TEXT)));
        }
        return all;
    }

    private static <C extends Enum<C> & Code> Optional<C> code(
            JsonObject object, String name, Class<C> list) {
        return object.value(
                name,
                LONGEST_TAG,
                text ->
                        Parameters.word(
                                name, text, Arrays.asList(list.getEnumConstants()), Code::code));
    }
}
