package org.annals.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.annals.time.PhraseWords.Kind;
import org.jspecify.annotations.Nullable;

/// Reads a report's words by the rules of UCDP, and the usual written forms of dates. What bounds
/// no time is refused; where the rules leave room, the days found are rather too many than too few.
final class PhraseReader {
    private static final String NOT_GIVEN = "ucdp: no time given";
    private static final String AROUND = "ucdp: around a day";
    private static final String SINCE_WEEKDAY = "ucdp: since a weekday";
    private static final String WEEK_OF_MONTH = "ucdp: first week of a month";
    private static final String CARRIED_ON = ", carried on";
    private static final String PART_OF_MONTH = "ucdp: early, mid, late month";
    private static final String PART_OF_YEAR = "ucdp: early, mid, late year";

    private static final Set<String> FILLERS =
            PhraseWords.set(
                    "on in at for during sometime throughout over within the ever "
                            + "all very dated earlier");
    private static final Set<String> TIMES_OF_DAY =
            PhraseWords.set(
                    "morning afternoon evening night noon midday midnight dawn "
                            + "dusk daybreak overnight hours");
    private static final Set<String> AFTER_A_DAY =
            PhraseWords.set("in at the early late local time am pm hrs hours");
    private static final Set<String> ABOUT =
            PhraseWords.set("around about circa c ca approximately approx roughly ~");
    private static final List<Set<String>> PARTS =
            List.of(
                    Set.of("early", "beginning", "start"),
                    Set.of("mid", "middle"),
                    Set.of("late", "end"));
    private static final Set<String> NO =
            PhraseWords.set("no not unknown undated unspecified unstated unclear without");
    private static final Set<String> ABOUT_A_DATE =
            PhraseWords.set(
                    "time date day dates given stated specified known is "
                            + "reported provided mentioned exact was the of event a "
                            + "precise any indicated available information");

    private final Refusals refusals;
    private final PhraseWords words;
    private final PlainDates dates;
    private final Periods periods;
    private final Weeks weeks;
    private final Relative relative;
    private final PlainRanges ranges;

    PhraseReader(String text, @Nullable LocalDate reported, NumericOrder order) {
        this.refusals = new Refusals(text);
        this.words = new PhraseWords(text);
        this.dates = new PlainDates(words, refusals, reported, order);
        this.periods = new Periods(words, refusals, dates);
        this.weeks = new Weeks(words, refusals, dates);
        this.relative = new Relative(words, refusals, dates, periods, weeks);
        this.ranges = new PlainRanges(words, refusals, dates, periods, relative);
    }

    Found read() {
        if (saysThatNoTimeIsGiven()) {
            var report = dates.reported(0);
            return Found.between(report.minusDays(2), report, 2, NOT_GIVEN);
        }
        var found = clause();
        skipTimeOfDay();
        if (!words.atEnd()) {
            throw refusals.at(
                    words.peek().position(),
                    "'%s' says no time that can be bounded".formatted(words.peek().word()));
        }
        return found;
    }

    private boolean saysThatNoTimeIsGiven() {
        var rest = words.rest();
        return rest.stream().allMatch(word -> NO.contains(word) || ABOUT_A_DATE.contains(word))
                && (rest.isEmpty() || rest.stream().anyMatch(NO::contains));
    }

    private Found clause() {
        skipFillers();
        int position = words.peek().position();
        if (words.accept("since")) {
            return since(position);
        }
        if (words.accept("or", "about") || words.accept("or", "around") || words.acceptAny(ABOUT)) {
            return around(position);
        }
        if (words.accept("between")) {
            return ranges.next(PlainRanges.Kind.BETWEEN)
                    .or(() -> twoPeriods(position))
                    .orElseThrow(() -> incomplete("'between' needs two dates with 'and'"));
        }
        if (words.accept("from")) {
            return ranges.next(PlainRanges.Kind.FROM)
                    .or(() -> twoPeriods(position))
                    .orElseThrow(() -> incomplete("'from' needs 'to' and a date"));
        }
        return partOfPeriod()
                .or(this::numberedPart)
                .or(relative::next)
                .or(periods::next)
                .or(() -> ranges.next(PlainRanges.Kind.EITHER))
                .orElseThrow(() -> nothing(position));
    }

