package org.annals.time;

import static java.time.temporal.TemporalAdjusters.nextOrSame;
import static java.time.temporal.TemporalAdjusters.previous;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Optional;
import org.annals.time.PhraseWords.Kind;

/// Reads weeks, weekends and weekdays: "week of 4 March 2013", "2013-W10", "over the weekend", "on
/// Friday".
final class Weeks {
    private static final String WEEKEND = "ucdp: weekend";

    private final PhraseWords words;
    private final Refusals refusals;
    private final PlainDates dates;

    Weeks(PhraseWords words, Refusals refusals, PlainDates dates) {
        this.words = words;
        this.refusals = refusals;
        this.dates = dates;
    }

    private LocalDate report() {
        return dates.reported(words.peek().position());
    }

    Optional<Found> next() {
        int position = words.peek().position();
        if (words.peek().kind() == Kind.ISO_WEEK) {
            var week = words.take();
            return Optional.of(numberedWeek(week.number(), week.numbers().get(1), position));
        }
        if (words.accept("weekend")) {
            return Optional.of(weekend());
        }
        if (words.accept("week", "before", "last")) {
            return Optional.of(of(report().minusWeeks(2)).by(3, Found.PLAIN));
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
                    case "of" -> of(day);
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
            return Found.day(of(report().minusWeeks(1)).first().with(nextOrSame(first)));
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
    static Found weekendOf(LocalDate day) {
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
        return of(inFirstWeek.plusWeeks(week - 1L));
    }

    static Found of(LocalDate day) {
        var monday = day.with(previousOrSame(DayOfWeek.MONDAY));
        return Found.between(monday, monday.plusDays(6));
    }

    Found current() {
        return Found.between(
                report().with(previousOrSame(DayOfWeek.MONDAY)), report(), 3, Found.PLAIN);
    }

    LocalDate lastOrToday(DayOfWeek weekday) {
        return report().with(previousOrSame(weekday));
    }
}
