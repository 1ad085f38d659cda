package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
}
