package org.annals.exporting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.annals.event.EventDetail;
import org.annals.event.EventFormat;
import org.annals.event.EventSink;

/// One event whole a line, in the shape of a single event; what this gives, an import takes.
@ApplicationScoped
class NdjsonFormat implements EventFormat {

    private static final int BUFFER = 1 << 16;

    private final ObjectWriter writer;

    NdjsonFormat(ObjectMapper json) {
        this.writer =
                json.writerFor(EventDetail.class).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
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
    public EventSink open(OutputStream out, Options options) {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        return new EventSink() {
            @Override
            public void accept(EventDetail event) throws IOException {
                buffered.write(writer.writeValueAsBytes(event));
                buffered.write('\n');
            }

            @Override
            public void end() throws IOException {
                buffered.flush();
            }
        };
    }
}
