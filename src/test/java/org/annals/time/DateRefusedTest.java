package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateRefusedTest {
    private static DateRefused refused(String text) {
        return assertThrows(DateRefused.class, () -> EventDate.parse(text), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    84                    | 2  | write 0084, or 1984
                    13                    | 2  | write 0013, or 2013
                    199                   | 3  | write 0199, or 199X for the ten years
                    -199                  | 4  | write -0199
                    2023-02-29            | 8  | write 2023-02-28 or 2023-03-01
                    2023-12-00            | 8  | write 2023-11-30 or 2023-12-01
                    13/02/2013            | 2  | write 2013-02-13
                    03/04/2013            | 2  | write 2013-04-03 or 2013-03-04
                    2013-1-5              | 6  | write 2013-01-05
                    20040611              | 4  | write 2004-06-11
                    12345                 | 4  | write Y12345
                    -12345                | 5  | write Y-12345
                    Y1984                 | 1  | write 1984
                    -0000                 | 1  | write 0000
                    "1984 ?"              | 4  | write 1984?
                    " 1984"               | 0  | write 1984
                    1984~?                | 5  | write 1984%
                    ２０２３                  | 0  | write 2023
                    1984/open             | 5  | write 1984/..
                    2004–2005             | 4  | write 2004/2005
                    1918/1914             | 5  | write 1914/1918
                    [1672..1670]          | 7  | write [1670..1672]
                    19uu                  | 2  | write 19XX
                    1667,1668             | 4  | write [1667,1668]
                    2004-01-01 10:10:10Z  | 10 | write 2004-01-01T10:10:10Z
                    circa 1984            | 0  | write 1984~
                    the 1980s             | 0  | write 198X
                    5 Feb. 2023           | 1  | write 2023-02-05
                    05-Feb-2023           | 2  | write 2023-02-05
                    """)
    void a_refusal_says_where_and_what_would_do(String text, int position, String suggestion) {
        var refused = refused(text);
        assertEquals(text, refused.text());
        assertEquals(position, refused.position());
        assertEquals(suggestion, refused.suggestion().orElse("nothing"));
        assertTrue(refused.getMessage().endsWith(suggestion), refused.getMessage());
    }

    @Test
    void a_refusal_says_why() {
        assertAll(
                () -> says("2023-02-29", "2023 has no 29 February"),
                () -> says("1900-02-29", "1900 has no 29 February"),
                () -> says("200X-02-30", "200X has no 30 February"),
                () -> says("2004-02-3X", "no month that fits has a day 3X in 2004"),
                () -> says("1918/1914", "the interval ends before it begins"),
                () -> says("[1667", "not closed with ']'"),
                () -> says("2001-13", "there is no month 13"),
                () -> says("2001-21-05", "has no days"),
                () -> says("2004-06-XXT10:10:10", "a day that is known"),
                () -> says("2004-01-01T10:10:10/2005", "without times"),
                () -> says("[2004-01-01T10:10:10Z]", "without times"),
                () -> says("19XXS2", "either 'X'"),
                () -> says("/..", "a date on at least one side"),
                () -> says("", "nothing to read"),
                () -> says("Y1E99", "out of range"),
                () -> says("Y1E999999999999999999", "out of range"),
                () -> says("9".repeat(501), "at most 500 characters"));
    }

    private static void says(String text, String reason) {
        var message = refused(text).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void what_a_refusal_suggests_can_be_read() {
        EdtfCasesTest.cases()
                .filter(c -> !c.isValid())
                .flatMap(c -> refused(c.text()).suggestion().stream())
                .filter(suggestion -> !suggestion.startsWith("write a date"))
                .flatMap(suggestion -> Stream.of(suggestion.substring(6).split(" or |, or ")))
                .map(meant -> meant.replace(" for the ten years", ""))
                .forEach(EventDate::parse);
    }

    @Test
    void what_cannot_be_stored_is_read_and_then_refused_as_out_of_range() {
        for (var text : new String[] {"Y-17E7", "Y170000002", "2000/Y17E7", "[Y17E7,2000..]"}) {
            var date = EventDate.parse(text);
            assertEquals(text, date.edtf());
            var refused = assertThrows(DateRefused.class, () -> date.extent(0));
            assertTrue(refused.getMessage().contains("out of range"), refused.getMessage());
        }
    }
}
