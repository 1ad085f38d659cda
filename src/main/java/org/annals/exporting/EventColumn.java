package org.annals.exporting;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Country;
import org.annals.event.EventShape;
import org.annals.event.EventView;
import org.annals.event.Place;
import org.annals.event.Source;
import org.annals.time.Days;
import org.jspecify.annotations.Nullable;

/// The flat names of an event: the columns of CSV and the properties of GeoJSON, in an order to
/// which columns are only ever appended. Values are text, numbers or booleans; null is unknown.
enum EventColumn {
    EVENT_ID(Type.INTEGER, "id", "The event's number here", (e, c) -> e.id()),
    URL(Type.STRING, "url", "Where the event is read whole", (e, c) -> e.url()),
    DATASET(
            Type.STRING,
            "origin.dataset",
            "The data set it came from",
            (e, c) -> e.origin().dataset()),
    DATASET_VERSION(
            Type.STRING,
            "origin.version",
            "The version of the data set",
            (e, c) -> e.origin().version()),
    ORIGIN_KEY(Type.STRING, "origin.key", "Its key in the data set", (e, c) -> e.origin().key()),
    TITLE(Type.STRING, "title", "What happened, in a line", (e, c) -> e.title()),
    KIND(Type.STRING, "kind", "Kind of event; codes in the codebook", (e, c) -> e.kind()),
    KIND_BRANCH(Type.STRING, List.of("kind"), "Branch of the kind", (e, c) -> c.branch(e)),
    VIOLENCE_TYPE(
            Type.STRING, "violenceType", "UCDP's class of violence", (e, c) -> e.violenceType()),
    STATUS(Type.STRING, "status", "How far it is believed", (e, c) -> e.status()),
    DATE_EDTF(Type.STRING, "date.edtf", "The date as written, EDTF", (e, c) -> e.date().edtf()),
    START_EARLIEST(
            Type.DATE,
            "date.startEarliest",
            "First day on which it can have begun; empty: no beginning",
            (e, c) -> e.date().startEarliest()),
    START_LATEST(
            Type.DATE,
            "date.startLatest",
            "Last day on which it can have begun",
            (e, c) -> e.date().startLatest()),
    END_EARLIEST(
            Type.DATE,
            "date.endEarliest",
            "First day on which it can have ended",
            (e, c) -> e.date().endEarliest()),
    END_LATEST(
            Type.DATE,
            "date.endLatest",
            "Last day on which it can have ended; empty: no end known",
            (e, c) -> e.date().endLatest()),
    DATE_PRECISION(
            Type.STRING,
            "date.precision",
            "How finely the date is written",
            (e, c) -> e.date().precision()),
    DATE_QUALIFIER(
            Type.STRING,
            "date.qualifier",
            "uncertain, approximate or both",
            (e, c) -> e.date().qualifier()),
    ONGOING(
            Type.BOOLEAN,
            "date.ongoing",
            "Whether it was going on when recorded",
            (e, c) -> e.date().ongoing()),
    START_UNCERTAINTY_DAYS(
            Type.INTEGER,
            List.of("date"),
            "Days from start_earliest to start_latest",
            (e, c) -> uncertainty(e)),
    YEAR(
            Type.INTEGER,
            List.of("date"),
            "Calendar year in which it began; empty where that is not sure",
            (e, c) -> year(e)),
    AGGREGATE(
            Type.BOOLEAN,
            "aggregate",
            "Whether it sums up incidents that could not be told apart",
            (e, c) -> e.aggregate()),
    PLACE_NAME(Type.STRING, "place.name", "Name of the place", (e, c) -> place(e, Place::name)),
    COUNTRY_ISO3(
            Type.STRING, "place.country", "ISO 3166-1 alpha-3", (e, c) -> place(e, Place::country)),
    COUNTRY_NAME(
            Type.STRING,
            List.of("place"),
            "Name of the country",
            (e, c) -> c.country(e).map(Country::name).orElse(null)),
    COUNTRY_GW(
            Type.INTEGER,
            List.of("place", "date"),
            "Gleditsch-Ward number of the country in that year",
            (e, c) -> c.gleditschWard(e)),
    ADMIN1(Type.STRING, "place.admin1", "First-order division", (e, c) -> place(e, Place::admin1)),
    ADMIN2(Type.STRING, "place.admin2", "Second-order division", (e, c) -> place(e, Place::admin2)),
    LATITUDE(
            Type.NUMBER,
            "place.latitude",
            "Degrees north, WGS84",
            (e, c) -> place(e, Place::latitude)),
    LONGITUDE(
            Type.NUMBER,
            "place.longitude",
            "Degrees east, WGS84",
            (e, c) -> place(e, Place::longitude)),
    PLACE_PRECISION(
            Type.STRING,
            "place.precision",
            "How near the point lies",
            (e, c) -> {
                Place place = e.place();
                return place == null || place.precision() == null ? null : place.precision().code();
            }),
    CONFLICT_ID(
            Type.STRING,
            "conflicts[].id",
            "Conflicts, joined with ' | '",
            (e, c) -> joined(e.conflicts(), r -> r.id())),
    CONFLICT_NAME(
            Type.STRING,
            "conflicts[].name",
            "Their names",
            (e, c) -> joined(e.conflicts(), r -> r.name())),
    DYAD_ID(Type.INTEGER, "dyad.id", "Dyad", (e, c) -> dyad(e, EventView.Ref::id)),
    DYAD_NAME(Type.STRING, "dyad.name", "Its name", (e, c) -> dyad(e, EventView.Ref::name)),
    SIDE_A_ID(
            Type.STRING,
            List.of("actors"),
            "Actors of side A",
            (e, c) -> side(e, ActorRole.SIDE_A, a -> a.id())),
    SIDE_A(
            Type.STRING,
            List.of("actors"),
            "Their names",
            (e, c) -> side(e, ActorRole.SIDE_A, a -> a.name())),
    SIDE_B_ID(
            Type.STRING,
            List.of("actors"),
            "Actors of side B",
            (e, c) -> side(e, ActorRole.SIDE_B, a -> a.id())),
    SIDE_B(
            Type.STRING,
            List.of("actors"),
            "Their names",
            (e, c) -> side(e, ActorRole.SIDE_B, a -> a.name())),
    ACTORS(
            Type.STRING,
            "actors[]",
            "All actors as 'name (role)', joined with ' | '",
            (e, c) -> joined(e.actors(), a -> a.name() + " (" + a.role().code() + ")")),
    FATALITIES_LOW(Type.INTEGER, "fatalities.low", "Lowest toll", (e, c) -> e.fatalities().low()),
    FATALITIES_BEST(
            Type.INTEGER,
            "fatalities.best",
            "Best estimate of the toll; empty: unknown",
            (e, c) -> e.fatalities().best()),
    FATALITIES_HIGH(
            Type.INTEGER, "fatalities.high", "Highest toll", (e, c) -> e.fatalities().high()),
    FATALITIES_SIDE_A(
            Type.INTEGER, "fatalities.sideA", "Killed of side A", (e, c) -> e.fatalities().sideA()),
    FATALITIES_SIDE_B(
            Type.INTEGER, "fatalities.sideB", "Killed of side B", (e, c) -> e.fatalities().sideB()),
    FATALITIES_CIVILIANS(
            Type.INTEGER,
            "fatalities.civilians",
            "Civilians killed",
            (e, c) -> e.fatalities().civilians()),
    FATALITIES_UNKNOWN(
            Type.INTEGER,
            "fatalities.unknown",
            "Killed of unknown side",
            (e, c) -> e.fatalities().unknown()),
    SOURCE_COUNT(
            Type.INTEGER,
            "sourceCount",
            "Number of sources; empty: not recorded",
            (e, c) -> e.sourceCount()),
    SOURCES(
            Type.STRING,
            "sources[].name",
            "Names of the sources, joined with ' | '",
            (e, c) -> joined(c.sources(e), Source::name)),
    SOURCE_URLS(
            Type.STRING,
            "sources[].url",
            "Their addresses, joined with ' | '",
            (e, c) -> joined(c.sources(e), Source::url)),
    TAGS(Type.STRING, "tags[]", "Tags, joined with ' | '", (e, c) -> joined(e.tags(), t -> t)),
    DESCRIPTION(Type.STRING, "description", "What happened, in words", (e, c) -> e.description()),
    REVISION(Type.INTEGER, "revision", "Number of this version", (e, c) -> e.revision()),
    RECORDED_AT(
            Type.INSTANT,
            "recordedAt",
            "When this version was recorded, UTC",
            (e, c) -> e.recordedAt().toString()),
    FIRST_RECORDED_AT(
            Type.INSTANT,
            "firstRecordedAt",
            "When the event was first recorded, UTC",
            (e, c) -> e.firstRecordedAt().toString());

