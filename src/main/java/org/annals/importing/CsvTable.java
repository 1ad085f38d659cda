package org.annals.importing;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A CSV file with a header, read record by record: RFC 4180, LF or CRLF, with or without a
/// byte-order mark. Blank lines are no records, as in every other reader.
final class CsvTable {
    /// How much longer than the longest line the buffer for one value may grow. A record a little
    /// too long is refused and the next one read; past this a quote was never closed, and what
    /// follows would be read inside out.
    private static final int BUFFER_FACTOR = 16;

    private final CloseableIterator<CsvRow> rows;
    private final int longestLine;
    private long line = 1;

    /// The names of the columns in their order, lower case; a column without a name is called by
    /// its place, `column_1`.
    final List<String> header;

    /// Opens `file` and reads its header.
    ///
    /// @param longestLine in characters
    CsvTable(InputStream file, int longestLine) throws IOException, FileRefused {
        this.longestLine = longestLine;
        this.rows =
                CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .allowUnclosedQuote(true)
                        .maxBufferSize(longestLine * BUFFER_FACTOR)
                        .build(new Records(longestLine), TextFile.open(file))
                        .iterator();
        CsvRow first = next();
        if (first == null) throw new FileRefused(1, TextFile.EMPTY);
        this.header = names(first);
    }

    /// The next record, null at the end of the file.
    @Nullable CsvRow next() throws IOException, FileRefused {
        try {
            if (!rows.hasNext()) return null;
            CsvRow row = rows.next();
            line = row.line() + row.lines();
            return row;
        } catch (CsvParseException e) {
            throw new FileRefused(
                    line,
                    "The record that begins on line %,d has a value longer than %,d characters. A closing quote is probably missing."
                            .formatted(line, longestLine * BUFFER_FACTOR));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new FileRefused(
                        line,
                        "The file is not UTF-8 at or soon after line %,d. Save it as UTF-8 and send it again."
                                .formatted(line));
            }
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    private List<String> names(CsvRow first) throws FileRefused {
        if (first.oversized()) {
            throw new FileRefused(
                    1,
                    "The first line is longer than %,d characters, so it is no header."
                            .formatted(longestLine));
        }
        var names = new ArrayList<String>();
        Set<String> twice = new TreeSet<>();
        for (String value : first.values()) {
            String name = value.strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty()) name = "column_" + (names.size() + 1);
            if (names.contains(name)) twice.add(name);
            names.add(name);
        }
        if (!twice.isEmpty()) {
            throw new FileRefused(
                    1, "The header names %s twice.".formatted(String.join(", ", twice)));
        }
        return List.copyOf(names);
    }

    /// Makes a [CsvRow] of what the parser finds, and keeps no more of a record than is allowed.
    private static final class Records extends CsvCallbackHandler<CsvRow> {
        private final int longest;
        private String[] values = new String[64];
        private int count;
        private int characters;
        private int lines;
        private long line;
        private boolean empty;

        Records(int longest) {
            this.longest = longest;
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            line = startingLineNumber;
            count = 0;
            characters = 0;
            lines = 1;
            empty = false;
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            characters = Math.min(characters + length + 1, Integer.MAX_VALUE / 2);
            if (quoted) lines += breaks(buffer, offset, length);
            if (characters <= longest) {
                if (count == values.length) values = Arrays.copyOf(values, count * 2);
                values[count] = new String(buffer, offset, length);
            }
            count++;
        }

        private static int breaks(char[] buffer, int offset, int length) {
            int breaks = 0;
            for (int i = offset; i < offset + length; i++) {
                if (buffer[i] == '\n') breaks++;
            }
            return breaks;
        }

        @Override
        protected CsvRow buildRecord() {
            boolean oversized = characters > longest;
            var kept = new String[oversized ? 0 : count];
            System.arraycopy(values, 0, kept, 0, kept.length);
            return new CsvRow(line, kept, lines, oversized);
        }

        @Override
        protected RecordType getRecordType() {
            return empty ? RecordType.EMPTY : RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return count;
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            throw new IllegalStateException("comments are not asked for");
        }

        @Override
        protected void setEmpty() {
            empty = true;
        }
    }
}
