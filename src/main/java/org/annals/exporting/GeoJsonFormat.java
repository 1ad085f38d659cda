package org.annals.exporting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.annals.codebook.Codebooks;
import org.annals.event.EventFormat;
import org.annals.event.EventShape;
import org.annals.event.EventSink;
import org.annals.event.EventView;
import org.annals.event.Place;
import org.jspecify.annotations.Nullable;

/// GeoJSON (RFC 7946): one feature an event, its properties under the names of the CSV columns.
@ApplicationScoped
class GeoJsonFormat implements EventFormat {

    private static final int BUFFER = 1 << 16;

    private final Codebooks codebooks;
    private final ObjectMapper json;

    GeoJsonFormat(Codebooks codebooks, ObjectMapper json) {
        this.codebooks = codebooks;
        this.json = json;
    }

    @Override
    public String code() {
        return "geojson";
    }

    @Override
    public String mediaType() {
        return "application/geo+json";
    }

    @Override
    public List<String> fields() {
        return EventColumn.names();
    }

    @Override
    public EventShape shape(Options options) {
        return EventColumn.shape(EventColumn.named(options.fields()), "place");
    }

    @Override
    public EventSink open(OutputStream out, Options options) throws IOException {
        JsonGenerator generator = json.createGenerator(new BufferedOutputStream(out, BUFFER));
        generator.writeStartObject();
        generator.writeStringField("type", "FeatureCollection");
        generator.writeArrayFieldStart("features");
        List<EventColumn> columns = EventColumn.named(options.fields());
        ColumnContext context = new ColumnContext(codebooks.current(), json);
        return new EventSink() {
            @Override
            public void accept(EventView event) throws IOException {
                write(generator, event, columns, context);
            }

            @Override
            public void end() throws IOException {
                generator.writeEndArray();
                generator.writeEndObject();
                generator.flush();
            }
        };
    }

    private static void write(
            JsonGenerator json, EventView event, List<EventColumn> columns, ColumnContext context)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeNumberField("id", event.id());
        Place place = event.place();
        json.writeFieldName("geometry");
        if (place == null || place.latitude() == null || place.longitude() == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeStringField("type", "Point");
            json.writeArrayFieldStart("coordinates");
            json.writeNumber(place.longitude());
            json.writeNumber(place.latitude());
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeObjectFieldStart("properties");
        for (EventColumn column : columns) {
            json.writeFieldName(column.columnName());
            writeValue(json, column.of(event, context));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            default -> json.writeString(value.toString());
        }
    }
}
