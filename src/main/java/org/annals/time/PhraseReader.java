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
            Set.of(
                    "on",
                    "in",
                    "at",
                    "during",
                    "sometime",
                    "throughout",
                    "over",
                    "within",
                    "the",
                    "ever",
                    "all",
                    "very",
                    "dated",
                    "earlier");
    private static final Set<String> TIMES_OF_DAY =
            Set.of(
                    "morning",
                    "afternoon",
                    "evening",
                    "night",
                    "noon",
                    "midday",
                    "midnight",
                    "dawn",
                    "dusk",
                    "daybreak",
                    "overnight",
                    "hours");
    private static final Set<String> AFTER_A_DAY =
            Set.of("in", "at", "the", "early", "late", "local", "time", "am", "pm", "hrs", "hours");
    private static final Set<String> ABOUT =
            Set.of(
                    "around",
                    "about",
                    "circa",
                    "c",
                    "ca",
                    "approximately",
                    "approx",
                    "roughly",
                    "~");
    private static final List<Set<String>> PARTS =
            List.of(
                    Set.of("early", "beginning", "start"),
                    Set.of("mid", "middle"),
                    Set.of("late", "end"));
    private static final Set<String> NO =
            Set.of(
                    "no",
                    "not",
                    "unknown",
                    "undated",
                    "unspecified",
                    "unstated",
                    "unclear",
                    "without");
    private static final Set<String> ABOUT_A_DATE =
            Set.of(
                    "time",
                    "date",
                    "day",
                    "dates",
                    "given",
                    "stated",
                    "specified",
                    "known",
                    "is",
                    "reported",
                    "provided",
                    "mentioned",
                    "exact",
                    "was",
                    "the",
                    "of",
                    "event",
                    "a",
                    "precise",
                    "any",
                    "indicated",
                    "available",
                    "information");

    private final Refusals refusals;
    private final PhraseWords words;
    private final PlainDates dates;
    private final Periods periods;
    private final Relative relative;

    PhraseReader(String text, @Nullable LocalDate reported, NumericOrder order) {
        this.refusals = new Refusals(text);
        this.words = new PhraseWords(text);
        this.dates = new PlainDates(words, refusals, reported, order);
        this.periods = new Periods(words, refusals, dates);
        this.relative = new Relative(words, refusals, dates, periods);
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
            return range(Range.BETWEEN)
                    .orElseThrow(() -> incomplete("'between' needs two dates with 'and'"));
        }
        if (words.accept("from")) {
            return range(Range.FROM).orElseThrow(() -> incomplete("'from' needs 'to' and a date"));
        }
        return partOfPeriod()
                .or(this::numberedPart)
                .or(relative::next)
                .or(periods::next)
                .or(() -> range(Range.EITHER))
                .orElseThrow(() -> nothing(position));
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
            return Optional.of(cutAtReport(parts(period.get(), from, to)));
        }
        skipFillers();
        words.accept("of");
        skipFillers();
        if (words.peek().word().equals("week") && words.peek(1).kind() == Kind.END) {
            words.take();
            return Optional.of(relative.thisWeek());
        }
        // Part of a day, a week, a season or a decade: no rule says which, so it is all of it.
        var whole = relative.next().or(periods::next).or(() -> range(Range.EITHER));
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

    /// A month from the 1st, 10th or 15th to the 10th, 20th or end, so that late overlaps mid; a
    /// year in three times four months.
    private static Found parts(Moment period, int from, int to) {
        var first = period.first();
        if (period.month() == 0) {
            int year = period.year();
            var begin = "%04d-%02d".formatted(year, 1 + from * 4);
            var end = "%04d-%02d".formatted(year, 4 + to * 4);
            return Found.of("[" + begin + ".." + end + "]").by(5, PART_OF_YEAR);
        }
        return Found.between(
                first.withDayOfMonth(from == 0 ? 1 : from == 1 ? 10 : 15),
                to == 2 ? period.last() : first.withDayOfMonth(to == 0 ? 10 : 20),
                4,
                PART_OF_MONTH);
    }

    private Found cutAtReport(Found found) {
        var report = dates.reportedOrNull();
        return report == null ? found : found.cutAt(report);
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
            return periods.monthOrYear().map(period -> cutAtReport(parts(period, part, part)));
        }
        if (number < 0 || !Set.of("week", "half", "quarter", "day").contains(unit)) {
            words.back(mark);
            return Optional.empty();
        }
        boolean of = words.accept("of") || words.accept("in");
        if (!of) {
            words.back(mark);
            return Optional.empty();
        }
        var period =
                periods.monthOrYear()
                        .orElseThrow(() -> incomplete("after 'of' stands a month or a year"));
        int length = (int) (period.last().toEpochDay() - period.first().toEpochDay()) + 1;
        return Optional.of(
                switch (unit) {
                    case "week" -> cutAtReport(weekOf(period, number, length, position));
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

    // --- plain dates and ranges of them ---

    private enum Range {
        /// "between … and …": one of the days.
        BETWEEN,
        /// "from … to …": all that time.
        FROM,
        /// One date or two.
        EITHER
    }

    private Optional<Found> range(Range kind) {
        int position = words.peek().position();
        words.accept("the");
        var first = dates.next();
        if (first.isEmpty()) {
            return kind == Range.EITHER ? Optional.empty() : weekdays(kind);
        }
        int mark = words.mark();
        var joint = joint();
        words.accept("the");
        var second = joint.isEmpty() ? Optional.<Moment>empty() : dates.nextOfRange();
        if (second.isPresent()) {
            return Optional.of(range(kind, joint, first.get(), second.get(), position));
        }
        words.back(mark);
        if (kind != Range.EITHER) {
            return Optional.empty();
        }
        var year = first.get();
        if (year.month() == 0 && year.day() == 0 && words.peek().word().matches("[qh]")) {
            return quarterAfter(year, position);
        }
        return Optional.of(Found.of(dates.dated(year, position)));
    }

    private Optional<Found> quarterAfter(Moment year, int position) {
        var unit = words.take().word().equals("q") ? "quarter" : "half";
        int number = words.peek().kind() == Kind.NUMBER ? words.take().number() : 0;
        return Optional.of(periods.partOfYear(unit, number, year, position));
    }

    /// "between Friday and Sunday"
    private Optional<Found> weekdays(Range kind) {
        if (PlainDates.weekday(words.peek().word()).isEmpty()) {
            return Optional.empty();
        }
        return relative.next()
                .filter(found -> !found.first().equals(found.last()))
                .map(found ->
                        kind == Range.BETWEEN ? Found.between(found.first(), found.last()) : found);
    }

    /// What stands between two dates, or nothing.
    private String joint() {
        if (words.accept(Kind.DASH)) {
            return "to";
        }
        for (var joint : List.of("to", "until", "till", "through", "thru")) {
            if (words.accept(joint)) {
                return "to";
            }
        }
        return words.accept("and") ? "and" : words.accept("or") ? "or" : "";
    }

    private Found range(Range kind, String joint, Moment left, Moment right, int position) {
        boolean monthWritten = left.month() != 0;
        var first = left.filledFrom(right);
        var second = right.month() == 0 && right.isDay() ? right.filledFrom(first) : right;
        if (first.year() == 0 && second.year() == 0) {
            first = dates.dated(first, position);
            second = second.ofYear(first.year());
            if (monthWritten && second.last().isBefore(first.first())) {
                second = second.ofYear(first.year() + 1);
            }
        } else if (second.year() == 0) {
            second = second.ofYear(first.year());
            if (second.last().isBefore(first.first())) {
                second = second.ofYear(first.year() + 1);
            }
        } else if (left.year() == 0
                && monthWritten
                && first.exists()
                && second.last().isBefore(first.first())) {
            first = first.ofYear(second.year() - 1);
        }
        dates.check(first, position);
        dates.check(second, position);
        if (second.last().isBefore(first.first())) {
            throw refusals.at(position, "the range ends before it begins");
        }
        return Found.of(
                switch (kind) {
                    case BETWEEN -> "[" + first.edtf() + ".." + second.edtf() + "]";
                    case FROM -> first.edtf() + "/" + second.edtf();
                    case EITHER ->
                            switch (joint) {
                                case "and" -> "{" + first.edtf() + "," + second.edtf() + "}";
                                case "or" -> "[" + first.edtf() + "," + second.edtf() + "]";
                                default -> first.edtf() + "/" + second.edtf();
                            };
                });
    }
}
