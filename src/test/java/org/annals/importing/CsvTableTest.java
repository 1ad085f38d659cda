package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.annals.support.PlainCsv;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class CsvTableTest {
    private static final int LONGEST = 1000;

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "\uFEFFa,b\n\n1,2\n\n3,4\n\n\n"})
    void line_ends_byte_order_marks_and_blank_lines_make_no_difference(String csv)
            throws Exception {
        assertEquals(List.of(List.of("1", "2"), List.of("3", "4")), values(csv));
        assertEquals(List.of("a", "b"), table(csv).header);
    }

    @Test
    void a_record_is_named_by_the_line_on_which_it_begins() throws Exception {
        var rows = rows("a,b\n1,\"two\nlines\"\n\n3,4\n");
        assertEquals(List.of(2L, 5L), rows.stream().map(CsvRow::line).toList());
        assertEquals(List.of(2, 1), rows.stream().map(CsvRow::lines).toList());
    }

    @Test
    void a_record_that_is_too_long_is_marked_and_the_next_one_is_read() throws Exception {
        var rows = rows("a,b\n1," + "x".repeat(LONGEST) + "\n3,4\n");
        assertTrue(rows.get(0).oversized());
        assertEquals(List.of("3", "4"), List.of(rows.get(1).values()));
    }

    @Test
    void a_quote_that_is_never_closed_refuses_a_long_file() {
        var refused =
                assertThrows(
                        FileRefused.class,
                        () -> rows("a,b\n1,2\n3,\"" + "x,y\n".repeat(LONGEST * 8)));
        assertEquals(3, refused.complaint().line());
        assertTrue(refused.getMessage().contains("quote is probably missing"));
    }

    @Test
    void bytes_that_are_not_utf_8_refuse_the_file() {
        byte[] latin = "a,b\n1,Côte\n".getBytes(StandardCharsets.ISO_8859_1);
        var refused =
                assertThrows(FileRefused.class, () -> new CsvTable(stream(latin), LONGEST).next());
        assertTrue(refused.getMessage().contains("not UTF-8"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "504B0304 14000000 | zip archive",
                "1F8B0800 | gzip",
                "FFFE6100 | UTF-16",
                "25504446 2D | PDF",
                "7B22 | JSON",
                "EFBBBF 200A 5B | JSON",
                "0A3C21444F | HTML",
                "61620000 | binary",
                "'' | empty",
                "EFBBBF | empty",
                "0D0A0D0A | empty"
            })
    void a_file_of_another_type_is_told_what_it_is(String hex, String word) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        var refused = assertThrows(FileRefused.class, () -> new CsvTable(stream(bytes), LONGEST));
        assertTrue(refused.getMessage().contains(word), refused.getMessage());
    }

    @Test
    void a_column_named_twice_refuses_the_file() {
        var refused = assertThrows(FileRefused.class, () -> table("a,b,A\n"));
        assertTrue(refused.getMessage().contains("names a twice"), refused.getMessage());
    }

    @Test
    void a_column_without_a_name_is_called_by_its_place() throws Exception {
        assertEquals(List.of("column_1", "id"), table("\"\",Id\n").header);
    }

    @Test
    void a_failure_of_the_connection_stays_one() {
        var broken =
                new InputStream() {
                    private int left = 600;

                    @Override
                    public int read() throws IOException {
                        if (left-- > 0) return 'a';
                        throw new IOException("connection reset");
                    }
                };
        assertEquals(
                "connection reset",
                assertThrows(IOException.class, () -> new CsvTable(broken, LONGEST).next())
                        .getMessage());
    }

    @Test
    void any_table_reads_as_a_second_reader_reads_it() throws Exception {
        long seed = 20130111;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var csv = new StringBuilder("a,b,c\n");
            for (int row = random.nextInt(4); row >= 0; row--) {
                for (int column = random.nextInt(3); column >= 0; column--) {
                    var text = new StringBuilder();
                    for (int n = random.nextInt(5); n > 0; n--) {
                        text.append("x,;\"\n é".charAt(random.nextInt(7)));
                    }
                    csv.append('"').append(text.toString().replace("\"", "\"\"")).append('"');
                    csv.append(column == 0 ? "\n" : ",");
                }
            }
            var expected = PlainCsv.read(csv.toString());
            var read = values(csv.toString());
            // The plain reader takes a quoted empty value alone on its line for a blank line.
            read.removeIf(row -> row.equals(List.of("")));
            assertEquals(
                    expected.subList(1, expected.size()), read, "seed " + seed + ", table " + csv);
        }
    }

    private static CsvTable table(String csv) throws IOException, FileRefused {
        return new CsvTable(stream(csv.getBytes(StandardCharsets.UTF_8)), LONGEST);
    }

    private static List<CsvRow> rows(String csv) throws IOException, FileRefused {
        var table = table(csv);
        var rows = new ArrayList<CsvRow>();
        for (CsvRow row = table.next(); row != null; row = table.next()) rows.add(row);
        return rows;
    }

    private static List<List<String>> values(String csv) throws IOException, FileRefused {
        var values = new ArrayList<List<String>>();
        for (CsvRow row : rows(csv)) values.add(List.of(row.values()));
        return values;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
