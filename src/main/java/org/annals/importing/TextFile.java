package org.annals.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Opens a table of plain UTF-8 text, and says what the file is when it is something else.
///
/// Without the look at the first bytes a zipped file would be refused for lacking every column,
/// which is true and helps nobody.
final class TextFile {
    static final String EMPTY = "The file is empty.";

    private static final int LOOK = 512;

    private TextFile() {}

    /// The characters of `file` without a byte-order mark. Bytes that are not UTF-8 make reading
    /// fail with a [java.nio.charset.CharacterCodingException] instead of turning into question
    /// marks.
    static Reader open(InputStream file) throws IOException, FileRefused {
        var buffered = new BufferedInputStream(file, 1 << 16);
        buffered.mark(LOOK);
        byte[] start = buffered.readNBytes(LOOK);
        buffered.reset();

        Optional<String> other = somethingElse(start);
        if (other.isPresent()) throw new FileRefused(1, other.get());
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) buffered.skipNBytes(3);
        return decoded(buffered);
    }

    /// The characters of a file that is JSON line by line, without a byte-order mark.
    static Reader openLines(InputStream file) throws IOException {
        var buffered = new BufferedInputStream(file, 1 << 16);
        buffered.mark(LOOK);
        if (!startsWith(buffered.readNBytes(3), 0xEF, 0xBB, 0xBF)) buffered.reset();
        return decoded(buffered);
    }

    private static Reader decoded(InputStream buffered) {
        return new InputStreamReader(
                buffered,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Optional<String> somethingElse(byte[] start) {
        if (startsWith(start, 'P', 'K', 3, 4)) {
            return Optional.of(
                    "This is a zip archive or a spreadsheet workbook. Unpack it, or save the sheet as CSV, and send that.");
        }
        if (startsWith(start, 0x1F, 0x8B)) {
            return Optional.of("This is a gzip archive. Unpack it and send the CSV in it.");
        }
        if (startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF)) {
            return Optional.of("This is UTF-16 text. Save it as UTF-8 and send it again.");
        }
        if (startsWith(start, '%', 'P', 'D', 'F')) {
            return Optional.of("This is a PDF document. Send the data as CSV.");
        }
        int from = startsWith(start, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        for (int i = from; i < start.length; i++) {
            switch (start[i]) {
                case ' ', '\t', '\r', '\n' -> {}
                case '{', '[' -> {
                    return Optional.of(
                            "This is JSON, not CSV. Send the CSV file of the data set, or name the format that the file has.");
                }
                case '<' -> {
                    return Optional.of(
                            "This is an HTML or XML page, not CSV: perhaps the answer of a web site that was saved instead of the file.");
                }
                default -> {
                    return binary(start);
                }
            }
        }
        return start.length < LOOK ? Optional.of(EMPTY) : Optional.empty();
    }

    private static Optional<String> binary(byte[] start) {
        for (byte b : start) {
            if (b == 0) return Optional.of("This is a binary file, not CSV.");
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] start, int... bytes) {
        if (start.length < bytes.length) return false;
        for (int i = 0; i < bytes.length; i++) {
            if (start[i] != (byte) bytes[i]) return false;
        }
        return true;
    }
}
