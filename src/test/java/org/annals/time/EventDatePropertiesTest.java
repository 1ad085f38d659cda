package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What holds for every date, tried on random ones. A failure names the seed and the text.
class EventDatePropertiesTest {
    private static final long SEED = 20_130_111;
    private static final int CONFIRMED = Days.parse("2024-01-01");

    /// No character is looked at more often than this, and a set or an interval is no worse.
    private static final int STEPS_PER_CHARACTER = 8;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomEdtf texts = new RandomEdtf(random);

    private static String at(String text) {
        return "seed %d, '%s'".formatted(SEED, text);
    }

    private List<String> validTexts(int count) {
        var valid = new ArrayList<String>();
        while (valid.size() < count) {
            var text = texts.next();
            if (read(text).isPresent()) {
                valid.add(text);
            }
        }
        return valid;
    }

    private static Optional<EventDate> read(String text) {
        try {
            return Optional.of(EventDate.parse(text));
        } catch (DateRefused refused) {
            assertTrue(0 <= refused.position() && refused.position() <= text.length(), at(text));
            return Optional.empty();
        }
    }

    @Test
    void a_date_prints_as_it_was_written_and_reads_back_equal() {
        for (var text : validTexts(10_000)) {
            var date = EventDate.parse(text);
            assertEquals(text, date.edtf());
            assertEquals(date, EventDate.parse(date.edtf()), at(text));
        }
    }

    @Test
    void bounds_are_in_order_and_hold_the_members() {
        for (var text : validTexts(10_000)) {
            var extent = extent(EventDate.parse(text));
            extent.ifPresent(e ->
                    e.gaps()
                            .ifPresent(members -> {
                                var ranges = members.ranges();
                                assertEquals(
                                        e.bounds().startEarliest(),
                                        ranges.getFirst().from(),
                                        at(text));
                                assertEquals(
                                        e.bounds().endLatest(),
                                        ranges.stream().mapToInt(DayRange::to).max().orElseThrow(),
                                        at(text));
                            }));
        }
    }

    /// Empty when out of range; the constructors of bounds and members check their order.
    private static Optional<Extent> extent(EventDate date) {
        try {
            return Optional.of(date.extent(CONFIRMED));
        } catch (DateRefused refused) {
            assertTrue(refused.getMessage().contains("out of range"), date.edtf());
            return Optional.empty();
        }
    }

    @Test
    void different_bounds_or_qualifiers_never_have_the_same_words() {
        var words = DateWords.in(Locale.ENGLISH);
        var meanings = new HashMap<String, String>();
        var texts = validTexts(10_000);
        EdtfCasesTest.cases()
                .filter(EdtfCasesTest.Case::isValid)
                .map(EdtfCasesTest.Case::text)
                .forEach(texts::add);
        for (var text : texts) {
            var date = EventDate.parse(text);
            var meaning = extent(date).map(e -> e.bounds() + " " + date.qualifier());
            if (meaning.isPresent()) {
                var before = meanings.putIfAbsent(words.of(date), meaning.get());
                if (before != null) {
                    assertEquals(before, meaning.get(), at(text) + ": " + words.of(date));
                }
            }
        }
    }

    @Test
    void nothing_but_a_refusal_is_thrown_for_a_million_random_and_mutated_texts() {
        var words = DateWords.in(Locale.ENGLISH);
        for (int i = 0; i < 1_000_000; i++) {
            var text = random.nextInt(4) == 0 ? noise() : mutated(texts.next());
            // What is made of a date or a refusal costs more than reading it.
            boolean whole = i % 50 == 0;
            onlyRefused(
                    text,
                    whole,
                    () -> {
                        var date = EventDate.parse(text);
                        assertEquals(text, date.edtf());
                        return whole ? words.of(date) + date.precision() + extent(date) : date;
                    });
        }
    }

    @Test
    void nothing_but_a_refusal_is_thrown_for_random_phrases() {
        var parts =
                String.join(" ", TestLines.of("words.tsv").map(l -> l.split("\t", -1)[0]).toList())
                        .split(" ");
        for (int i = 0; i < 50_000; i++) {
            var phrase = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                phrase.append(parts[random.nextInt(parts.length)]).append(' ');
            }
            var text = random.nextInt(3) == 0 ? mutated(phrase.toString()) : phrase.toString();
            var reported = random.nextBoolean() ? null : LocalDate.of(2014, 3, 20);
            onlyRefused(text, true, () -> DatePhrase.read(text, reported, NumericOrder.UNKNOWN));
        }
    }

    private static void onlyRefused(String text, boolean withMessage, Supplier<Object> reading) {
        try {
            var _ = reading.get();
        } catch (DateRefused refused) {
            assertTrue(0 <= refused.position() && refused.position() <= text.length(), at(text));
            assertTrue(!withMessage || refused.getMessage().contains("at character"));
        } catch (RuntimeException | StackOverflowError e) {
            fail(at(text), e);
        }
    }

    @Test
    void a_text_is_read_in_a_few_steps_for_each_character() {
        for (int i = 0; i < 100_000; i++) {
            var text = random.nextInt(4) == 0 ? noise() : mutated(texts.next());
            checkSteps(text);
        }
        checkSteps("[" + "XXXX-XX-XX,".repeat(45));
        checkSteps("{" + "?XXX2-02-29?..".repeat(35));
        checkSteps("Y1" + "0".repeat(498));
        checkSteps("/".repeat(500));
        checkSteps("9".repeat(100_000));
    }

    private static void checkSteps(String text) {
        var reader = new EdtfReader(text);
        try {
            reader.read();
        } catch (DateRefused refused) {
            // Counted all the same.
        }
        assertTrue(
                reader.steps() <= STEPS_PER_CHARACTER * (text.length() + 1),
                at(text) + " took " + reader.steps());
    }

    private String noise() {
        var text = new StringBuilder();
        for (int n = random.nextInt(20); n > 0; n--) {
            text.append(
                    random.nextInt(10) == 0
                            ? (char) random.nextInt(0x10000)
                            : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static final String ALPHABET = "0123456789-/.XYES?~%[]{},T:Z+ x012";

    private String mutated(String text) {
        var changed = new StringBuilder(text);
        for (int n = random.nextInt(3); n > 0 && changed.length() > 0; n--) {
            int at = random.nextInt(changed.length());
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, c);
                case 1 -> changed.insert(at, c);
                default -> changed.deleteCharAt(at);
            }
        }
        return changed.toString();
    }
}
