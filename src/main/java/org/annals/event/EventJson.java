package org.annals.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.List;
import org.annals.codebook.ActorRole;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.jspecify.annotations.Nullable;

/// How an event is written as JSON, field by field: lists and exports of events are most of what
/// the service sends, and to have the fields looked up in records took two fifths of its time.
final class EventJson {

    private EventJson() {}

    /// The names of fields, as the bytes that stand for them.
    private enum Name {
        ID("id"),
        URL("url"),
        TITLE("title"),
        DATE("date"),
        KIND("kind"),
        VIOLENCE_TYPE("violenceType"),
        AGGREGATE("aggregate"),
        STATUS("status"),
        CONCERNS("concerns"),
        CONFLICTS("conflicts"),
        DYAD("dyad"),
        ACTORS("actors"),
        SOURCE_COUNT("sourceCount"),
        LINKS("links"),
        TAGS("tags"),
        REVISION("revision"),
        RECORDED_AT("recordedAt"),
        FIRST_RECORDED_AT("firstRecordedAt"),
        DESCRIPTION("description"),
        SOURCES("sources"),
        EXTRA("extra"),
        EDTF("edtf"),
        START_EARLIEST("startEarliest"),
        START_LATEST("startLatest"),
        END_EARLIEST("endEarliest"),
        END_LATEST("endLatest"),
        PRECISION("precision"),
        QUALIFIER("qualifier"),
        ONGOING("ongoing"),
        CONFIRMED("confirmed"),
        WORDS("words"),
        TEXT("text"),
        REPORTED("reported"),
        PLACE("place"),
        NAME("name"),
        COUNTRY("country"),
        ADMIN1("admin1"),
        ADMIN2("admin2"),
        LATITUDE("latitude"),
        LONGITUDE("longitude"),
        ROLE("role"),
        ORIGIN("origin"),
        DATASET("dataset"),
        KEY("key"),
        VERSION("version"),
        FATALITIES("fatalities"),
        LOW("low"),
        BEST("best"),
        HIGH("high"),
        SIDE_A("sideA"),
        SIDE_B("sideB"),
        CIVILIANS("civilians"),
        UNKNOWN("unknown");

        private final SerializedString text;

        Name(String text) {
            this.text = new SerializedString(text);
        }
    }

    /// An event with all that is known of it.
    static final class Whole extends JsonSerializer<EventDetail> {

        @Override
        public void serialize(EventDetail event, JsonGenerator json, SerializerProvider context)
                throws IOException {
            write(json, event, true);
        }
    }

    /// An event as lists show it.
    static final class Listed extends JsonSerializer<EventSummary> {

        @Override
        public void serialize(EventSummary summary, JsonGenerator json, SerializerProvider context)
                throws IOException {
            write(json, summary.event(), false);
        }
    }

    /// A date, of an event or by itself.
    static final class Date extends JsonSerializer<DateView> {

        @Override
        public void serialize(DateView date, JsonGenerator json, SerializerProvider context)
                throws IOException {
            write(json, date);
        }
    }

