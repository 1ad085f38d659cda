package org.annals.time;

import static org.annals.time.CalendarDate.NONE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.annals.time.End.Undated;

/// A date in plain words: "some day between 1 and 10 March 2013", "since 24 February 2022". Dates
/// of different bounds or qualifiers never have the same words.
///
/// The words of a language are in `words.properties`, or `words_fr.properties` for French; here is
/// only what they have in common.
public final class DateWords {
    private static final ResourceBundle.Control ENGLISH_OTHERWISE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle words;

    private DateWords(ResourceBundle words) {
        this.words = words;
    }

    /// Words in the language of the locale, or in English where there are none.
    public static DateWords in(Locale locale) {
        return new DateWords(
                ResourceBundle.getBundle("org.annals.time.words", locale, ENGLISH_OTHERWISE));
    }

    public String of(EventDate date) {
        return switch (date) {
            case Single single -> qualified("whole", bare(single), single);
            case Interval(var start, var end) -> interval(start, end);
            case OneOf(var items) ->
                    items.size() == 1 ? only(items.getFirst()) : list("one.of", items);
            case AllOf(var items) -> list("all.of", items);
        };
    }

    // --- intervals and sets ---

    private String interval(End start, End end) {
        if (start instanceof Single first && end instanceof Single last) {
            int whole = wholeBits(first);
            if (whole != 0 && whole == wholeBits(last)) {
                return say("whole", say("interval", bare(first), bare(last)), sign("whole", whole));
            }
            return say("interval", among(first), among(last));
        }
        if (start instanceof Single first) {
            return sayOnce(
                    end == Undated.OPEN ? "interval.open.end" : "interval.unknown.end", first);
        }
        if (end instanceof Single last) {
            return sayOnce(
                    start == Undated.OPEN ? "interval.open.start" : "interval.unknown.start", last);
        }
        return say("interval.always");
    }

    private String sayOnce(String key, Single date) {
        return qualified("whole", say(key, bare(date)), date);
    }

    private String only(Item item) {
        return switch (item) {
            case Single date -> list("one.of", List.of(date));
            case Span(var first, var last) when first != null && last != null ->
                    first.qualifiers() == 0 && last.qualifiers() == 0
                            ? between(first, last)
                            : say("between.other", among(first), among(last));
            case Span span -> item(span, "or");
        };
    }

    private String between(Single first, Single last) {
        if (first.isMasked() || last.isMasked() || first.precision() != last.precision()) {
            return say("between.other", bare(first), bare(last));
        }
        return switch (first.precision()) {
            case DAY -> betweenDays(first.earliest(), last.earliest());
            case MONTH -> say("between.month", bare(first), bare(last));
            case YEAR ->
                    say(
                            first.isUnit() && last.isUnit() ? "between.year" : "between.other",
                            bare(first),
                            bare(last));
            case SEASON, QUARTER, DECADE, CENTURY, LONGER, RANGE ->
                    say("between.other", bare(first), bare(last));
        };
    }

    private String betweenDays(long from, long to) {
        var first = LocalDate.ofEpochDay(from);
        var last = LocalDate.ofEpochDay(to);
        if (first.getYear() != last.getYear()) {
            return say("between.day", day(first), day(last));
        }
        var year = year(first.getYear());
        if (first.getMonthValue() != last.getMonthValue()) {
            return say(
                    "between.same.year",
                    number(first.getDayOfMonth()),
                    month(first.getMonthValue()),
                    number(last.getDayOfMonth()),
                    month(last.getMonthValue()),
                    year);
        }
        return say(
                "between.same.month",
                number(first.getDayOfMonth()),
                number(last.getDayOfMonth()),
                month(first.getMonthValue()),
                year);
    }

    private String list(String key, List<Item> items) {
        var joint = key.equals("one.of") ? "or" : "and";
        return say(
                key,
                items.stream()
                        .map(item -> item(item, joint))
                        .collect(Collectors.joining(words.getString("separator"))));
    }

    private String item(Item item, String joint) {
        return switch (item) {
            case Single date -> among(date);
            case Span(var first, var last) -> {
                if (first == null) {
                    yield last == null ? "" : say(joint + ".earlier", among(last));
                }
                yield last == null
                        ? say(joint + ".later", among(first))
                        : say("span", among(first), among(last));
            }
        };
    }

    // --- qualifiers ---

    private String among(Single date) {
        return qualified("among", bare(date), date);
    }

    private String qualified(String key, String text, Single date) {
        if (date.qualifiers() == 0) {
            return text;
        }
        int whole = wholeBits(date);
        if (whole != 0) {
            return say(key, text, sign("whole", whole));
        }
        var parts = new ArrayList<String>();
        for (int part = Qualifiers.YEAR; part <= Qualifiers.DAY; part++) {
            int bits = Qualifiers.of(part, date.qualifiers());
            if (bits != 0) {
                parts.add(say("part." + part, sign("part", bits)));
            }
        }
        return say("among", text, String.join(words.getString("part.separator"), parts));
    }

    private String sign(String kind, int bits) {
        return Qualifier.ofBits(bits)
                .map(qualifier -> words.getString(kind + "." + qualifier.code()))
                .orElse("");
    }

