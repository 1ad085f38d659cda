package org.annals.event;

import com.fasterxml.jackson.core.JsonGenerator;
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
        json.writeNumberField("id", event.id());
        json.writeStringField("url", event.url());
        json.writeStringField("title", event.title());
        json.writeFieldName("date");
        write(json, event.date());
        json.writeStringField("kind", event.kind());
        json.writeStringField("violenceType", event.violenceType());
        write(json, "aggregate", event.aggregate());
        json.writeStringField("status", event.status());
        write(json, event.place());
        write(json, "concerns", event.concerns());
        json.writeArrayFieldStart("conflicts");
        for (EventDetail.Ref conflict : event.conflicts()) write(json, conflict, whole);
        json.writeEndArray();
        json.writeFieldName("dyad");
        write(json, event.dyad(), whole);
        json.writeArrayFieldStart("actors");
        for (EventDetail.ActorRef actor : event.actors()) write(json, actor, whole);
        json.writeEndArray();
        write(json, event.fatalities());
        write(json, "sourceCount", event.sourceCount());
        writeRaw(json, "links", event.links());
        write(json, "tags", event.tags());
        write(json, event.origin());
        json.writeNumberField("revision", event.revision());
        json.writeStringField("recordedAt", event.recordedAt().toString());
        json.writeStringField("firstRecordedAt", event.firstRecordedAt().toString());
        if (whole) {
            json.writeStringField("description", event.description());
            writeRaw(json, "sources", event.sources());
            writeRaw(json, "extra", event.extra());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DateView date) throws IOException {
        json.writeStartObject();
        json.writeStringField("edtf", date.edtf());
        json.writeStringField("startEarliest", date.startEarliest());
        json.writeStringField("startLatest", date.startLatest());
        json.writeStringField("endEarliest", date.endEarliest());
        json.writeStringField("endLatest", date.endLatest());
        json.writeStringField("precision", date.precision());
        json.writeStringField("qualifier", date.qualifier());
        json.writeBooleanField("ongoing", date.ongoing());
        writeText(json, "confirmed", date.confirmed());
        json.writeStringField("words", date.words());
        json.writeStringField("text", date.text());
        writeText(json, "reported", date.reported());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Place place) throws IOException {
        if (place == null) {
            json.writeNullField("place");
            return;
        }
        json.writeObjectFieldStart("place");
        json.writeStringField("name", place.name());
        json.writeStringField("country", place.country());
        json.writeStringField("admin1", place.admin1());
        json.writeStringField("admin2", place.admin2());
        write(json, "latitude", place.latitude());
        write(json, "longitude", place.longitude());
        PlacePrecision precision = place.precision();
        json.writeStringField("precision", precision == null ? null : precision.code());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EventDetail.@Nullable Ref ref, boolean whole)
            throws IOException {
        if (ref == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("id", ref.id());
        json.writeStringField("name", ref.name());
        if (whole) write(json, ref.origin());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EventDetail.ActorRef actor, boolean whole)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", actor.id());
        json.writeStringField("name", actor.name());
        ActorRole role = actor.role();
        json.writeStringField("role", role.code());
        if (whole) write(json, actor.origin());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable OutsideKey origin) throws IOException {
        if (origin == null) {
            json.writeNullField("origin");
            return;
        }
        json.writeObjectFieldStart("origin");
        json.writeStringField("dataset", origin.dataset());
        json.writeStringField("key", origin.key());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EventDetail.OriginRef origin) throws IOException {
        json.writeObjectFieldStart("origin");
        json.writeStringField("dataset", origin.dataset());
        json.writeStringField("key", origin.key());
        json.writeStringField("version", origin.version());
        json.writeStringField("url", origin.url());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Fatalities fatalities) throws IOException {
        json.writeObjectFieldStart("fatalities");
        write(json, "low", fatalities.low());
        write(json, "best", fatalities.best());
        write(json, "high", fatalities.high());
        write(json, "sideA", fatalities.sideA());
        write(json, "sideB", fatalities.sideB());
        write(json, "civilians", fatalities.civilians());
        write(json, "unknown", fatalities.unknown());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> texts)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) json.writeString(text);
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String name, @Nullable Integer number)
            throws IOException {
        if (number == null) json.writeNullField(name);
        else json.writeNumberField(name, number);
    }

    private static void write(JsonGenerator json, String name, @Nullable Double number)
            throws IOException {
        if (number == null) json.writeNullField(name);
        else json.writeNumberField(name, number);
    }

    private static void write(JsonGenerator json, String name, @Nullable Boolean yes)
            throws IOException {
        if (yes == null) json.writeNullField(name);
        else json.writeBooleanField(name, yes);
    }

    private static void writeText(JsonGenerator json, String name, @Nullable Object value)
            throws IOException {
        json.writeStringField(name, value == null ? null : value.toString());
    }

    /// What is JSON already.
    private static void writeRaw(JsonGenerator json, String name, @Nullable String value)
            throws IOException {
        json.writeFieldName(name);
        if (value == null) json.writeNull();
        else json.writeRawValue(value);
    }
}
