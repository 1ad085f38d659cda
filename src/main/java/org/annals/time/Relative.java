package org.annals.time;

import static java.time.temporal.TemporalAdjusters.firstDayOfMonth;
import static java.time.temporal.TemporalAdjusters.firstDayOfYear;
import static java.time.temporal.TemporalAdjusters.nextOrSame;
import static java.time.temporal.TemporalAdjusters.previous;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.Set;
import org.annals.time.PhraseWords.Kind;

/// Reads what counts from the day of the report: "yesterday", "last week", "three days ago", "over
/// the weekend", "on Friday"; and weeks, which are named by a day in them.
final class Relative {
    static final Set<String> LAST = Set.of("last", "past", "previous", "preceding");
    static final Set<String> THIS = Set.of("this", "current", "present");

    private static final String RECENTLY = "ucdp: recently, past few days";
    private static final String SEVERAL_WEEKS = "ucdp: several weeks";
    private static final String LAST_WEEK = "ucdp: last week";
    private static final String LAST_MONTH = "ucdp: last month";
    private static final String WEEKEND = "ucdp: weekend";

    private static final Set<String> FEW = Set.of("few", "several", "couple", "recent", "some");
    private static final Set<String> AGO = Set.of("ago", "back", "earlier");
    private static final Set<String> UNITS =
            Set.of(
                    "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year",
                    "years");

    /// "Several" and "a few" of anything are three, as UCDP counts days and weeks.
    private static final int SEVERAL = 3;

    private final PhraseWords words;
    private final Refusals refusals;
    private final PlainDates dates;
    private final Periods periods;

    Relative(PhraseWords words, Refusals refusals, PlainDates dates, Periods periods) {
        this.words = words;
        this.refusals = refusals;
        this.dates = dates;
        this.periods = periods;
    }

    Optional<Found> next() {
        return named().or(this::last).or(this::current).or(this::quantity).or(this::week);
    }

    private LocalDate report() {
        return dates.reported(words.peek().position());
    }

    private Optional<Found> named() {
        var word = words.peek().word();
        return Optional.ofNullable(
                switch (word) {
                    case "today", "tonight" -> taken(Found.day(report()));
                    case "yesterday" -> taken(Found.day(report().minusDays(1)));
                    case "overnight" -> taken(Found.between(report().minusDays(1), report()));
                    case "recently", "lately" -> taken(daysBack(SEVERAL).by(2, RECENTLY));
                    case "day" ->
                            words.accept("day", "before", "yesterday")
                                    ? Found.day(report().minusDays(2))
                                    : null;
                    default -> null;
                });
    }

    private Found taken(Found found) {
        words.take();
        return found;
    }

    private Found daysBack(long days) {
        return Found.between(report().minusDays(days), report());
    }

    // --- last, this ---

    private Optional<Found> last() {
        int mark = words.mark();
        var which = words.peek().word();
        if (!words.acceptAny(LAST)) {
            return Optional.empty();
        }
        boolean upToNow = which.equals("past");
        var unit = words.peek().word();
        var found =
                switch (unit) {
                    case "week" ->
                            taken(
                                    upToNow
                                            ? daysBack(7).by(3, Found.PLAIN)
                                            : isoWeek(report().minusWeeks(1)).by(3, LAST_WEEK));
                    case "month" ->
                            taken(
                                    upToNow
                                            ? Found.between(report().minusMonths(1), report())
                                                    .by(4, Found.PLAIN)
                                            : month(report().minusMonths(1)).by(4, LAST_MONTH));
                    case "year" ->
                            taken(
                                    upToNow
                                            ? Found.between(report().minusYears(1), report())
                                            : year(report().getYear() - 1));
                    case "weekend" -> taken(weekendOf(report().with(previous(DayOfWeek.SUNDAY))));
                    case "night" -> taken(Found.between(report().minusDays(1), report()));
                    default -> null;
                };
        if (found != null) {
            return Optional.of(found);
        }
        var weekday = PlainDates.weekday(unit);
        if (weekday.isPresent() && !dates.isNext()) {
            return Optional.of(taken(Found.day(report().with(previous(weekday.get())))));
        }
        int month = PlainDates.month(unit);
        if (month != 0) {
            var thisMonth = report();
            int years = month < thisMonth.getMonthValue() ? 0 : 1;
            return Optional.of(taken(Found.of(new Moment(thisMonth.getYear() - years, month, 0))));
        }
        var other = periods.lastSeason().or(() -> amount().map(amount -> amount.upTo(report())));
        if (other.isEmpty()) {
            words.back(mark);
        }
        return other;
    }

