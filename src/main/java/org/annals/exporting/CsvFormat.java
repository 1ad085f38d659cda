package org.annals.exporting;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.annals.codebook.Codebooks;
import org.annals.event.EventFormat;
import org.annals.event.EventShape;
import org.annals.event.EventSink;
import org.annals.event.EventView;
import org.jspecify.annotations.Nullable;

/// CSV by RFC 4180: UTF-8, CRLF, always a header, empty is null.
@ApplicationScoped
class CsvFormat implements EventFormat {

    private static final int BUFFER = 1 << 16;

    private final Codebooks codebooks;
    private final ObjectMapper json;

    CsvFormat(Codebooks codebooks, ObjectMapper json) {
        this.codebooks = codebooks;
        this.json = json;
    }

    @Override
    public String code() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public List<String> fields() {
        return EventColumn.names();
    }

    @Override
    public EventShape shape(Options options) {
        List<EventColumn> columns = EventColumn.named(options.fields());
        return options.extra().isEmpty()
                ? EventColumn.shape(columns)
                : EventColumn.shape(columns, "extra");
    }

    @Override
    public EventSink open(OutputStream out, Options options) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (options.byteOrderMark()) writer.write('\ufeff');
        return new Sink(
                CsvWriter.builder()
                        .bufferSize(BUFFER)
                        .lineDelimiter(LineDelimiter.CRLF)
                        .build(writer),
                options,
                new ColumnContext(codebooks.current(), json));
    }

    private static final class Sink implements EventSink {

        private final CsvWriter csv;
        private final List<EventColumn> columns;
        private final boolean forSpreadsheets;
        private final List<String> extra;
        private final ColumnContext context;

        Sink(CsvWriter csv, Options options, ColumnContext context) {
            this.csv = csv;
            this.columns = EventColumn.named(options.fields());
            this.forSpreadsheets = options.byteOrderMark();
            this.extra = options.extra();
            this.context = context;
            List<String> header = new ArrayList<>();
            for (EventColumn column : columns) header.add(column.columnName());
            for (String name : extra) header.add("x_" + name);
            csv.writeRecord(header);
        }

        @Override
        public void accept(EventView event) {
            @Nullable String[] fields = new String[columns.size() + extra.size()];
            int next = 0;
            for (EventColumn column : columns) fields[next++] = field(column.of(event, context));
            for (String name : extra) fields[next++] = field(context.extra(event, name));
            csv.writeRecord(fields);
        }

        private @Nullable String field(@Nullable Object value) {
            if (value == null) return null;
            String text = value.toString();
            // A spreadsheet runs what begins like a formula; a program reads what was written.
            boolean formula =
                    forSpreadsheets
                            && value instanceof String
                            && !text.isEmpty()
                            && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
            return formula ? "'" + text : text;
        }

        @Override
        public void end() throws IOException {
            csv.flush();
        }
    }
}
