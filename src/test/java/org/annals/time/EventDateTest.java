package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2022-07-22                | day
                    2022-07-22T05:00:00Z      | day
                    2022-07                   | month
                    2022-07-XX                | month
                    2001-21                   | season
                    2001-33                   | quarter
                    2001-40                   | year
                    2022                      | year
                    2004-XX-15                | year
                    199X                      | decade
                    1950S3                    | decade
                    19XX                      | century
                    1XXX                      | longer
                    XXXX-12-25                | longer
                    2004-06/2006-08-11        | month
                    2004/..                   | year
                    ../..                     | longer
                    [2004-06-11,2004-06-12]   | range
                    {2004}                    | range
                    """)
    void precision_is_as_coarse_as_what_is_unknown(String edtf, String precision) {
        assertEquals(precision, EventDate.parse(edtf).precision().code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1984          | none
                    1984?         | uncertain
                    1984~         | approximate
                    1984%         | both
                    2004?-06-~11  | both
                    2004-06-?11   | uncertain
                    1984?/2004~   | both
                    1984/2004~    | approximate
                    [1984,1985?]  | uncertain
                    {1984~..1990} | approximate
                    Y-17E7?       | uncertain
                    ?2001-~21     | both
                    """)
    void qualifiers_of_all_parts_are_merged(String edtf, String qualifier) {
        assertEquals(
                qualifier, EventDate.parse(edtf).qualifier().map(Qualifier::code).orElse("none"));
    }

    @Test
    void only_an_interval_with_an_open_end_is_ongoing() {
        assertTrue(EventDate.parse("2022-02-24/..").ongoing());
        assertFalse(EventDate.parse("2022-02-24/").ongoing());
        assertFalse(EventDate.parse("[2022-02-24..]").ongoing());
        assertFalse(EventDate.parse("../2022").ongoing());
    }
}
