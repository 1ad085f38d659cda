package org.annals.time;

import java.util.ArrayList;
import java.util.List;
import org.annals.time.End.Undated;

/// Reads one EDTF text from left to right. Every character is looked at a few times at most and
/// none is returned to: the grammar never needs more than the next character to go on.
final class EdtfReader {
    private static final int END_OF_TEXT = -1;
    private static final int NOWHERE = -1;

    private static final String END_OF_DATE = "]},./";

    private static final String YEAR = "a year has four digits";
    private static final String MONTH = "a month has two digits, 01 to 12";
    private static final String DAY = "a day has two digits, 01 to 31";

    private final String text;
    private int at;
    private int timeAt = NOWHERE;
    private int steps;

    EdtfReader(String text) {
        this.text = text;
    }

    /// How often a character was looked at.
    int steps() {
        return steps;
    }

    EventDate read() {
        if (text.length() > EventDate.LONGEST_TEXT) {
            at = EventDate.LONGEST_TEXT;
            throw refused("a date has at most %d characters".formatted(EventDate.LONGEST_TEXT));
        }
        var date =
                switch (peek()) {
                    case '[' -> new OneOf(items(']'));
                    case '{' -> new AllOf(items('}'));
                    default -> dateOrInterval();
                };
        if (peek() != END_OF_TEXT) {
            throw unexpected();
        }
        return date;
    }

    // --- intervals and sets ---

    private EventDate dateOrInterval() {
        var start = end();
        if (peek() != '/') {
            return switch (start) {
                case Single date -> date;
                case Undated.OPEN -> throw refused("'..' stands beside a '/' or in a set");
                case Undated.UNKNOWN -> throw refused("there is nothing to read");
            };
        }
        at++;
        int second = at;
        var end = end();
        if (timeAt != NOWHERE) {
            throw refused(timeAt, "an interval goes from day to day, without times");
        }
        if (peek() != END_OF_TEXT) {
            throw unexpected();
        }
        if (start instanceof Single first && end instanceof Single last) {
            inOrder(first, last, second, "the interval ends before it begins");
        } else if (start instanceof Undated && end instanceof Undated && start != end
                || start == Undated.UNKNOWN && end == Undated.UNKNOWN) {
            throw refused(0, "an interval needs a date on at least one side");
        }
        return new Interval(start, end);
    }

    private End end() {
        return switch (peek()) {
            case '/', END_OF_TEXT -> Undated.UNKNOWN;
            case '.' -> {
                dots();
                yield Undated.OPEN;
            }
            default -> date();
        };
    }

    private List<Item> items(char close) {
        var items = new ArrayList<Item>();
        do {
            at++;
            items.add(item());
        } while (peek() == ',');
        if (peek() != close) {
            throw peek() == END_OF_TEXT
                    ? refused("the set is not closed with '%c'".formatted(close))
                    : unexpected();
        }
        at++;
        if (timeAt != NOWHERE) {
            throw refused(timeAt, "a set holds days and longer times, without times of day");
        }
        return items;
    }

    private Item item() {
        if (peek() == '.') {
            dots();
            return new Span(null, date());
        }
        var first = date();
        if (peek() != '.') {
            return first;
        }
        dots();
        if (peek() == ',' || peek() == ']' || peek() == '}') {
            return new Span(first, null);
        }
        int second = at;
        var last = date();
        inOrder(first, last, second, "the range ends before it begins");
        return new Span(first, last);
    }

    private void dots() {
        at++;
        if (peek() != '.') {
            throw refused("'..' has two dots");
        }
        at++;
    }

    private void inOrder(Single first, Single last, int position, String otherwise) {
        if (last.latest() < first.earliest()) {
            throw refused(position, otherwise);
        }
    }

    // --- dates ---