    private Optional<Found> current() {
        int mark = words.mark();
        if (!words.acceptAny(THIS)) {
            return Optional.empty();
        }
        var unit = words.peek().word();
        var found =
                switch (unit) {
                    case "week" -> taken(thisWeek());
                    case "month" ->
                            taken(
                                    Found.between(
                                            report().with(firstDayOfMonth()),
                                            report(),
                                            4,
                                            Found.PLAIN));
                    case "year" ->
                            taken(
                                    Found.between(
                                            report().with(firstDayOfYear()),
                                            report(),
                                            5,
                                            Found.PLAIN));
                    case "weekend" ->
                            taken(weekendOf(report().with(previousOrSame(DayOfWeek.SATURDAY))));
                    case "morning", "afternoon", "evening" -> taken(Found.day(report()));
                    default -> null;
                };
        if (found != null) {
            return Optional.of(found);
        }
        var weekday = PlainDates.weekday(unit);
        if (weekday.isPresent()) {
            return Optional.of(taken(Found.day(lastOrToday(weekday.get()))));
        }
        var other =
                periods.monthOrYear()
                        .map(Found::of)
                        .or(periods::next)
                        .or(() -> amount().map(amount -> amount.upTo(report())));
        if (other.isEmpty()) {
            words.back(mark);
        }
        return other;
    }

    Found thisWeek() {
        return Found.between(
                report().with(previousOrSame(DayOfWeek.MONDAY)), report(), 3, Found.PLAIN);
    }

    private LocalDate lastOrToday(DayOfWeek weekday) {
        return report().with(previousOrSame(weekday));
    }

    // --- so many days ago ---

    /// @param number 0 when it is only said to be a few
    private record Amount(int number, String unit) {
        /// The time from then up to the report.
        Found upTo(LocalDate report) {
            int count = number == 0 ? SEVERAL : number;
            if (number == 0 && unit.equals("day")) {
                return Found.between(report.minusDays(SEVERAL), report, 2, RECENTLY);
            }
            if (number == 0 && unit.equals("week")) {
                return Found.between(report.minusWeeks(SEVERAL), report, 4, SEVERAL_WEEKS);
            }
            return Found.between(
                    switch (unit) {
                        case "hour" -> report.minusDays(number == 0 ? 1 : (number + 23) / 24);
                        case "day" -> report.minusDays(count);
                        case "week" -> report.minusWeeks(count);
                        case "month" -> report.minusMonths(count);
                        default -> report.minusYears(count);
                    },
                    report);
        }

        /// The day, week, month or year that lay so far back.
        Found before(LocalDate report) {
            if (number == 0) {
                return upTo(report);
            }
            return switch (unit) {
                case "hour" -> upTo(report);
                case "day" -> Found.day(report.minusDays(number));
                case "week" -> isoWeek(report.minusWeeks(number)).by(3, Found.PLAIN);
                case "month" -> month(report.minusMonths(number));
                default -> year(report.getYear() - number);
            };
        }
    }

    private Optional<Found> quantity() {
        int position = words.peek().position();
        boolean some = words.nextIsAny(FEW) || words.peek(1).word().matches("few|couple");
        if (UNITS.contains(words.peek().word()) && !AGO.contains(words.peek(1).word())) {
            return Optional.empty();
        }
        var amount = amount();
        if (amount.isPresent() && !words.acceptAny(AGO)) {
            // "Several weeks" says since when; "three weeks" only says how long.
            if (!some) {
                throw refusals.at(position, "it says how long, not when");
            }
            return amount.map(few -> few.upTo(report()));
        }
        return amount.map(known -> known.before(report()));
    }

    private Optional<Amount> amount() {
        int mark = words.mark();
        boolean article = words.accept("a") || words.accept("an");
        int number = article ? 1 : 0;
        if (words.acceptAny(FEW)) {
            words.accept("of");
            number = 0;
        } else if (words.peek().isShortNumber() && !article) {
            number = words.take().number();
        }
        var unit = words.peek().word();
        if (!UNITS.contains(unit) || number > 10_000) {
            words.back(mark);
            return Optional.empty();
        }
        words.take();
        return Optional.of(
                new Amount(
                        number, unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit));
    }

    // --- weeks and weekdays ---