    /// "between late March and early April 2014", "from yesterday to today"
    private Optional<Found> twoPeriods(int position) {
        if (words.atEnd()) {
            return Optional.empty();
        }
        var first = clause();
        skipTimeOfDay();
        if (!words.accept("and") && !words.accept("to") && !words.accept("until")) {
            return Optional.empty();
        }
        var last = clause();
        if (last.last().isBefore(first.first())) {
            throw refusals.at(position, "the range ends before it begins");
        }
        return Optional.of(Found.between(first.first(), last.last()));
    }

    private DateRefused nothing(int position) {
        return words.atEnd()
                ? incomplete("the phrase ends before it names a date")
                : refusals.at(
                        position,
                        "'%s' says no time that can be bounded".formatted(words.peek().word()),
                        "write a date such as 5 February 2023, early March 2012 or 1999");
    }

    private DateRefused incomplete(String reason) {
        return refusals.at(words.peek().position(), reason);
    }

    private void skipFillers() {
        boolean more = true;
        while (more) {
            more =
                    words.acceptAny(FILLERS)
                            || words.accept("some", "time")
                            || words.accept("month", "of")
                            || words.peek().word().equals("year")
                                    && words.peek(1).isFourDigits()
                                    && words.accept("year")
                            || TIMES_OF_DAY.contains(words.peek().word())
                                    && Set.of("of", "on").contains(words.peek(1).word())
                                    && words.take() != null
                                    && words.take() != null;
        }
    }

    private void skipTimeOfDay() {
        boolean more = true;
        while (more) {
            more =
                    words.acceptAny(TIMES_OF_DAY)
                            || words.acceptAny(AFTER_A_DAY)
                            || words.peek().kind() == Kind.NUMBER
                                    && words.peek(1).word().equals(":")
                                    && words.peek(2).kind() == Kind.NUMBER
                                    && words.take() != null
                                    && words.take() != null
                                    && words.take() != null;
        }
    }

    // --- since, around ---

    private Found since(int position) {
        skipFillers();
        boolean weekday = PlainDates.weekday(words.peek().word()).isPresent() && !dates.isNext();
        var found = clause();
        var report = dates.reported(position);
        if (found.first().isAfter(report)) {
            throw refusals.at(position, "it begins after the report");
        }
        var since = Found.of(found.first() + "/" + report);
        return weekday ? since.by(2, SINCE_WEEKDAY) : since;
    }

    private Found around(int position) {
        skipFillers();
        var found = clause();
        if (found.first().equals(found.last())) {
            return Found.between(found.first().minusDays(1), found.last().plusDays(1), 2, AROUND);
        }
        if (found.precision() == 3) {
            return found;
        }
        boolean monthOrYear = found.edtf().length() <= 7;
        if (!monthOrYear) {
            throw refusals.at(position, "how far around it may lie is not known");
        }
        return new Found(
                found.first(), found.last(), found.edtf() + "~", found.precision(), Found.PLAIN);
    }

    // --- early, mid and late; the first week of ---

    private Optional<Found> partOfPeriod() {
        int mark = words.mark();
        int from = part();
        if (from < 0) {
            return Optional.empty();
        }
        int to = from;
        words.accept(Kind.DASH);
        if (words.accept("to") || words.accept("or")) {
            words.accept(Kind.DASH);
            to = Math.max(from, part());
        }
        words.accept(Kind.DASH);
        words.accept("part", "of");
        var period = periods.monthOrYear();
        if (period.isPresent()) {
            return Optional.of(parts(period.get(), from, to));
        }
        skipFillers();
        words.accept("of");
        skipFillers();
        if (words.peek().word().equals("week") && words.peek(1).kind() == Kind.END) {
            words.take();
            return Optional.of(weeks.current());
        }
        // Part of a day, a week, a season or a decade: no rule says which, so it is all of it.
        var whole =
                relative.next().or(periods::next).or(() -> ranges.next(PlainRanges.Kind.EITHER));
        if (whole.isEmpty()) {
            words.back(mark);
        }
        return whole;
    }

