package org.annals.time;

import static java.time.temporal.TemporalAdjusters.firstDayOfMonth;
import static java.time.temporal.TemporalAdjusters.firstDayOfYear;
import static java.time.temporal.TemporalAdjusters.previous;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// Reads what counts from the day of the report: "yesterday", "last week", "three days ago", "this
/// month".
final class Relative {
    static final Set<String> LAST = Set.of("last", "past", "previous", "preceding");
    static final Set<String> THIS = Set.of("this", "current", "present");

    private static final String RECENTLY = "ucdp: recently, past few days";
    private static final String SEVERAL_WEEKS = "ucdp: several weeks";
    private static final String LAST_WEEK = "ucdp: last week";
    private static final String LAST_MONTH = "ucdp: last month";

    private static final Set<String> FEW = Set.of("few", "several", "couple", "recent", "some");
    private static final Set<String> AGO = Set.of("ago", "back", "earlier");
    private static final Set<String> UNITS =
            PhraseWords.set("hour hours day days week weeks month months year years");

    /// "Several" and "a few" of anything are three, as UCDP counts days and weeks.
    private static final int SEVERAL = 3;

    private final PhraseWords words;
    private final Refusals refusals;
    private final PlainDates dates;
    private final Periods periods;
    private final Weeks weeks;

    Relative(PhraseWords words, Refusals refusals, PlainDates dates, Periods periods, Weeks weeks) {
        this.words = words;
        this.refusals = refusals;
        this.dates = dates;
        this.periods = periods;
        this.weeks = weeks;
    }

    Optional<Found> next() {
        return named().or(this::last).or(this::current).or(this::quantity).or(weeks::next);
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
                                            : Weeks.of(report().minusWeeks(1)).by(3, LAST_WEEK));
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
                    case "weekend" ->
                            taken(Weeks.weekendOf(report().with(previous(DayOfWeek.SUNDAY))));
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
                    case "week" -> taken(weeks.current());
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
                            taken(
                                    Weeks.weekendOf(
                                            report().with(previousOrSame(DayOfWeek.SATURDAY))));
                    case "morning", "afternoon", "evening" -> taken(Found.day(report()));
                    default -> null;
                };
        if (found != null) {
            return Optional.of(found);
        }
        var weekday = PlainDates.weekday(unit);
        if (weekday.isPresent()) {
            return Optional.of(taken(Found.day(weeks.lastOrToday(weekday.get()))));
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
                case "week" -> Weeks.of(report.minusWeeks(number)).by(3, Found.PLAIN);
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
        if (!UNITS.contains(unit) || number > 1_000) {
            words.back(mark);
            return Optional.empty();
        }
        words.take();
        return Optional.of(
                new Amount(
                        number, unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit));
    }

    private static Found month(LocalDate day) {
        return Found.of(new Moment(day.getYear(), day.getMonthValue(), 0));
    }

    private static Found year(int year) {
        return Found.of(new Moment(year, 0, 0));
    }
}
