package org.annals.event;

import java.time.LocalDate;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.annals.time.DateRefused;
import org.annals.time.DayRange;
import org.annals.time.EventDate;

/// Valid EDTF of all the forms that an event can have, between two years: days, months, years,
/// intervals with open and unknown ends, sets of either kind, masks with gaps.
final class RandomDates {

    private final RandomGenerator random;
    private final LocalDate first;
    private final int days;

    RandomDates(RandomGenerator random, int firstYear, int years) {
        this.random = random;
        this.first = LocalDate.of(firstYear, 1, 1);
        this.days = years * 365;
    }

    String next() {
        while (true) {
            String edtf = any();
            try {
                EventDate.parse(edtf).extent(0);
                return edtf;
            } catch (DateRefused e) {
                // such as 30 February in every year of a mask: another one
            }
        }
    }

    /// A range to ask for: a day, some weeks, some years, or without one of its ends.
    DayRange range() {
        int from = (int) day().toEpochDay();
        int length =
                switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> random.nextInt(10);
                    case 2 -> random.nextInt(100);
                    default -> random.nextInt(2_000);
                };
        return switch (random.nextInt(30)) {
            case 0 -> new DayRange(DayRange.ALWAYS.from(), from);
            case 1 -> new DayRange(from, DayRange.ALWAYS.to());
            default -> new DayRange(from, from + length);
        };
    }

    private String any() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> marked(day().toString());
            case 4, 5 -> marked(month(day()));
            case 6 -> marked(year(day()));
            case 7 -> month(day()).substring(0, 5) + (21 + random.nextInt(4));
            case 8, 9 -> "[" + later(day(), 20) + "]";
            case 10, 11 -> interval();
            case 12 -> openEnded();
            case 13 -> set("[", "]");
            case 14, 15 -> set("{", "}");
            case 16 -> neighbours("[", "]");
            case 17 -> neighbours("{", "}");
            case 18 -> year(day()) + "-XX-" + day().toString().substring(8);
            default -> year(day()).substring(0, 3) + "X" + day().toString().substring(4);
        };
    }

    private LocalDate day() {
        return first.plusDays(random.nextInt(days));
    }

    private static String month(LocalDate day) {
        return day.toString().substring(0, 7);
    }

    private static String year(LocalDate day) {
        return day.toString().substring(0, 4);
    }

    private String marked(String date) {
        return random.nextInt(4) > 0 ? date : date + "?~%".charAt(random.nextInt(3));
    }

    private String later(LocalDate day, int most) {
        return day + ".." + day.plusDays(1 + random.nextInt(most));
    }

    private String interval() {
        LocalDate begin = day();
        LocalDate end = begin.plusDays(random.nextInt(800));
        return switch (random.nextInt(3)) {
            case 0 -> begin + "/" + end;
            case 1 -> month(begin) + "/" + month(end);
            default -> year(begin) + "/" + end;
        };
    }

    private String openEnded() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> day() + "/..";
            case 2 -> day() + "/";
            case 3 -> "../" + year(day());
            default -> "/" + month(day());
        };
    }

    private String set(String open, String close) {
        LocalDate begin = day();
        return Stream.generate(() -> begin.plusDays(random.nextInt(400)))
                .limit(2 + random.nextInt(4))
                .map(day -> random.nextInt(3) == 0 ? month(day) : day.toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining(",", open, close));
    }

    /// Days next to each other and days apart: what joins neighbours loses whole members.
    private String neighbours(String open, String close) {
        LocalDate begin = day();
        TreeSet<LocalDate> members = new TreeSet<>();
        for (int i = 0; i < 5; i++) members.add(begin.plusDays(random.nextInt(8)));
        return members.stream()
                .map(LocalDate::toString)
                .collect(Collectors.joining(",", open, close));
    }
}
