package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every case of `edtf-cases.tsv`, one test for each kind.
class EdtfCasesTest {
    private static final int CONFIRMED = Days.parse("2024-01-01");

    record Case(String text, String kind, String first, String last) {
        boolean isValid() {
            return !first.equals("refused");
        }

        boolean isTooFar() {
            return kind.equals("Y-year-large") && text.equals("Y-170000002")
                    || kind.equals("exponential-large");
        }

        void check() {
            if (!isValid()) {
                var refused = assertThrows(DateRefused.class, () -> EventDate.parse(text), text);
                assertTrue(refused.position() <= text.length(), text);
                return;
            }
            var date = EventDate.parse(text);
            assertEquals(text, date.edtf());
            if (isTooFar()) {
                var refused = assertThrows(DateRefused.class, () -> date.extent(CONFIRMED), text);
                assertTrue(String.valueOf(refused.getMessage()).contains("out of range"), text);
                return;
            }
            var bounds = date.extent(CONFIRMED).bounds();
            assertEquals(
                    first + " " + last,
                    name(bounds.startEarliest(), first) + " " + name(bounds.endLatest(), last),
                    text);
        }

        private static String name(int day, String expected) {
            if (Days.isFinite(day)) {
                return Days.text(day);
            }
            return expected.equals("unknown")
                    ? "unknown"
                    : day == Days.BEFORE_ALL ? "-inf" : "+inf";
        }
    }

    static Stream<Case> cases() {
        return TestLines.of("edtf-cases.tsv")
                .map(line -> line.split("\t", -1))
                .map(fields -> new Case(fields[0], fields[2], fields[3], fields[4]));
    }

    @Test
    void there_are_464_cases() {
        assertEquals(464, cases().count());
    }

    @TestFactory
    Stream<DynamicTest> every_case_is_read_or_refused_as_it_should() {
        return cases().map(Case::kind)
                .distinct()
                .map(kind ->
                        DynamicTest.dynamicTest(
                                kind,
                                () ->
                                        assertAll(
                                                cases().filter(c -> c.kind().equals(kind))
                                                        .map(c -> c::check))));
    }
}
