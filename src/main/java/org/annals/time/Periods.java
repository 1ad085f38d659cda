package org.annals.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.annals.time.PhraseWords.Kind;

/// Reads longer times in a phrase: a month or a year by name or by "this" and "last", decades,
/// seasons, quarters, halves.
final class Periods {
    private static final Set<String> OF = Set.of("of", "the", "in", "year", "month");
    private static final List<String> SEASONS = List.of("spring", "summer", "autumn", "winter");
    private static final int WINTER = 4;

    private final PhraseWords words;
    private final Refusals refusals;
    private final PlainDates dates;

    Periods(PhraseWords words, Refusals refusals, PlainDates dates) {
        this.words = words;
        this.refusals = refusals;
        this.dates = dates;
    }

    /// Something that is neither a plain date nor counted from the report.
    Optional<Found> next() {
        return decade().or(this::season).or(this::shortQuarter);
    }

    /// A month or a year: "March", "March 2012", "1999", "last month", "this year".
    Optional<Moment> monthOrYear() {
        int mark = words.mark();
        int position = words.peek().position();
        words.accept("of");
        boolean current = isTheMonthOrYear() && words.accept("the");
        while (!current && words.acceptAny(OF)) {}
        boolean last = !current && words.acceptAny(Relative.LAST);
        if (current || last || words.acceptAny(Relative.THIS)) {
            if (words.accept("month")) {
                var month = dates.reported(position).minusMonths(last ? 1 : 0);
                return Optional.of(new Moment(month.getYear(), month.getMonthValue(), 0));
            }
            if (words.accept("year")) {
                return Optional.of(
                        new Moment(dates.reported(position).getYear() - (last ? 1 : 0), 0, 0));
            }
            words.back(mark);
            return Optional.empty();
        }
        var moment = dates.next();
        if (moment.isEmpty() || moment.get().isDay()) {
            words.back(mark);
            return Optional.empty();
        }
        return Optional.of(dates.dated(moment.get(), position));
    }

    /// "the month", but not "the month of May" nor "the year 1999"
    private boolean isTheMonthOrYear() {
        return words.peek().word().equals("the")
                && Set.of("month", "year").contains(words.peek(1).word())
                && !words.peek(2).word().equals("of")
                && words.peek(2).kind() != Kind.NUMBER;
    }

    /// "1990s"
    Optional<Found> decade() {
        if (!words.peek().isFourDigits() || !words.peek(1).word().equals("s")) {
            return Optional.empty();
        }
        var year = words.take();
        words.take();
        if (year.number() % 10 != 0) {
            throw refusals.at(year.position(), "a decade begins with a year that ends in 0");
        }
        // "The 1900s" may be ten or a hundred years: the longer holds the shorter. Of "the 2000s"
        // reports can only mean the ten that they know.
        int digits = year.number() % 100 == 0 && year.number() < 2_000 ? 2 : 3;
        return Optional.of(Found.of(year.word().substring(0, digits) + "X".repeat(4 - digits)));
    }

    private Optional<Found> season() {
        int position = words.peek().position();
        var name = words.peek().word();
        int season = name.equals("fall") ? 3 : SEASONS.indexOf(name) + 1;
        if (season == 0) {
            return Optional.empty();
        }
        words.take();
        words.accept(Kind.COMMA);
        while (words.acceptAny(OF)) {}
        int year = season == WINTER ? yearOfWinter(position) : year();
        return Optional.of(season(season, year, position));
    }

    private Found season(int season, int year, int position) {
        if (year != 0) {
            return Found.of("%04d-2%d".formatted(year, season));
        }
        var report = dates.reported(position);
        var thisYear = Found.of("%04d-2%d".formatted(report.getYear(), season));
        return thisYear.first().isAfter(report)
                ? Found.of("%04d-2%d".formatted(report.getYear() - 1, season))
                : thisYear;
    }

    /// The last season of a name that was over at the report.
    Optional<Found> lastSeason() {
        int position = words.peek().position();
        return season().map(found ->
                found.last().isBefore(dates.reported(position))
                        ? found
                        : Found.of(before(found.edtf())));
    }

    private static String before(String season) {
        return "%04d".formatted(Integer.parseInt(season, 0, 4, 10) - 1) + season.substring(4);
    }

    /// A winter lies in two years and both have to be named; 0 when none is.
    private int yearOfWinter(int position) {
        if (words.peek().kind() == Kind.MONTH_IN_FIGURES) {
            var years = words.take();
            if (years.numbers().get(1) == (years.number() + 1) % 100) {
                return years.number();
            }
            throw refusals.at(position, "a winter goes from one year to the next");
        }
        int year = year();
        if (year == 0) {
            return 0;
        }
        if (words.accept(Kind.DASH) || words.accept("to") || words.accept("and")) {
            var second = words.take();
            boolean follows =
                    second.kind() == Kind.NUMBER
                            && (second.number() == year + 1 || second.number() == (year + 1) % 100);
            if (follows) {
                return year;
            }
        }
        throw refusals.at(
                position,
                "a winter lies in two years",
                "write winter %d-%d or winter %d-%d".formatted(year - 1, year, year, year + 1));
    }

    private int year() {
        return words.peek().isFourDigits() ? words.take().number() : 0;
    }

    /// "Q1 2014", "H2 2013"
    private Optional<Found> shortQuarter() {
        var letter = words.peek().word();
        boolean quarter = letter.equals("q");
        if (!quarter && !letter.equals("h") || words.peek(1).kind() != Kind.NUMBER) {
            return Optional.empty();
        }
        int position = words.take().position();
        int number = words.take().number();
        while (words.acceptAny(OF)) {}
        return Optional.of(
                partOfYear(
                        quarter ? "quarter" : "half", number, new Moment(year(), 0, 0), position));
    }

    /// The quarter or half of a year, or half of a month.
    Found partOfYear(String unit, int number, Moment whole, int position) {
        boolean quarter = unit.equals("quarter");
        if (whole.year() == 0 || number < 1 || number > (quarter ? 4 : 2)) {
            throw refusals.at(position, "there is no such %s".formatted(unit));
        }
        if (whole.month() == 0) {
            return Found.of("%04d-%d".formatted(whole.year(), (quarter ? 32 : 39) + number));
        }
        if (quarter) {
            throw refusals.at(position, "a month has no quarters");
        }
        var first = whole.first();
        return number == 1
                ? Found.between(first, first.withDayOfMonth(15))
                : Found.between(first.withDayOfMonth(16), whole.last());
    }

    /// The days of a period that lie between two numbered ones, for weeks of a month.
    static Found days(LocalDate first, int from, int to, String rule) {
        return Found.between(first.plusDays(from - 1L), first.plusDays(to - 1L), 3, rule);
    }
}
