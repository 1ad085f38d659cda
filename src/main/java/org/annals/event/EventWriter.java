package org.annals.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.jspecify.annotations.Nullable;

/// Writes the events of a page as they are read, each by itself, since what was read in vain is
/// left out of the page.
final class EventWriter {

    /// An event as JSON, and where the list goes on after it.
    static final class Written {

        private final Cursor cursor;
        private final byte[] json;

        private Written(Cursor cursor, byte[] json) {
            this.cursor = cursor;
            this.json = json;
        }

        Cursor cursor() {
            return cursor;
        }
    }

    private static final byte[] ITEMS = "{\"items\":[".getBytes(US_ASCII);
    private static final byte[] TOTAL = "],\"total\":".getBytes(US_ASCII);
    private static final byte[] NEXT = ",\"next\":".getBytes(US_ASCII);

    private final EventShape shape;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2_048);
    private final JsonGenerator json;

    EventWriter(ObjectMapper mapper, EventShape shape) {
        this.shape = shape;
        try {
            json = mapper.createGenerator(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json.setRootValueSeparator(new SerializedString(""));
    }

    Written write(EventRow event) {
        try {
            shape.write(json, event);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Written written =
                new Written(new Cursor(event.sortKey(), event.id()), buffer.toByteArray());
        buffer.reset();
        return written;
    }

    /// A [Page] of events that are written.
    static byte[] page(
            ObjectMapper mapper,
            List<Written> events,
            Page.@Nullable Total total,
            @Nullable URI next) {
        int length = 500;
        for (Written event : events) length += event.json.length + 1;
        ByteArrayOutputStream page = new ByteArrayOutputStream(length);
        page.writeBytes(ITEMS);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) page.write(',');
            page.writeBytes(events.get(i).json);
        }
        try {
            page.writeBytes(TOTAL);
            page.writeBytes(mapper.writeValueAsBytes(total));
            page.writeBytes(NEXT);
            page.writeBytes(mapper.writeValueAsBytes(next));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.write('}');
        return page.toByteArray();
    }
}
