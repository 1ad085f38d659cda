package org.annals.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.annals.codebook.OutsideKey;
import org.annals.event.EventColumns.Column;
import org.annals.event.EventView.ActorRef;
import org.annals.event.EventView.OriginRef;
import org.annals.event.EventView.Ref;
import org.annals.platform.http.Parameters;
import org.jspecify.annotations.Nullable;

/// Which fields of an event are shown, and how they are written as JSON: field by field, since
/// lists and exports of events are most of what the service sends.
///
/// A field is named by its path, such as `date.startEarliest`; the path of an object or of an array
/// stands for all that is in it.
public final class EventShape {

    /// A value under a name.
    private sealed interface Field<T> {

        SerializedString name();

        void write(JsonGenerator json, T of) throws IOException;

        /// The same without what is not kept; null if nothing of it is.
        @Nullable Field<T> only(String path, Predicate<String> kept);

        void addPaths(String path, Collection<String> paths);
    }

    private interface Writer<T> {
        void write(JsonGenerator json, T of) throws IOException;
    }

    private record Value<T>(SerializedString name, Writer<T> writer) implements Field<T> {

        @Override
        public void write(JsonGenerator json, T of) throws IOException {
            json.writeFieldName(name);
            writer.write(json, of);
        }

        @Override
        public @Nullable Field<T> only(String path, Predicate<String> kept) {
            return kept.test(path) ? this : null;
        }

        @Override
        public void addPaths(String path, Collection<String> paths) {
            paths.add(path);
        }
    }

    /// An object, or null.
    private record One<T, P>(
            SerializedString name, Function<T, @Nullable P> part, List<Field<P>> fields)
            implements Field<T> {

        @Override
        public void write(JsonGenerator json, T of) throws IOException {
            json.writeFieldName(name);
            P there = part.apply(of);
            if (there == null) json.writeNull();
            else writeObject(json, fields, there);
        }

        @Override
        public @Nullable Field<T> only(String path, Predicate<String> kept) {
            List<Field<P>> some = some(fields, path + ".", kept);
            return some.isEmpty() ? null : new One<>(name, part, some);
        }

        @Override
        public void addPaths(String path, Collection<String> paths) {
            paths.add(path);
            pathsOf(fields, path + ".", paths);
        }
    }

    /// An array of objects.
    private record Many<T, P>(
            SerializedString name, Function<T, List<P>> parts, List<Field<P>> fields)
            implements Field<T> {

        @Override
        public void write(JsonGenerator json, T of) throws IOException {
            json.writeFieldName(name);
            json.writeStartArray();
            for (P part : parts.apply(of)) writeObject(json, fields, part);
            json.writeEndArray();
        }

        @Override
        public @Nullable Field<T> only(String path, Predicate<String> kept) {
            List<Field<P>> some = some(fields, path + ".", kept);
            return some.isEmpty() ? null : new Many<>(name, parts, some);
        }

        @Override
        public void addPaths(String path, Collection<String> paths) {
            paths.add(path);
            pathsOf(fields, path + ".", paths);
        }
    }

    /// A field of the event itself, with the columns that it is read from.
    private record Top(Field<EventView> field, Set<Column> columns) {

        Top(Field<EventView> field, Column first, Column... more) {
            this(field, EnumSet.of(first, more));
        }
    }

    private static final List<Field<DateView>> DATE =
            List.of(
                    text("edtf", DateView::edtf),
                    text("startEarliest", DateView::startEarliest),
                    text("startLatest", DateView::startLatest),
                    text("endEarliest", DateView::endEarliest),
                    text("endLatest", DateView::endLatest),
                    text("precision", DateView::precision),
                    text("qualifier", DateView::qualifier),
                    truth("ongoing", DateView::ongoing),
                    text("confirmed", DateView::confirmed),
                    text("words", DateView::words),
                    text("text", DateView::text),
                    text("reported", DateView::reported));

    private static final List<Field<Place>> PLACE =
            List.of(
                    text("name", Place::name),
                    text("country", Place::country),
                    text("admin1", Place::admin1),
                    text("admin2", Place::admin2),
                    degrees("latitude", Place::latitude),
                    degrees("longitude", Place::longitude),
                    text(
                            "precision",
                            place -> place.precision() == null ? null : place.precision().code()));

    private static final List<Field<OutsideKey>> OUTSIDE_KEY =
            List.of(text("dataset", OutsideKey::dataset), text("key", OutsideKey::key));

    private static final List<Field<Ref>> REF =
            List.of(
                    number("id", Ref::id),
                    text("name", Ref::name),
                    new One<>(name("origin"), Ref::origin, OUTSIDE_KEY));