    private static void write(JsonGenerator json, EventDetail event, boolean whole)
            throws IOException {
        json.writeStartObject();
        number(json, Name.ID, event.id());
        text(json, Name.URL, event.url());
        text(json, Name.TITLE, event.title());
        json.writeFieldName(Name.DATE.text);
        write(json, event.date());
        text(json, Name.KIND, event.kind());
        text(json, Name.VIOLENCE_TYPE, event.violenceType());
        write(json, Name.AGGREGATE, event.aggregate());
        text(json, Name.STATUS, event.status());
        write(json, event.place());
        write(json, Name.CONCERNS, event.concerns());
        array(json, Name.CONFLICTS);
        for (EventDetail.Ref conflict : event.conflicts()) write(json, conflict, whole);
        json.writeEndArray();
        json.writeFieldName(Name.DYAD.text);
        write(json, event.dyad(), whole);
        array(json, Name.ACTORS);
        for (EventDetail.ActorRef actor : event.actors()) write(json, actor, whole);
        json.writeEndArray();
        write(json, event.fatalities());
        write(json, Name.SOURCE_COUNT, event.sourceCount());
        writeRaw(json, Name.LINKS, event.links());
        write(json, Name.TAGS, event.tags());
        write(json, event.origin());
        number(json, Name.REVISION, event.revision());
        text(json, Name.RECORDED_AT, event.recordedAt().toString());
        text(json, Name.FIRST_RECORDED_AT, event.firstRecordedAt().toString());
        if (whole) {
            text(json, Name.DESCRIPTION, event.description());
            writeRaw(json, Name.SOURCES, event.sources());
            writeRaw(json, Name.EXTRA, event.extra());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DateView date) throws IOException {
        json.writeStartObject();
        text(json, Name.EDTF, date.edtf());
        text(json, Name.START_EARLIEST, date.startEarliest());
        text(json, Name.START_LATEST, date.startLatest());
        text(json, Name.END_EARLIEST, date.endEarliest());
        text(json, Name.END_LATEST, date.endLatest());
        text(json, Name.PRECISION, date.precision());
        text(json, Name.QUALIFIER, date.qualifier());
        write(json, Name.ONGOING, date.ongoing());
        writeText(json, Name.CONFIRMED, date.confirmed());
        text(json, Name.WORDS, date.words());
        text(json, Name.TEXT, date.text());
        writeText(json, Name.REPORTED, date.reported());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Place place) throws IOException {
        if (place == null) {
            nothing(json, Name.PLACE);
            return;
        }
        object(json, Name.PLACE);
        text(json, Name.NAME, place.name());
        text(json, Name.COUNTRY, place.country());
        text(json, Name.ADMIN1, place.admin1());
        text(json, Name.ADMIN2, place.admin2());
        write(json, Name.LATITUDE, place.latitude());
        write(json, Name.LONGITUDE, place.longitude());
        PlacePrecision precision = place.precision();
        text(json, Name.PRECISION, precision == null ? null : precision.code());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EventDetail.@Nullable Ref ref, boolean whole)
            throws IOException {
        if (ref == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        number(json, Name.ID, ref.id());
        text(json, Name.NAME, ref.name());
        if (whole) write(json, ref.origin());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EventDetail.ActorRef actor, boolean whole)
            throws IOException {
        json.writeStartObject();
        number(json, Name.ID, actor.id());
        text(json, Name.NAME, actor.name());
        ActorRole role = actor.role();
        text(json, Name.ROLE, role.code());
        if (whole) write(json, actor.origin());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable OutsideKey origin) throws IOException {
        if (origin == null) {
            nothing(json, Name.ORIGIN);
            return;
        }
        object(json, Name.ORIGIN);
        text(json, Name.DATASET, origin.dataset());
        text(json, Name.KEY, origin.key());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EventDetail.OriginRef origin) throws IOException {
        object(json, Name.ORIGIN);
        text(json, Name.DATASET, origin.dataset());
        text(json, Name.KEY, origin.key());
        text(json, Name.VERSION, origin.version());
        text(json, Name.URL, origin.url());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Fatalities fatalities) throws IOException {
        object(json, Name.FATALITIES);
        write(json, Name.LOW, fatalities.low());
        write(json, Name.BEST, fatalities.best());
        write(json, Name.HIGH, fatalities.high());
        write(json, Name.SIDE_A, fatalities.sideA());
        write(json, Name.SIDE_B, fatalities.sideB());
        write(json, Name.CIVILIANS, fatalities.civilians());
        write(json, Name.UNKNOWN, fatalities.unknown());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Name name, List<String> texts)
            throws IOException {
        array(json, name);
        for (String text : texts) json.writeString(text);
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Name name, @Nullable Integer number)
            throws IOException {
        if (number == null) nothing(json, name);
        else number(json, name, number);
    }

    private static void write(JsonGenerator json, Name name, @Nullable Double number)
            throws IOException {
        if (number == null) nothing(json, name);
        else number(json, name, number);
    }

    private static void write(JsonGenerator json, Name name, @Nullable Boolean yes)
            throws IOException {
        if (yes == null) nothing(json, name);
        else {
            json.writeFieldName(name.text);
            json.writeBoolean(yes);
        }
    }

    private static void writeText(JsonGenerator json, Name name, @Nullable Object value)
            throws IOException {
        text(json, name, value == null ? null : value.toString());
    }

    /// What is JSON already.
    private static void writeRaw(JsonGenerator json, Name name, @Nullable String value)
            throws IOException {
        json.writeFieldName(name.text);
        if (value == null) json.writeNull();
        else json.writeRawValue(value);
    }

    private static void object(JsonGenerator json, Name name) throws IOException {
        json.writeFieldName(name.text);
        json.writeStartObject();
    }

    private static void array(JsonGenerator json, Name name) throws IOException {
        json.writeFieldName(name.text);
        json.writeStartArray();
    }

    private static void nothing(JsonGenerator json, Name name) throws IOException {
        json.writeFieldName(name.text);
        json.writeNull();
    }

    private static void text(JsonGenerator json, Name name, @Nullable String text)
            throws IOException {
        json.writeFieldName(name.text);
        json.writeString(text);
    }

    private static void number(JsonGenerator json, Name name, long number) throws IOException {
        json.writeFieldName(name.text);
        json.writeNumber(number);
    }

    private static void number(JsonGenerator json, Name name, double number) throws IOException {
        json.writeFieldName(name.text);
        json.writeNumber(number);
    }
}
