package org.annals.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.annals.time.PhraseWords.Kind;
import org.annals.time.PhraseWords.Word;
import org.jspecify.annotations.Nullable;

/// Reads the plain dates in a phrase: "5 Feb. 2023", "February 5th, 2023", "25/12/2012", "March",
/// and gives the year to those that name none.
final class PlainDates {
    private static final String TWO_DIGITS = "a year of two digits may be of any century";
    private static final String FOUR_DIGITS = "write the year with four digits";
    private static final Set<String> OF = Set.of("of", "the", "year", "month");

    private final PhraseWords words;
    private final Refusals refusals;
    private final @Nullable LocalDate reported;
    private final NumericOrder order;

    PlainDates(
            PhraseWords words,
            Refusals refusals,
            @Nullable LocalDate reported,
            NumericOrder order) {
        this.words = words;
        this.refusals = refusals;
        this.reported = reported;
        this.order = order;
    }

    /// A date at this place in the phrase; nothing is taken when there is none.
    Optional<Moment> next() {
        int mark = words.mark();
        var weekday = weekday(words.peek().word());
        Word weekdayWord = words.peek();
        if (weekday.isPresent()) {
            words.take();
            words.accept(Kind.COMMA);
            words.accept("the");
        }
        int position = words.peek().position();
        var moment = read();
        if (moment.isEmpty() || weekday.isPresent() && moment.get().day() == 0) {
            words.back(mark);
            return Optional.empty();
        }
        check(moment.get(), position);
        if (weekday.isEmpty() || moment.get().month() == 0) {
            return moment;
        }
        var dated = dated(moment.get(), position);
        checkWeekday(weekday.get(), dated, weekdayWord.position());
        return Optional.of(dated);
    }

    /// The second of two dates: in "January 11–13, 2013" the year stands behind a bare day.
    Optional<Moment> nextOfRange() {
        return next().map(m -> m.month() == 0 && m.isDay() ? m.ofYear(year()) : m);
    }

    /// Whether a date comes next.
    boolean isNext() {
        int mark = words.mark();
        boolean isNext = next().isPresent();
        words.back(mark);
        return isNext;
    }

    private Optional<Moment> read() {
        var word = words.peek();
        return switch (word.kind()) {
            case FIGURES -> {
                words.take();
                yield Optional.of(figures(word));
            }
            case MONTH_IN_FIGURES -> {
                words.take();
                yield Optional.of(new Moment(word.numbers().get(0), word.numbers().get(1), 0));
            }
            case NUMBER -> word.isFourDigits() ? yearFirst() : dayFirst();
            case WORD -> monthFirst();
            case ISO_WEEK, DASH, COMMA, OTHER, END -> Optional.empty();
        };
    }

    /// "2013", "2013 July 2"
    private Optional<Moment> yearFirst() {
        if (words.peek(1).word().equals("s")) {
            return Optional.empty();
        }
        int year = words.take().number();
        if (year == 0) {
            return Optional.empty();
        }
        int mark = words.mark();
        boolean dash = words.accept(Kind.DASH);
        int month = month(words.peek().word());
        // "2012 – March 2013" are two dates, "2013-July-02" is one.
        if (month == 0 || dash && words.peek(1).isFourDigits()) {
            words.back(mark);
            return Optional.of(new Moment(year, 0, 0));
        }
        words.take();
        boolean day = words.peek(dash ? 1 : 0).isShortNumber();
        if (!day) {
            return Optional.of(new Moment(year, month, 0));
        }
        words.accept(Kind.DASH);
        return Optional.of(new Moment(year, month, words.take().number()));
    }

    /// "5 February 2023", "5th of February", and "11" in "11–13 January"
    private Optional<Moment> dayFirst() {
        var day = words.take();
        int mark = words.mark();
        // "05-Feb-2023"
        if (words.accept(Kind.DASH)
                && month(words.peek().word()) != 0
                && words.peek(1).kind() == Kind.DASH
                && words.peek(2).isFourDigits()) {
            int month = month(words.take().word());
            words.take();
            return Optional.of(new Moment(words.take().number(), month, day.number()));
        }
        words.back(mark);
        words.acceptAny(OF);
        int month = month(words.peek().word());
        if (day.number() < 1 || day.number() > 31) {
            throw refusals.at(
                    day.position(),
                    "%s is neither a day nor a year of four digits".formatted(day.word()));
        }
        if (month == 0) {
            return Optional.of(new Moment(0, 0, day.number()));
        }
        words.take();
        return Optional.of(new Moment(year(), month, day.number()));
    }

    /// "February 5, 2023", "February 2023", "February"
    private Optional<Moment> monthFirst() {
        int month = month(words.peek().word());
        if (month == 0) {
            return Optional.empty();
        }
        words.take();
        int mark = words.mark();
        words.accept("the");
        if (!words.peek().isShortNumber() || month(words.peek(1).word()) != 0) {
            words.back(mark);
            return Optional.of(new Moment(year(), month, 0));
        }
        var day = words.take();
        return Optional.of(new Moment(year(), month, day.number()));
    }