    private static final List<Field<ActorRef>> ACTOR =
            List.of(
                    number("id", ActorRef::id),
                    text("name", ActorRef::name),
                    text("role", actor -> actor.role().code()),
                    new One<>(name("origin"), ActorRef::origin, OUTSIDE_KEY));

    private static final List<Field<Fatalities>> FATALITIES =
            List.of(
                    number("low", Fatalities::low),
                    number("best", Fatalities::best),
                    number("high", Fatalities::high),
                    number("sideA", Fatalities::sideA),
                    number("sideB", Fatalities::sideB),
                    number("civilians", Fatalities::civilians),
                    number("unknown", Fatalities::unknown));

    private static final List<Field<OriginRef>> ORIGIN =
            List.of(
                    text("dataset", OriginRef::dataset),
                    text("key", OriginRef::key),
                    text("version", OriginRef::version),
                    text("url", OriginRef::url));

    private static final List<Top> EVENT =
            List.of(
                    new Top(number("id", EventView::id), Column.ID),
                    new Top(text("url", EventView::url), Column.ID),
                    new Top(text("title", EventView::title), Column.TITLE),
                    new Top(
                            new One<>(name("date"), EventView::date, DATE),
                            Column.START_EARLIEST,
                            Column.START_LATEST,
                            Column.END_EARLIEST,
                            Column.END_LATEST,
                            Column.EDTF,
                            Column.DATE_PRECISION,
                            Column.DATE_QUALIFIER,
                            Column.ONGOING,
                            Column.CONFIRMED,
                            Column.DATE_TEXT,
                            Column.DATE_REPORTED),
                    new Top(text("kind", EventView::kind), Column.KIND),
                    new Top(text("violenceType", EventView::violenceType), Column.VIOLENCE_TYPE),
                    new Top(truth("aggregate", EventView::aggregate), Column.AGGREGATE),
                    new Top(text("status", EventView::status), Column.STATUS),
                    new Top(
                            new One<>(name("place"), EventView::place, PLACE),
                            Column.PLACE_NAME,
                            Column.COUNTRY,
                            Column.ADMIN1,
                            Column.ADMIN2,
                            Column.LATITUDE,
                            Column.LONGITUDE,
                            Column.PLACE_PRECISION),
                    new Top(texts("concerns", EventView::concerns), Column.CONCERNS),
                    new Top(
                            new Many<>(name("conflicts"), EventView::conflicts, REF),
                            Column.CONFLICT_IDS),
                    new Top(new One<>(name("dyad"), EventView::dyad, REF), Column.DYAD_IDS),
                    new Top(
                            new Many<>(name("actors"), EventView::actors, ACTOR),
                            Column.ACTOR_IDS,
                            Column.ACTOR_ROLES),
                    new Top(
                            new One<>(name("fatalities"), EventView::fatalities, FATALITIES),
                            Column.FAT_LOW,
                            Column.FAT_BEST,
                            Column.FAT_HIGH,
                            Column.FAT_SIDE_A,
                            Column.FAT_SIDE_B,
                            Column.FAT_CIVILIANS,
                            Column.FAT_UNKNOWN),
                    new Top(number("sourceCount", EventView::sourceCount), Column.SOURCE_COUNT),
                    new Top(stored("links", EventView::links), Column.LINKS, Column.RESOLVED_LINKS),
                    new Top(texts("tags", EventView::tags), Column.TAG_IDS),
                    new Top(
                            new One<>(name("origin"), EventView::origin, ORIGIN),
                            Column.ORIGIN_DATASET,
                            Column.ORIGIN_KEY,
                            Column.ORIGIN_VERSION,
                            Column.ORIGIN_URL),
                    new Top(number("revision", EventView::revision), Column.REVISION),
                    new Top(text("recordedAt", EventView::recordedAt), Column.RECORDED_AT),
                    new Top(
                            text("firstRecordedAt", EventView::firstRecordedAt),
                            Column.FIRST_RECORDED_AT),
                    new Top(text("description", EventView::description), Column.DESCRIPTION),
                    new Top(stored("sources", EventView::sources), Column.SOURCES),
                    new Top(stored("extra", EventView::extra), Column.EXTRA));

    private static final List<String> PATHS = new ArrayList<>();

    static {
        for (Top top : EVENT) top.field().addPaths(top.field().name().getValue(), PATHS);
    }

    /// An event with all that is known of it.
    public static final EventShape WHOLE = only(path -> true);

    /// An event as lists show it.
    static final EventShape LISTED =
            only(path ->
                    !Set.of(
                                    "description",
                                    "sources",
                                    "extra",
                                    "conflicts.origin",
                                    "dyad.origin",
                                    "actors.origin")
                            .contains(path.replaceFirst("(\\.origin)\\..*", "$1")));

    private final List<Field<EventView>> fields;
    private final Set<Column> columns;