    private Optional<Found> week() {
        int position = words.peek().position();
        if (words.peek().kind() == Kind.ISO_WEEK) {
            var week = words.take();
            return Optional.of(numberedWeek(week.number(), week.numbers().get(1), position));
        }
        if (words.accept("weekend")) {
            return Optional.of(weekend());
        }
        if (words.accept("week", "before", "last")) {
            return Optional.of(isoWeek(report().minusWeeks(2)).by(3, Found.PLAIN));
        }
        int mark = words.mark();
        if (words.accept("week")) {
            if (words.peek().isShortNumber()) {
                int number = words.take().number();
                words.accept(Kind.COMMA);
                words.accept("of");
                if (words.peek().isFourDigits()) {
                    return Optional.of(numberedWeek(words.take().number(), number, position));
                }
            } else {
                var first = words.take().word();
                words.accept("on");
                words.accept("the");
                var day = dates.next().filter(Moment::isDay);
                if (day.isPresent()) {
                    return weekAt(first, dates.dated(day.get(), position).first());
                }
            }
            words.back(mark);
        }
        var weekday = PlainDates.weekday(words.peek().word());
        return weekday.isEmpty() || dates.isNext()
                ? Optional.empty()
                : Optional.of(weekdays(weekday.get()));
    }

    private static Optional<Found> weekAt(String how, LocalDate day) {
        return Optional.ofNullable(
                switch (how) {
                    case "of" -> isoWeek(day);
                    case "ending" -> Found.between(day.minusDays(6), day);
                    case "beginning", "starting", "commencing", "from" ->
                            Found.between(day, day.plusDays(6));
                    default -> null;
                });
    }

    /// "Friday", "Friday and Saturday", "Monday to Wednesday"
    private Found weekdays(DayOfWeek first) {
        var day = lastOrToday(first);
        words.take();
        int mark = words.mark();
        words.accept("of");
        if (words.accept("last", "week")) {
            return Found.day(isoWeek(report().minusWeeks(1)).first().with(nextOrSame(first)));
        }
        words.back(mark);
        boolean or = words.accept("or");
        if (or || words.accept(Kind.DASH) || words.accept("to") || words.accept("and")) {
            var second = PlainDates.weekday(words.peek().word());
            if (second.isPresent()) {
                var last = lastOrToday(second.get());
                words.take();
                var from = last.with(previous(first));
                return or ? Found.between(from, last) : Found.of(from + "/" + last);
            }
        }
        words.back(mark);
        return Found.day(day);
    }

    private Found weekend() {
        int position = words.peek().position();
        if (words.accept("before", "last")) {
            return weekendOf(report().with(previous(DayOfWeek.SUNDAY)).minusWeeks(1));
        }
        int mark = words.mark();
        words.accept("of");
        words.accept("the");
        var first = dates.next();
        if (first.isEmpty()) {
            words.back(mark);
            return weekendOf(report().with(previousOrSame(DayOfWeek.SUNDAY)));
        }
        var moment = first.get();
        if (words.accept(Kind.DASH) || words.accept("to") || words.accept("and")) {
            moment = dates.next().map(moment::filledFrom).orElse(moment);
        }
        var day = moment.isDay() ? dates.dated(moment, position).first() : null;
        if (day == null || day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()) {
            throw refusals.at(
                    position,
                    day == null
                            ? "a weekend is named by one of its days"
                            : "%s was a %s".formatted(day, PlainDates.name(day.getDayOfWeek())));
        }
        return weekendOf(day);
    }

    /// The Saturday and Sunday of which one is given.
    private static Found weekendOf(LocalDate day) {
        var saturday = day.with(previousOrSame(DayOfWeek.SATURDAY));
        return Found.between(saturday, saturday.plusDays(1), 2, WEEKEND);
    }

    private Found numberedWeek(int year, int week, int position) {
        var inFirstWeek = LocalDate.of(Math.min(year, 9_999), 1, 4);
        if (week < 1
                || week
                        > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                .rangeRefinedBy(inFirstWeek)
                                .getMaximum()) {
            throw refusals.at(position, "%d has no week %d".formatted(year, week));
        }
        return isoWeek(inFirstWeek.plusWeeks(week - 1L));
    }

    private static Found isoWeek(LocalDate day) {
        var monday = day.with(previousOrSame(DayOfWeek.MONDAY));
        return Found.between(monday, monday.plusDays(6));
    }

    private static Found month(LocalDate day) {
        return Found.of(new Moment(day.getYear(), day.getMonthValue(), 0));
    }

    private static Found year(int year) {
        return Found.of(new Moment(year, 0, 0));
    }
}
