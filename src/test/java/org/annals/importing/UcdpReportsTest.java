package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.annals.event.Source;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class UcdpReportsTest {

    @Test
    void a_list_is_taken_apart() {
        var sources = sources("\"SOHR,2013-01-03,First\";\"VDC,2013-01-04,Second\"");
        assertEquals(List.of("SOHR", "VDC"), sources.stream().map(Source::name).toList());
        assertEquals(
                List.of("2013-01-03", "2013-01-04"),
                sources.stream().map(Source::published).toList());
        assertEquals(List.of("First", "Second"), sources.stream().map(Source::headline).toList());
    }

    @Test
    void headlines_hold_commas_semicolons_and_quotes() {
        var sources =
                sources(
                        "\"FIDH,2014-06-24,Report; part 2: \"They must leave, or die\"\";\"AP,2014-06-25,Ten killed, 3 hurt\"");
        assertEquals("Report; part 2: \"They must leave, or die\"", sources.get(0).headline());
        assertEquals("Ten killed, 3 hurt", sources.get(1).headline());
    }

    @Test
    void what_looks_like_an_end_inside_a_headline_is_none() {
        var sources = sources("\"SOHR,2014-03-13,\"Homs\";\"Idlib\"\";\"VDC,2014-03-14,x\"");
        assertEquals(2, sources.size());
        assertEquals("\"Homs\";\"Idlib\"", sources.get(0).headline());
    }

    @Test
    void an_office_may_have_a_comma() {
        assertEquals("Agency, Paris", sources("\"Agency, Paris,2014-03-14,x\"").get(0).name());
    }

    @Test
    void the_day_1753_01_01_is_no_date() {
        assertNull(sources("\"UN,1753-01-01,Letter\"").get(0).published());
    }

    @Test
    void a_day_that_does_not_exist_is_no_date() {
        var reports = UcdpReports.parse("\"UN,2014-02-31,Letter\"").orElseThrow();
        assertNull(reports.sources().get(0).published());
        assertEquals(false, reports.hasRealDays());
    }

    @Test
    void an_empty_office_or_headline_is_null() {
        assertEquals(
                List.of(new Source(null, null, "2014-03-14", null, null)),
                sources("\",2014-03-14,\""));
    }

    @Test
    void older_text_is_not_a_list() {
        for (String text :
                List.of(
                        "",
                        "\"",
                        "Reuters, 1992-06-21",
                        "\"Three killed\"",
                        "Reuters 1989-05-17 \"REBELS BLOW UP POWER LINES",
                        "\"A \"quoted\" word,2014-03-14,x\"")) {
            assertTrue(UcdpReports.parse(text).isEmpty(), text);
        }
    }

    @Test
    void the_cells_can_be_written_again() {
        String article = "\"SOHR,2013-01-03,a;b\";\"VDC,1753-01-01,c, \"d\"\"";
        var reports = UcdpReports.parse(article).orElseThrow();
        assertEquals(article, reports.article());
        assertEquals("SOHR;VDC", reports.offices());
        assertEquals("2013-01-03;1753-01-01", reports.days());
        assertEquals("a;b;c, \"d\"", reports.headlines());
    }

    private static List<Source> sources(String article) {
        return UcdpReports.parse(article).orElseThrow().sources();
    }
}