    /// The year that follows a month or a day, or 0.
    private int year() {
        int mark = words.mark();
        words.accept(Kind.COMMA);
        while (words.acceptAny(OF)) {}
        var year = words.peek();
        if (year.isFourDigits() && !words.peek(1).word().equals("s")) {
            if (year.number() == 0) {
                throw refusals.at(year.position(), "reports do not tell of the year 0000");
            }
            return words.take().number();
        }
        if (year.kind() == Kind.NUMBER
                && year.word().length() == 2
                && !words.peek(1).word().equals(":")) {
            throw refusals.at(year.position(), TWO_DIGITS, FOUR_DIGITS);
        }
        words.back(mark);
        return 0;
    }

    private Moment figures(Word word) {
        int a = word.numbers().get(0);
        int b = word.numbers().get(1);
        int c = word.numbers().get(2);
        int digitsOfFirst = word.word().indexOf(sign(word.word()));
        int digitsOfLast = word.word().length() - word.word().lastIndexOf(sign(word.word())) - 1;
        if (digitsOfFirst == 4) {
            return new Moment(a, b, c);
        }
        if (digitsOfLast != 4) {
            throw refusals.at(word.position(), TWO_DIGITS, FOUR_DIGITS);
        }
        boolean dayFirst = b <= 12 && a >= 1;
        boolean monthFirst = a <= 12 && b >= 1;
        if (dayFirst && monthFirst && a != b) {
            return switch (order) {
                case DAY_FIRST -> new Moment(c, b, a);
                case MONTH_FIRST -> new Moment(c, a, b);
                case UNKNOWN ->
                        throw refusals.at(
                                word.position(),
                                "it is %d %s or %d %s"
                                        .formatted(
                                                a, EnglishMonths.name(b), b, EnglishMonths.name(a)),
                                "write %s or %s"
                                        .formatted(
                                                new Moment(c, b, a).edtf(),
                                                new Moment(c, a, b).edtf()));
            };
        }
        return monthFirst && !dayFirst ? new Moment(c, a, b) : new Moment(c, b, a);
    }

    private static char sign(String figures) {
        int at = 0;
        while (Character.isDigit(figures.charAt(at))) {
            at++;
        }
        return figures.charAt(at);
    }

    /// Refuses a day that is on no calendar.
    void check(Moment moment, int position) {
        if (moment.month() > 12) {
            throw refusals.at(position, "there is no month %d".formatted(moment.month()));
        }
        if (moment.isDay() && moment.month() == 0 && moment.year() != 0) {
            throw refusals.at(position, "a day needs its month");
        }
        if (!moment.exists()) {
            throw refusals.at(position, noSuchDay(moment));
        }
    }

    private static String noSuchDay(Moment moment) {
        if (moment.month() == 0) {
            return "no month has a day %d".formatted(moment.day());
        }
        var day = moment.day() + " " + EnglishMonths.name(moment.month());
        return moment.year() == 0
                ? "no year has a " + day
                : "%d has no %s".formatted(moment.year(), day);
    }

    private void checkWeekday(DayOfWeek weekday, Moment moment, int position) {
        var day = moment.first();
        if (day.getDayOfWeek() != weekday) {
            throw refusals.at(
                    position,
                    "%d %s %d was a %s, not a %s"
                            .formatted(
                                    moment.day(),
                                    EnglishMonths.name(moment.month()),
                                    moment.year(),
                                    name(day.getDayOfWeek()),
                                    name(weekday)));
        }
    }

    /// With its year; one that names none is the last such date up to the day of the report.
    Moment dated(Moment moment, int position) {
        if (moment.year() != 0) {
            return moment;
        }
        if (moment.month() == 0) {
            throw refusals.at(position, "a day needs its month");
        }
        var report = reported(position);
        for (int year = report.getYear(); year > 0 && year > report.getYear() - 9; year--) {
            var dated = moment.ofYear(year);
            if (dated.exists() && !dated.first().isAfter(report)) {
                return dated;
            }
        }
        throw refusals.at(position, "no such day lies before the report");
    }

    @Nullable LocalDate reportedOrNull() {
        return reported;
    }

    LocalDate reported(int position) {
        if (reported == null) {
            throw refusals.at(
                    position,
                    "this counts from the day of the report, which is not given",
                    "give that day as well, or write the date with its year");
        }
        return reported;
    }

    /// 1 to 12 for a month's name or its first letters, three at least; 0 otherwise.
    static int month(String word) {
        for (int i = 0; i < 12; i++) {
            if (isName(word, EnglishMonths.NAMES.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    static Optional<DayOfWeek> weekday(String word) {
        return List.of(DayOfWeek.values()).stream().filter(d -> isName(word, d.name())).findFirst();
    }

    private static boolean isName(String word, String name) {
        int letters =
                word.endsWith("s") && word.length() > name.length()
                        ? word.length() - 1
                        : word.length();
        return letters >= 3
                && letters <= name.length()
                && name.regionMatches(true, 0, word, 0, letters);
    }

    static String name(DayOfWeek day) {
        var name = day.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
