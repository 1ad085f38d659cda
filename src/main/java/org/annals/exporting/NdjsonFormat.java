package org.annals.exporting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.annals.event.EventFormat;
import org.annals.event.EventShape;
import org.annals.event.EventSink;
import org.annals.event.EventView;

/// One event whole a line, in the shape of a single event; what this gives, an import takes.
@ApplicationScoped
class NdjsonFormat implements EventFormat {

    private static final int BUFFER = 1 << 16;

    private final ObjectMapper json;

    NdjsonFormat(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String code() {
        return "ndjson";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public boolean keepsLinks() {
        return true;
    }

    @Override
    public List<String> fields() {
        return EventShape.paths();
    }

    @Override
    public EventShape shape(Options options) {
        return options.fields().isEmpty() ? EventShape.WHOLE : EventShape.of(options.fields());
    }

    @Override
    public EventSink open(OutputStream out, Options options) throws IOException {
        EventShape shape = shape(options);
        JsonGenerator generator = json.createGenerator(new BufferedOutputStream(out, BUFFER));
        generator.setRootValueSeparator(new SerializedString(""));
        return new EventSink() {
            @Override
            public void accept(EventView event) throws IOException {
                shape.write(generator, event);
                generator.writeRaw('\n');
            }

            @Override
            public void end() throws IOException {
                generator.flush();
            }
        };
    }
}