    /// What a reader may take a value for.
    enum Type {
        INTEGER,
        NUMBER,
        STRING,
        BOOLEAN,
        DATE,
        INSTANT
    }

    private interface Getter {
        @Nullable Object of(EventView event, ColumnContext context);
    }

    private final String columnName = name().toLowerCase(Locale.ROOT);
    private final Type type;
    private final @Nullable String path;
    private final List<String> fields;
    private final String description;
    private final Getter getter;

    EventColumn(Type type, String path, String description, Getter getter) {
        this(type, path, List.of(path.replaceFirst("(\\[]|\\.).*", "")), description, getter);
    }

    /// What is computed from fields of the event.
    EventColumn(Type type, List<String> fields, String description, Getter getter) {
        this(type, null, fields, description, getter);
    }

    EventColumn(
            Type type,
            @Nullable String path,
            List<String> fields,
            String description,
            Getter getter) {
        this.type = type;
        this.path = path;
        this.fields = fields;
        this.description = description;
        this.getter = getter;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(EventColumn::columnName).toList();
    }

    /// Those of these names, in their order; all if there are none.
    static List<EventColumn> named(List<String> names) {
        return names.isEmpty()
                ? List.of(values())
                : names.stream()
                        .distinct()
                        .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    /// The fields of an event that these are made of, and `more`.
    static EventShape shape(List<EventColumn> columns, String... more) {
        Set<String> fields = new HashSet<>(List.of(more));
        for (EventColumn column : columns) fields.addAll(column.fields);
        return EventShape.of(fields);
    }

    String columnName() {
        return columnName;
    }

    Type type() {
        return type;
    }

    /// Where the value stands in the JSON of an event; null for what is computed.
    @Nullable String path() {
        return path;
    }

    String description() {
        return description;
    }

    @Nullable Object of(EventView event, ColumnContext context) {
        return getter.of(event, context);
    }

    // Most lists are of one, and a row has ten of them: a stream would cost more than what it does.
    private static <T> @Nullable String joined(List<T> list, Function<T, @Nullable Object> text) {
        String joined = null;
        for (T one : list) {
            Object part = text.apply(one);
            if (part != null) joined = joined == null ? part.toString() : joined + " | " + part;
        }
        return joined == null || joined.isEmpty() ? null : joined;
    }

    private static <T> @Nullable T place(EventView event, Function<Place, @Nullable T> part) {
        Place place = event.place();
        return place == null ? null : part.apply(place);
    }

    private static <T> @Nullable T dyad(
            EventView event, Function<EventView.Ref, @Nullable T> part) {
        EventView.Ref dyad = event.dyad();
        return dyad == null ? null : part.apply(dyad);
    }

    private static @Nullable String side(
            EventView event, ActorRole role, Function<EventView.ActorRef, @Nullable Object> text) {
        return joined(event.actors(), a -> a.role() == role ? text.apply(a) : null);
    }

    private static @Nullable Integer uncertainty(EventView event) {
        int earliest = event.startEarliest();
        int latest = event.startLatest();
        return Days.isFinite(earliest) && Days.isFinite(latest) ? latest - earliest : null;
    }

    static @Nullable Integer year(EventView event) {
        int earliest = event.startEarliest();
        int latest = event.startLatest();
        if (!Days.isFinite(earliest) || !Days.isFinite(latest)) return null;
        int year = LocalDate.ofEpochDay(earliest).getYear();
        return year == LocalDate.ofEpochDay(latest).getYear() ? year : null;
    }
}