    private Single date() {
        if (END_OF_DATE.indexOf(peek()) >= 0) {
            throw refused("a date is missing here");
        }
        int qualifiers = Qualifiers.left(Qualifiers.YEAR, qualifier());
        if (peek() == 'Y') {
            at++;
            return longYear(qualifiers);
        }
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int yearAt = at;
        int digits = digits(4, YEAR);
        if (negative && digits == 0) {
            throw refused(yearAt, "the year 0000 has no sign");
        }
        if (isDigit(peek())) {
            throw refused(YEAR + ", and a 'Y' before it when it has more");
        }
        var year = new Year(negative, digits);
        if (peek() == 'S') {
            return significantYear(year, qualifiers);
        }
        qualifiers |= Qualifiers.right(Qualifiers.YEAR, qualifier());
        if (peek() != '-') {
            return new CalendarDate(year, CalendarDate.NONE, CalendarDate.NONE, qualifiers, null);
        }
        at++;
        qualifiers |= Qualifiers.left(Qualifiers.MONTH, qualifier());
        int monthAt = at;
        int month = digits(2, MONTH);
        qualifiers |= Qualifiers.right(Qualifiers.MONTH, qualifier());
        if (Digits.first(month, 1, 12) == -1) {
            return subYear(year, month, monthAt, qualifiers);
        }
        if (peek() != '-') {
            return new CalendarDate(year, month, CalendarDate.NONE, qualifiers, null);
        }
        at++;
        return day(year, month, qualifiers);
    }

    private Single day(Year year, int month, int yearAndMonth) {
        int qualifiers = yearAndMonth | Qualifiers.left(Qualifiers.DAY, qualifier());
        int dayAt = at;
        int day = digits(2, DAY);
        qualifiers |= Qualifiers.right(Qualifiers.DAY, qualifier());
        if (!CalendarDate.exists(year, month, day)) {
            throw refused(dayAt, noSuchDay(year, month, day));
        }
        String time = null;
        if (peek() == 'T') {
            if (qualifiers != 0 || new CalendarDate(year, month, day, 0, null).isMasked()) {
                throw refused("a time stands only with a day that is known");
            }
            timeAt = at;
            time();
            time = text.substring(timeAt, at);
        }
        return new CalendarDate(year, month, day, qualifiers, time);
    }

    private SubYear subYear(Year year, int code, int codeAt, int qualifiers) {
        int number = Digits.number(code);
        if (Digits.masked(code) || number < SubYear.FIRST || number > SubYear.LAST) {
            var written = text.substring(codeAt, codeAt + 2);
            throw refused(codeAt, "there is no month " + written + "; " + MONTH);
        }
        if (peek() == '-') {
            throw refused("a season or another part of a year has no days");
        }
        return new SubYear(year, number, qualifiers);
    }

    private NumberedYear longYear(int leftQualifier) {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int numberAt = at;
        long number = number(NumberedYear.MOST_DIGITS, "a year after 'Y' is a whole number");
        int exponent = 0;
        if (peek() == 'E') {
            at++;
            exponent = (int) number(2, "'E' is followed by the number of zeros to add");
        } else if (number <= 9_999) {
            throw refused(numberAt, "'Y' is for years of more than four digits");
        }
        int digits = NumberedYear.digits(number) + exponent;
        if (digits > NumberedYear.MOST_DIGITS) {
            throw refused(numberAt, Days.OUT_OF_RANGE);
        }
        int significant = peek() == 'S' ? significant(digits) : 0;
        int qualifiers = leftQualifier | Qualifiers.right(Qualifiers.YEAR, qualifier());
        return new NumberedYear(false, negative, number, exponent, significant, qualifiers);
    }

    private NumberedYear significantYear(Year year, int leftQualifier) {
        if (year.masked()) {
            throw refused("a year has either 'X' for unknown digits or 'S' for those that count");
        }
        int significant = significant(4);
        int qualifiers = leftQualifier | Qualifiers.right(Qualifiers.YEAR, qualifier());
        int number = Digits.number(year.digits());
        return new NumberedYear(true, year.negative(), number, 0, significant, qualifiers);
    }

    private int significant(int digits) {
        at++;
        int countAt = at;
        int count = (int) number(2, "'S' is followed by how many digits count");
        if (count > digits) {
            throw refused(countAt, "the year has only %d digits".formatted(digits));
        }
        return count;
    }

    /// A whole number above 0, without a zero before it.
    private long number(int most, String otherwise) {
        int first = at;
        long number = 0;
        while (isDigit(peek())) {
            if (at - first == most) {
                throw refused(first, Days.OUT_OF_RANGE);
            }
            number = number * 10 + (peek() - '0');
            at++;
        }
        if (at == first) {
            throw refused(otherwise);
        }
        if (text.charAt(first) == '0') {
            throw refused(first, otherwise + ", which does not begin with 0");
        }
        return number;
    }

