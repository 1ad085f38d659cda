package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2022-07-22               | 22 July 2022
                    2022-07                  | July 2022
                    0800                     | 800 CE
                    0000                     | 1 BCE
                    -0044-03-15              | 15 March 45 BCE
                    Y-17E7                   | 170000001 BCE
                    199X                     | the 1990s
                    19XX                     | some year between 1900 and 1999
                    1950S2                   | some year between 1900 and 1999, estimated as 1950
                    2004-XX                  | some month of 2004
                    2022-07-XX               | some day of July 2022
                    2004-XX-15               | day 15 of some month of 2004
                    156X-12-25               | 25 December of some year between 1560 and 1569
                    1984-X2                  | some date from 1 February 1984 to 31 December 1984 that fits 1984-X2
                    2001-24                  | winter 2001–2002
                    1999-34                  | the second quarter of 1999
                    2022-07-22T05:00:00+02:00 | 22 July 2022, 05:00:00 +02:00
                    2013-01-11/2014-07-15    | 11 January 2013 to 15 July 2014
                    2012-03~/2012-06~        | March 2012 to June 2012, approximately
                    2012-03/2012-06~         | March 2012 to June 2012 (approximately)
                    2022-02-24/..            | since 24 February 2022
                    2022-02-24/              | from 24 February 2022, end unknown
                    ../2014                  | until 2014, without a beginning
                    /2014                    | until 2014, beginning unknown
                    [2013-03-01..2013-03-10] | some day between 1 and 10 March 2013
                    [2013-02-27..2013-03-10] | some day between 27 February and 10 March 2013
                    [1667,1668,1670..1672]   | one of: 1667; 1668; 1670 to 1672
                    {1667,1760-12}           | all of: 1667; December 1760
                    [..1984]                 | 1984 or earlier
                    {1984..}                 | all of: 1984 and all after
                    1984?                    | 1984, uncertain
                    2004?-06-~11             | 11 June 2004 (year uncertain, day approximate)
                    2004-06-11%              | 11 June 2004, approximately and uncertain
                    """)
    void a_date_is_said_in_plain_words(String edtf, String words) {
        assertEquals(words, DateWords.in(Locale.ENGLISH).of(EventDate.parse(edtf)));
    }

    @ParameterizedTest
    @CsvSource({"fr", "ja", "en-GB"})
    void a_language_without_words_has_the_english_ones(String language) {
        var words = DateWords.in(Locale.forLanguageTag(language));
        assertEquals("July 2022", words.of(EventDate.parse("2022-07")));
    }
}