    /// 0 early, 1 mid, 2 late, or -1.
    private int part() {
        for (int i = 0; i < PARTS.size(); i++) {
            if (words.acceptAny(PARTS.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /// A month from the 1st, 10th or 15th to the 10th, 20th or end, so that late overlaps mid, and
    /// no further than the report; a year in three times four months. Only months are cut, as the
    /// rule has it.
    private Found parts(Moment period, int from, int to) {
        var first = period.first();
        if (period.month() == 0) {
            int year = period.year();
            var begin = "%04d-%02d".formatted(year, 1 + from * 4);
            var end = "%04d-%02d".formatted(year, 4 + to * 4);
            return Found.of("[" + begin + ".." + end + "]").by(5, PART_OF_YEAR);
        }
        var part =
                Found.between(
                        first.withDayOfMonth(from == 0 ? 1 : from == 1 ? 10 : 15),
                        to == 2 ? period.last() : first.withDayOfMonth(to == 0 ? 10 : 20),
                        4,
                        PART_OF_MONTH);
        var report = dates.reportedOrNull();
        return report == null ? part : part.cutAt(report);
    }

    /// "first week of August", "last day of 2013", "second half of 2013", "first quarter of 2014"
    private Optional<Found> numberedPart() {
        int mark = words.mark();
        int position = words.peek().position();
        boolean last = words.accept("last") || words.accept("final");
        int number = last ? 0 : words.peek().isShortNumber() ? words.take().number() : -1;
        var unit = words.take().word();
        if (unit.equals("days") && number <= 1 && number >= 0 && words.accept("of")) {
            int part = last ? 2 : 0;
            return periods.monthOrYear().map(period -> parts(period, part, part));
        }
        if (number < 0 || !Set.of("week", "half", "quarter", "day").contains(unit)) {
            words.back(mark);
            return Optional.empty();
        }
        boolean of = words.accept("of") || words.accept("in");
        if (!of && !words.peek().isFourDigits()) {
            words.back(mark);
            return Optional.empty();
        }
        var period =
                periods.monthOrYear()
                        .orElseThrow(() -> incomplete("after 'of' stands a month or a year"));
        int length = (int) (period.last().toEpochDay() - period.first().toEpochDay()) + 1;
        return Optional.of(
                switch (unit) {
                    case "week" -> weekOf(period, number, length, position);
                    case "day" -> dayOf(period, last ? length : number, length, position);
                    default ->
                            periods.partOfYear(
                                    unit,
                                    last ? (unit.equals("half") ? 2 : 4) : number,
                                    period,
                                    position);
                });
    }

    private Found weekOf(Moment period, int number, int length, int position) {
        if (number > 5 || number * 7 - 6 > length) {
            throw refusals.at(position, "a month has no week " + number);
        }
        return number == 0
                ? Periods.days(period.first(), length - 6, length, WEEK_OF_MONTH + CARRIED_ON)
                : Periods.days(
                        period.first(),
                        number * 7 - 6,
                        Math.min(number * 7, length),
                        number == 1 ? WEEK_OF_MONTH : WEEK_OF_MONTH + CARRIED_ON);
    }

    private Found dayOf(Moment period, int number, int length, int position) {
        if (number < 1 || number > length) {
            throw refusals.at(position, "there is no day " + number + " in it");
        }
        return Found.day(period.first().plusDays(number - 1L));
    }
}