    private EventShape(List<Field<EventView>> fields, Set<Column> columns) {
        this.fields = fields;
        this.columns = columns;
    }

    private static EventShape only(Predicate<String> kept) {
        List<Field<EventView>> fields = new ArrayList<>();
        Set<Column> columns = EnumSet.noneOf(Column.class);
        for (Top top : EVENT) {
            Field<EventView> some = top.field().only(top.field().name().getValue(), kept);
            if (some == null) continue;
            fields.add(some);
            columns.addAll(top.columns());
        }
        return new EventShape(List.copyOf(fields), columns);
    }

    /// That of these paths, each of [#paths()].
    public static EventShape of(Collection<String> paths) {
        Set<String> named = Set.copyOf(paths);
        return only(path -> {
            for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
                if (named.contains(path.substring(0, end))) return true;
            }
            return false;
        });
    }

    /// The paths of all fields, in the order in which they are written.
    public static List<String> paths() {
        return Collections.unmodifiableList(PATHS);
    }

    /// The paths that `fields` names; none where it is left out.
    static List<String> named(Parameters parameters) {
        return EventFormat.named(parameters, EventFormats.JSON, paths());
    }

    /// What has to be read for it.
    Set<Column> columns() {
        return columns;
    }

    public void write(JsonGenerator json, EventView event) throws IOException {
        writeObject(json, fields, event);
    }

    /// The event by itself.
    byte[] written(ObjectMapper mapper, EventView event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            write(json, event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// An event whole, as a part of something else.
    static final class Whole extends JsonSerializer<EventDetail> {

        @Override
        public void serialize(EventDetail event, JsonGenerator json, SerializerProvider context)
                throws IOException {
            WHOLE.write(json, event);
        }
    }

    /// An event as lists show it, as a part of something else.
    static final class Listed extends JsonSerializer<EventSummary> {

        @Override
        public void serialize(EventSummary summary, JsonGenerator json, SerializerProvider context)
                throws IOException {
            LISTED.write(json, summary.event());
        }
    }

    /// A date by itself.
    static final class Date extends JsonSerializer<DateView> {

        @Override
        public void serialize(DateView date, JsonGenerator json, SerializerProvider context)
                throws IOException {
            writeObject(json, DATE, date);
        }
    }

    private static <T> void writeObject(JsonGenerator json, List<Field<T>> fields, T of)
            throws IOException {
        json.writeStartObject();
        for (Field<T> field : fields) field.write(json, of);
        json.writeEndObject();
    }

    private static <T> List<Field<T>> some(
            List<Field<T>> fields, String prefix, Predicate<String> kept) {
        List<Field<T>> some = new ArrayList<>();
        for (Field<T> field : fields) {
            Field<T> part = field.only(prefix + field.name().getValue(), kept);
            if (part != null) some.add(part);
        }
        return List.copyOf(some);
    }

    private static <T> void pathsOf(
            List<Field<T>> fields, String prefix, Collection<String> paths) {
        for (Field<T> field : fields) field.addPaths(prefix + field.name().getValue(), paths);
    }

    private static SerializedString name(String name) {
        return new SerializedString(name);
    }

    private static <T> Field<T> value(String name, Writer<T> writer) {
        return new Value<>(name(name), writer);
    }

    private static <T> Field<T> text(String name, Function<T, @Nullable Object> text) {
        return value(
                name,
                (json, of) -> {
                    Object there = text.apply(of);
                    json.writeString(there == null ? null : there.toString());
                });
    }

    private static <T> Field<T> texts(String name, Function<T, List<String>> texts) {
        return value(
                name,
                (json, of) -> {
                    json.writeStartArray();
                    for (String text : texts.apply(of)) json.writeString(text);
                    json.writeEndArray();
                });
    }

    private static <T> Field<T> number(String name, Function<T, @Nullable Number> number) {
        return value(
                name,
                (json, of) -> {
                    Number there = number.apply(of);
                    if (there == null) json.writeNull();
                    else json.writeNumber(there.longValue());
                });
    }

    private static <T> Field<T> degrees(String name, Function<T, @Nullable Double> degrees) {
        return value(
                name,
                (json, of) -> {
                    Double there = degrees.apply(of);
                    if (there == null) json.writeNull();
                    else json.writeNumber(there);
                });
    }

    private static <T> Field<T> truth(String name, Function<T, @Nullable Boolean> truth) {
        return value(
                name,
                (json, of) -> {
                    Boolean there = truth.apply(of);
                    if (there == null) json.writeNull();
                    else json.writeBoolean(there);
                });
    }

    /// What is JSON already.
    private static <T> Field<T> stored(String name, Function<T, @Nullable String> text) {
        return value(
                name,
                (json, of) -> {
                    String there = text.apply(of);
                    if (there == null) json.writeNull();
                    else json.writeRawValue(there);
                });
    }
}
