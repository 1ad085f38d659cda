package org.annals.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The answers agree with trying every world in which the event can have happened. The days that a
/// date can mean are found here by comparing the text of every day of a small calendar with the
/// date's digits, so that nothing of what is tested is used.
class WorldsTest {
    private static final long SEED = 20_120_117;
    private static final LocalDate FIRST = LocalDate.of(2012, 12, 1);
    private static final int DAYS = 120;
    private static final int START = (int) FIRST.toEpochDay();

    private final SplittableRandom random = new SplittableRandom(SEED);

    /// The days on which an event lay, in one world.
    private record World(BitSet days) {
        boolean touches(BitSet range) {
            return days.intersects(range);
        }

        boolean isWithin(BitSet range) {
            var outside = (BitSet) days.clone();
            outside.andNot(range);
            return outside.isEmpty();
        }

        boolean contains(BitSet range) {
            var missing = (BitSet) range.clone();
            missing.andNot(days);
            return missing.isEmpty();
        }
    }

    private record Case(String edtf, List<World> worlds, boolean allOf) {}

    /// Digits, some unspecified, of dates around the turn of the year.
    private String digits() {
        var day = FIRST.plusDays(random.nextInt(DAYS)).toString();
        return switch (random.nextInt(5)) {
            case 0 -> day.substring(0, 7);
            case 1 -> day.substring(0, 8) + "XX";
            case 2 -> day.substring(0, 8) + day.charAt(8) + "X";
            case 3 -> day.substring(0, 8) + "X" + day.charAt(9);
            default -> day;
        };
    }

    private static BitSet fitting(String digits) {
        var days = new BitSet();
        for (int i = 0; i < DAYS; i++) {
            var text = FIRST.plusDays(i).toString();
            boolean fits = true;
            for (int c = 0; c < digits.length(); c++) {
                fits &= digits.charAt(c) == 'X' || digits.charAt(c) == text.charAt(c);
            }
            days.set(i, fits);
        }
        return days;
    }

    /// A date whose days all lie in the calendar: masks over later months are cut off by it.
    private String within() {
        while (true) {
            var digits = digits();
            try {
                var bounds = EventDate.parse(digits).extent(0).bounds();
                if (bounds.startEarliest() >= START && bounds.endLatest() < START + DAYS) {
                    return digits;
                }
            } catch (DateRefused refused) {
                // 30 February and the like.
            }
        }
    }

    private static BitSet fill(int from, int to) {
        var days = new BitSet();
        days.set(from, to + 1);
        return days;
    }

    private static List<World> eachDay(BitSet days) {
        return days.stream().mapToObj(day -> new World(fill(day, day))).toList();
    }

    private Case interval() {
        while (true) {
            var start = within();
            var end = within();
            var worlds = new ArrayList<World>();
            fitting(start).stream()
                    .forEach(s ->
                            fitting(end).stream()
                                    .filter(e -> s <= e)
                                    .forEach(e -> worlds.add(new World(fill(s, e)))));
            if (!worlds.isEmpty()) {
                return new Case(start + "/" + end, worlds, false);
            }
        }
    }

    private Case oneOf() {
        var texts = new ArrayList<String>();
        var days = new BitSet();
        for (int n = random.nextInt(3); n >= 0; n--) {
            var text = within();
            days.or(fitting(text));
            texts.add(text);
        }
        return new Case("[" + String.join(",", texts) + "]", eachDay(days), false);
    }

    /// Members of few days, so that all choices of one day of each can be tried; without gaps of
    /// their own, of which only the outline counts.
    private Case allOf() {
        var texts = new ArrayList<String>();
        var worlds = List.of(new World(new BitSet()));
        for (int n = random.nextInt(3); n >= 0; n--) {
            var day = FIRST.plusDays(random.nextInt(100)).toString();
            var text = random.nextBoolean() ? day : day.substring(0, 8) + "1X";
            texts.add(text);
            var next = new ArrayList<World>();
            for (var world : worlds) {
                fitting(text).stream()
                        .forEach(d -> {
                            var days = (BitSet) world.days().clone();
                            days.set(d);
                            next.add(new World(days));
                        });
            }
            worlds = next;
        }
        return new Case("{" + String.join(",", texts) + "}", worlds, true);
    }

    private Case single() {
        var text = within();
        return new Case(text, eachDay(fitting(text)), false);
    }

    @Test
    void four_relations_agree_with_every_possible_world() {
        for (int i = 0; i < 10_000; i++) {
            var event =
                    switch (random.nextInt(4)) {
                        case 0 -> interval();
                        case 1 -> oneOf();
                        case 2 -> allOf();
                        default -> single();
                    };
            int from = random.nextInt(DAYS);
            int to = Math.min(DAYS - 1, from + random.nextInt(random.nextBoolean() ? 3 : DAYS));
            check(event, from, to);
        }
    }

    private static void check(Case event, int from, int to) {
        var extent = EventDate.parse(event.edtf()).extent(0);
        var asked = new DayRange(START + from, START + to);
        var days = fill(from, to);
        var at = "seed %d, %s, %s".formatted(SEED, event.edtf(), asked);
        boolean touches = all(event, world -> world.touches(days));
        boolean mayTouch = any(event, world -> world.touches(days));
        boolean within = all(event, world -> world.isWithin(days));
        boolean contains = all(event, world -> world.contains(days));

        assertEquals(mayTouch, extent.matches(Match.POSSIBLE, asked), at);
        assertEquals(touches, extent.matches(Match.CERTAIN, asked), at);
        assertEquals(within, extent.matches(Match.WITHIN, asked), at);
        // Days of a set are apart from each other: none of them goes on over a longer time.
        boolean counted = contains && !(event.allOf() && from < to);
        assertEquals(counted, extent.matches(Match.CONTAINS, asked), at);

        assertEquals(
                touches ? Certainty.CERTAIN : mayTouch ? Certainty.POSSIBLE : Certainty.NONE,
                extent.touches(asked),
                at);
        assertNeverLies(extent.within(asked), event, world -> world.isWithin(days), at);
        assertNeverLies(extent.contains(asked), event, world -> world.contains(days), at);
    }

    private static void assertNeverLies(
            Certainty answer, Case event, Predicate<World> relation, String at) {
        if (any(event, relation)) {
            assertNotEquals(Certainty.NONE, answer, at);
        }
        if (!all(event, relation)) {
            assertNotEquals(Certainty.CERTAIN, answer, at);
        }
    }

    private static boolean all(Case event, Predicate<World> relation) {
        return event.worlds().stream().allMatch(relation);
    }

    private static boolean any(Case event, Predicate<World> relation) {
        return event.worlds().stream().anyMatch(relation);
    }
}
