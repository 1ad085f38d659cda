package org.annals.time;

import java.util.List;
import java.util.Optional;

/// Reads one plain date or two of them: "5 February 2023", "11–13 January 2013", "between March and
/// May 2014". What one of the two leaves out, the other gives.
final class PlainRanges {
    private final PhraseWords words;
    private final Refusals refusals;
    private final PlainDates dates;
    private final Periods periods;
    private final Relative relative;

    PlainRanges(
            PhraseWords words,
            Refusals refusals,
            PlainDates dates,
            Periods periods,
            Relative relative) {
        this.words = words;
        this.refusals = refusals;
        this.dates = dates;
        this.periods = periods;
        this.relative = relative;
    }

    enum Kind {
        /// "between … and …": one of the days.
        BETWEEN,
        /// "from … to …": all that time.
        FROM,
        /// One date or two.
        EITHER
    }

    Optional<Found> next(Kind kind) {
        int start = words.mark();
        int position = words.peek().position();
        words.accept("the");
        var first = dates.next();
        if (first.isEmpty()) {
            var weekdays = kind == Kind.EITHER ? Optional.<Found>empty() : weekdays(kind);
            if (weekdays.isEmpty()) {
                words.back(start);
            }
            return weekdays;
        }
        int mark = words.mark();
        var joint = joint();
        words.accept("the");
        var second = joint.isEmpty() ? Optional.<Moment>empty() : dates.nextOfRange();
        if (second.isPresent()) {
            return Optional.of(range(kind, joint, first.get(), second.get(), position));
        }
        if (kind != Kind.EITHER) {
            words.back(start);
            return Optional.empty();
        }
        words.back(mark);
        var year = first.get();
        if (year.month() == 0 && year.day() == 0 && words.peek().word().matches("[qh]")) {
            return quarterAfter(year, position);
        }
        return Optional.of(Found.of(dates.dated(year, position)));
    }

    private Optional<Found> quarterAfter(Moment year, int position) {
        var unit = words.take().word().equals("q") ? "quarter" : "half";
        int number = words.peek().kind() == PhraseWords.Kind.NUMBER ? words.take().number() : 0;
        return Optional.of(periods.partOfYear(unit, number, year, position));
    }

    /// "between Friday and Sunday"
    private Optional<Found> weekdays(Kind kind) {
        if (PlainDates.weekday(words.peek().word()).isEmpty()) {
            return Optional.empty();
        }
        return relative.next()
                .filter(found -> !found.first().equals(found.last()))
                .map(found ->
                        kind == Kind.BETWEEN ? Found.between(found.first(), found.last()) : found);
    }

    /// What stands between two dates, or nothing.
    private String joint() {
        if (words.accept(PhraseWords.Kind.DASH)) {
            return "to";
        }
        for (var joint : List.of("to", "until", "till", "through", "thru")) {
            if (words.accept(joint)) {
                return "to";
            }
        }
        return words.accept("and") ? "and" : words.accept("or") ? "or" : "";
    }

    private Found range(Kind kind, String joint, Moment left, Moment right, int position) {
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