    // --- times ---

    private void time() {
        at++;
        twoDigits(23, "hours are two digits, 00 to 23");
        colon("hours, minutes and seconds: T05:00:00");
        twoDigits(59, "minutes are two digits, 00 to 59");
        colon("hours, minutes and seconds: T05:00:00");
        twoDigits(59, "seconds are two digits, 00 to 59");
        switch (peek()) {
            case 'Z' -> at++;
            case '+', '-' -> zone();
            default -> {}
        }
    }

    private void zone() {
        boolean negative = peek() == '-';
        int zoneAt = at;
        at++;
        int hours = twoDigits(14, "a zone is at most 14 hours away, as in +02:00");
        int minutes = 0;
        if (peek() == ':') {
            at++;
            minutes = twoDigits(59, "minutes are two digits, 00 to 59");
        }
        if (hours * 60 + minutes > 14 * 60) {
            throw refused(zoneAt, "a zone is at most 14 hours away");
        }
        if (negative && hours + minutes == 0) {
            throw refused(zoneAt, "no time zone is -00:00: write Z or +00:00");
        }
    }

    private int twoDigits(int most, String otherwise) {
        int first = at;
        int packed = digits(2, otherwise);
        if (Digits.masked(packed) || Digits.number(packed) > most) {
            throw refused(first, otherwise);
        }
        return Digits.number(packed);
    }

    private void colon(String otherwise) {
        if (peek() != ':') {
            throw refused("a time has " + otherwise);
        }
        at++;
    }

    // --- characters ---

    /// The bits of a qualifier, 0 when there is none.
    private int qualifier() {
        int bits =
                switch (peek()) {
                    case '?' -> Qualifier.UNCERTAIN.bits();
                    case '~' -> Qualifier.APPROXIMATE.bits();
                    case '%' -> Qualifier.BOTH.bits();
                    default -> 0;
                };
        if (bits != 0) {
            at++;
        }
        return bits;
    }

    private int digits(int count, String otherwise) {
        int packed = 0;
        for (int i = 0; i < count; i++) {
            int character = peek();
            if (!isDigit(character) && character != 'X') {
                throw refused(otherwise);
            }
            packed = packed << 4 | (character == 'X' ? Digits.X : character - '0');
            at++;
        }
        return packed;
    }

    /// Only the ten ASCII digits: others look like dates and are not found again.
    private static boolean isDigit(int character) {
        return '0' <= character && character <= '9';
    }

    private int peek() {
        steps++;
        return at < text.length() ? text.charAt(at) : END_OF_TEXT;
    }

    // --- refusals ---

    private String noSuchDay(Year year, int month, int day) {
        var written = new StringBuilder();
        Digits.append(written, day, 2);
        if (Digits.first(day, 1, 31) == -1) {
            return "there is no day " + written + "; " + DAY;
        }
        var years = new StringBuilder();
        year.write(years);
        if (Digits.masked(month) || Digits.masked(day)) {
            return "no month that fits has a day %s in %s".formatted(written, years);
        }
        return "%s has no %d %s"
                .formatted(years, Digits.number(day), EnglishMonths.name(Digits.number(month)));
    }

    private DateRefused unexpected() {
        return refused(
                switch (peek()) {
                    case END_OF_TEXT -> "the text ends too early";
                    case '?', '~', '%' -> "one qualifier stands beside a part; '%' is '?' and '~'";
                    case '/' -> "an interval has one '/'";
                    case ',' -> "several dates stand in [ ] (one of) or { } (all of)";
                    case 'T' -> "a time needs a day";
                    case '-' -> "a date has a year, a month and a day, and no more";
                    case '.' -> "'..' stands in a set; an interval is written with '/'";
                    default ->
                            Character.isWhitespace(peek())
                                    ? "a date has no blanks"
                                    : "nothing can follow here";
                });
    }

    private DateRefused refused(String reason) {
        return refused(at, reason);
    }

    private DateRefused refused(int position, String reason) {
        return DateRefused.notEdtf(text, position, reason);
    }
}