    /// The qualifier that all written components share, or 0.
    private static int wholeBits(Single date) {
        int last =
                switch (date) {
                    case CalendarDate d ->
                            d.day() != NONE
                                    ? Qualifiers.DAY
                                    : d.month() != NONE ? Qualifiers.MONTH : Qualifiers.YEAR;
                    case SubYear _ -> Qualifiers.MONTH;
                    case NumberedYear _ -> Qualifiers.YEAR;
                };
        int bits = Qualifiers.of(Qualifiers.YEAR, date.qualifiers());
        for (int part = Qualifiers.MONTH; part <= last; part++) {
            if (Qualifiers.of(part, date.qualifiers()) != bits) {
                return 0;
            }
        }
        return bits;
    }

    // --- dates without their qualifiers ---

    private String bare(Single date) {
        return switch (date) {
            case CalendarDate d -> d.isMasked() ? masked(d) : known(d);
            case SubYear s -> s.isMasked() ? fits(s) : period(s);
            case NumberedYear y -> numbered(y);
        };
    }

    private String known(CalendarDate date) {
        int number = date.year().first();
        if (date.month() == NONE) {
            return year(number);
        }
        if (date.day() == NONE) {
            return say("month", "", month(Digits.number(date.month())), year(number));
        }
        var day = day(LocalDate.ofEpochDay(date.earliest()));
        var time = date.time();
        if (time == null) {
            return day;
        }
        var clock = time.substring(1, 9);
        var zone = time.substring(9);
        return say(
                "time",
                day,
                zone.isEmpty()
                        ? clock
                        : zone.equals("Z") ? say("time.utc", clock) : clock + " " + zone);
    }

    private String masked(CalendarDate date) {
        var year = date.year();
        int month = date.month();
        int day = date.day();
        if (!year.masked()) {
            return maskedInYear(date, year(year.first()));
        }
        if (year.run() < year.count()) {
            return fits(date);
        }
        int first = year.first();
        if (month == NONE) {
            return first >= 1_000 && year.precision() == Precision.DECADE
                    ? say("decade", number(first))
                    : say("between.year", year(first), year(year.last()));
        }
        if (Digits.masked(month) || day != NONE && Digits.masked(day)) {
            return fits(date);
        }
        var name = month(Digits.number(month));
        var without =
                day == NONE
                        ? say("month", "", name, "")
                        : say("day", number(Digits.number(day)), name, "");
        return say("some.year", without.strip(), year(first), year(year.last()));
    }

    private String maskedInYear(CalendarDate date, String year) {
        int month = date.month();
        int day = date.day();
        if (month == Digits.ANY_TWO) {
            if (day == NONE) {
                return say("some.month", year);
            }
            if (day == Digits.ANY_TWO) {
                return say("some.day", year);
            }
            return Digits.masked(day)
                    ? fits(date)
                    : say("same.day", number(Digits.number(day)), year);
        }
        if (day == Digits.ANY_TWO && !Digits.masked(month)) {
            return say("some.day", say("month", "", month(Digits.number(month)), year));
        }
        return date.extent(0).members() == null && day != NONE
                ? betweenDays(date.earliest(), date.latest())
                : fits(date);
    }

    /// For digits that no words describe: the first day, the last day and the digits.
    private String fits(Single date) {
        var pattern =
                switch (date) {
                    case CalendarDate d ->
                            new CalendarDate(d.year(), d.month(), d.day(), 0, null).edtf();
                    case SubYear s -> new SubYear(s.year(), s.code(), 0).edtf();
                    case NumberedYear y -> y.edtf();
                };
        return say(
                "fits",
                day(LocalDate.ofEpochDay(date.earliest())),
                day(LocalDate.ofEpochDay(date.latest())),
                pattern);
    }

    private String period(SubYear date) {
        int number = date.year().first();
        return say("period." + date.code(), year(number), year(number + 1L));
    }

    private String numbered(NumberedYear date) {
        if (date.firstYear() == date.lastYear()) {
            return year(date.firstYear());
        }
        return say(
                "estimate",
                say("between.year", year(date.firstYear()), year(date.lastYear())),
                year(date.negative() ? -date.magnitude() : date.magnitude()));
    }

    private String day(LocalDate day) {
        return say(
                "day",
                number(day.getDayOfMonth()),
                month(day.getMonthValue()),
                year(day.getYear()));
    }

    private String month(int number) {
        return words.getString("month." + number);
    }

    /// There is no year 0 in words: the year 0000 is 1 BCE.
    private String year(long number) {
        if (number <= 0) {
            return say("year.bce", number(1 - number));
        }
        return say(number < 1_000 ? "year.early" : "year", number(number));
    }

    private static String number(long number) {
        return Long.toString(number);
    }

    /// The words of a key with `{0}`, `{1}` … filled in.
    private String say(String key, String... parts) {
        var pattern = words.getString(key);
        var text = new StringBuilder(pattern.length() + 32);
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            text.append(pattern, from, open).append(parts[pattern.charAt(open + 1) - '0']);
            from = open + 3;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }
}
