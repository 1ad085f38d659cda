package org.annals.codebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// The codebook's migration against what is known elsewhere, without a database.
@NullUnmarked
class CodebookDataTest {
    private static final String SQL = sql();

    private static final List<MatchResult> KINDS =
            all("^  \\((\\d+), '([a-z-]+)', (\\d+), '([^']+)',$");
    private static final List<MatchResult> IMPORTS =
            all("^ {4}\\('([a-z-]+)', '((?:[^']|'')+)', '([a-z-]+)', (null|'.*')\\)");
    private static final List<MatchResult> COUNTRIES =
            all(
                    "^  \\((\\d+), '([A-Z]{3})', (?:'([A-Z]{2})'|null), '((?:[^']|'')+)', (true|false), ");
    private static final List<MatchResult> STATES =
            all("^ {4}\\((\\d+), (\\d+), (?:(\\d+)|null(?:::int)?), '([A-Z]{3})', '");

    @Test
    void the_tree_has_seven_branches_and_58_leaves() {
        assertEquals(65, KINDS.size());
        var leaves = new TreeMap<Integer, Integer>();
        for (var kind : KINDS) {
            int id = Integer.parseInt(kind.group(1));
            int branch = Integer.parseInt(kind.group(3));
            assertEquals(id / 100 * 100, branch, kind.group(2));
            if (id == branch) leaves.put(branch, 0);
            else assertEquals(branch + leaves.merge(branch, 1, Integer::sum), id, kind.group(2));
        }
        assertEquals(List.of(16, 10, 13, 12, 4, 3, 0), List.copyOf(leaves.values()));
    }

    @Test
    void kinds_have_codes_and_labels_of_their_own() {
        assertEquals(65, distinct(KINDS, 2).size());
        assertEquals(65, distinct(KINDS, 4).size());
    }

    @Test
    void every_class_of_another_scheme_becomes_a_kind_that_is_there() {
        assertEquals(319, IMPORTS.size());
        var codes = distinct(KINDS, 2);
        for (var line : IMPORTS) assertTrue(codes.contains(line.group(3)), line.group());
        assertEquals(
                Set.of(
                        "ucdp",
                        "acled",
                        "acled-type",
                        "cameo-root",
                        "cameo-base",
                        "cameo-event",
                        "plover",
                        "plover-mode",
                        "plover-old"),
                distinct(IMPORTS, 1));
    }

    @Test
    void the_official_countries_are_those_that_java_knows() {
        var ours = new TreeMap<String, String>();
        for (var country : COUNTRIES) {
            if (country.group(5).equals("true")) ours.put(country.group(3), country.group(2));
        }
        var theirs = new TreeMap<String, String>();
        for (String alpha2 : Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2)) {
            theirs.put(alpha2, Locale.of("", alpha2).getISO3Country());
        }
        assertEquals(theirs, ours);
    }

    @Test
    void states_that_iso_lacks_have_ids_from_9001_on() {
        var own = new ArrayList<Integer>();
        for (var country : COUNTRIES) {
            int id = Integer.parseInt(country.group(1));
            assertEquals(country.group(5).equals("false"), id > 9000, country.group());
            if (id > 9000) own.add(id);
        }
        for (int i = 0; i < own.size(); i++) assertEquals(9001 + i, own.get(i));
        assertTrue(
                distinct(COUNTRIES, 2)
                        .containsAll(Set.of("XKX", "SUN", "YUG", "SCG", "CSK", "DDR", "YMD")));
    }

    @Test
    void codes_and_names_of_countries_are_their_own() {
        assertEquals(COUNTRIES.size(), distinct(COUNTRIES, 1).size());
        assertEquals(COUNTRIES.size(), distinct(COUNTRIES, 2).size());
        assertEquals(COUNTRIES.size(), distinct(COUNTRIES, 4).size());
    }

    @Test
    void a_state_number_means_one_country_at_a_time() {
        assertEquals(219, STATES.size());
        var countries = distinct(COUNTRIES, 2);
        var lastYear = new HashMap<String, Integer>();
        for (var state : STATES) {
            int since = Integer.parseInt(state.group(2));
            int until = state.group(3) == null ? 9999 : Integer.parseInt(state.group(3));
            assertTrue(since <= until, state.group());
            assertTrue(lastYear.getOrDefault(state.group(1), 0) < since, state.group());
            assertTrue(countries.contains(state.group(4)), state.group());
            lastYear.put(state.group(1), until);
        }
    }

    private static Set<String> distinct(List<MatchResult> lines, int group) {
        return lines.stream()
                .map(line -> line.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<MatchResult> all(String line) {
        return Pattern.compile(line, Pattern.MULTILINE).matcher(SQL).results().toList();
    }

    private static String sql() {
        try (var file =
                CodebookDataTest.class.getResourceAsStream("/db/migration/R__codebook.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
