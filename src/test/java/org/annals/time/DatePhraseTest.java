package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatePhraseTest {
    record Phrase(
            String text,
            @Nullable LocalDate reported,
            String first,
            String last,
            String precision,
            String rule) {
        static Phrase of(String line) {
            var f = line.split("\t", -1);
            var reported = f[1].isEmpty() ? null : LocalDate.parse(f[1]);
            return new Phrase(f[0], reported, f[2], f[3], f[4], f[5]);
        }

        void check() {
            if (first.isEmpty()) {
                assertThrows(DateRefused.class, () -> read(text, reported), text);
                return;
            }
            assertEquals(
                    String.join(" | ", first, last, precision, rule),
                    told(read(text, reported)),
                    text + ", reported " + reported);
        }
    }

    static DatePhrase read(String text, @Nullable LocalDate reported) {
        return DatePhrase.read(text, reported, NumericOrder.UNKNOWN);
    }

    static String told(DatePhrase phrase) {
        var bounds = phrase.date().extent(0).bounds();
        return String.join(
                " | ",
                Days.text(bounds.startEarliest()),
                Days.text(bounds.endLatest()),
                Integer.toString(phrase.precision()),
                phrase.rule());
    }

    static Stream<Phrase> phrases() {
        return TestLines.of("words.tsv").map(Phrase::of);
    }

    @Test
    void there_are_178_phrases() {
        assertEquals(178, phrases().count());
    }

    @TestFactory
    Stream<DynamicTest> every_phrase_is_read_or_refused_as_it_should() {
        return phrases()
                .map(Phrase::rule)
                .distinct()
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule,
                                () ->
                                        assertAll(
                                                phrases()
                                                        .filter(p -> p.rule().equals(rule))
                                                        .map(p -> p::check))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    early to mid March 2014         | [2014-03-01..2014-03-20]
                    mid-1990s                       | 199X
                    winter 2012-2013                | 2012-24
                    winter of 2012/13               | 2012-24
                    Q1 2014                         | 2014-33
                    first half of March 2014        | [2014-03-01..2014-03-15]
                    last day of February 2012       | 2012-02-29
                    28 December - 3 January 2014    | 2013-12-28/2014-01-03
                    January 11-13, 2013             | 2013-01-11/2013-01-13
                    11 or 12 January 2013           | [2013-01-11,2013-01-12]
                    March and April 2013            | {2013-03,2013-04}
                    between 5 and 9 March 2013      | [2013-03-05..2013-03-09]
                    between Friday and Sunday       | [2014-03-14..2014-03-16]
                    between late January and mid-March | [2014-01-15..2014-03-20]
                    Tuesday of last week            | 2014-03-11
                    last Thursday                   | 2014-03-13
                    two weeks ago                   | [2014-03-03..2014-03-09]
                    2 months ago                    | 2014-01
                    in the past 48 hours            | [2014-03-18..2014-03-20]
                    end of the month                | [2014-03-15..2014-03-20]
                    earlier this month              | [2014-03-01..2014-03-20]
                    last night                      | [2014-03-19..2014-03-20]
                    circa 1984                      | 1984~
                    week ending 10 March 2013       | [2013-03-04..2013-03-10]
                    in the early hours of 5 March   | 2014-03-05
                    on 5 March 2014 at 05:00        | 2014-03-05
                    05-Feb-2014                     | 2014-02-05
                    2014-02-05T05:00:00Z            | 2014-02-05T05:00:00Z
                    since last week                 | 2014-03-10/2014-03-20
                    """)
    void a_phrase_becomes_edtf(String phrase, String edtf) {
        assertEquals(edtf, read(phrase, LocalDate.of(2014, 3, 20)).date().edtf());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3/4/2013                 | it is 3 April or 4 March
                    winter 2012              | winter 2011-2012 or winter 2012-2013
                    1/2/13                   | two digits
                    5 March 14               | two digits
                    Thursday 5 March 2014    | was a Wednesday
                    29 February 2013         | 2013 has no 29 February
                    weekend of 13 June 2013  | was a Thursday
                    three weeks              | how long, not when
                    13–11 January 2013       | ends before it begins
                    yesterday                | day of the report
                    during the war           | no time that can be bounded
                    """)
    void a_phrase_is_refused_with_the_reason(String phrase, String reason) {
        var refused = assertThrows(DateRefused.class, () -> read(phrase, null));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void figures_are_clear_when_the_order_is_given() {
        var day = DatePhrase.read("03/04/2013", null, NumericOrder.DAY_FIRST);
        assertEquals("2013-04-03", day.date().edtf());
        var month = DatePhrase.read("03/04/2013", null, NumericOrder.MONTH_FIRST);
        assertEquals("2013-03-04", month.date().edtf());
    }
}
