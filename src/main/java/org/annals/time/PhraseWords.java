package org.annals.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words of a report's phrase, one after the other: names of months and days, numbers, and
/// whole dates in figures such as `25/12/2012`, which are one word here.
final class PhraseWords {
    enum Kind {
        WORD,
        /// One number; `5th` and `first` are numbers too.
        NUMBER,
        /// Three numbers with the same sign between them, and no blanks: a date in figures.
        FIGURES,
        /// `2013-01` or `01/2013`
        MONTH_IN_FIGURES,
        /// `2013-W10`
        ISO_WEEK,
        DASH,
        COMMA,
        OTHER,
        END
    }

    /// @param word in lower case, without a dot after it
    /// @param numbers of a number one, of figures two or three
    record Word(Kind kind, String word, List<Integer> numbers, int position) {
        int number() {
            return numbers.getFirst();
        }

        boolean isFourDigits() {
            return kind == Kind.NUMBER && word.length() == 4 && Character.isDigit(word.charAt(0));
        }

        boolean isShortNumber() {
            return kind == Kind.NUMBER && !isFourDigits();
        }
    }

    private static final List<String> CARDINALS =
            List.of(
                    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                    "eleven", "twelve");
    private static final Map<String, Integer> ORDINALS =
            Map.of(
                    "first", 1, "second", 2, "third", 3, "fourth", 4, "fifth", 5, "sixth", 6,
                    "seventh", 7, "eighth", 8, "ninth", 9, "tenth", 10);
    private static final Set<String> ORDINAL_ENDINGS = Set.of("st", "nd", "rd", "th");

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int next;

    PhraseWords(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            at = read(at);
        }
        words.add(new Word(Kind.END, "", List.of(), text.length()));
    }

    /// The words of a text, for comparing with.
    static Set<String> set(String words) {
        return Set.of(words.split(" "));
    }

    Word peek() {
        return words.get(next);
    }

    Word peek(int ahead) {
        return words.get(Math.min(next + ahead, words.size() - 1));
    }

    Word take() {
        var word = peek();
        next = Math.min(next + 1, words.size() - 1);
        return word;
    }

    /// Where the reading stands, to come back to with [#back].
    int mark() {
        return next;
    }

    void back(int mark) {
        next = mark;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    boolean accept(Kind kind) {
        return peek().kind() == kind && take() != null;
    }

    /// Takes the words when all of them come next.
    boolean accept(String... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!peek(i).word().equals(expected[i])) {
                return false;
            }
        }
        next += expected.length;
        return true;
    }

    boolean acceptAny(Set<String> expected) {
        return expected.contains(peek().word()) && take() != null;
    }

    boolean nextIsAny(Set<String> expected) {
        return expected.contains(peek().word());
    }

    /// All words that are left, whatever they are.
    List<String> rest() {
        return words.subList(next, words.size() - 1).stream().map(Word::word).toList();
    }

    private int read(int at) {
        char c = text.charAt(at);
        if (isDigit(c)) {
            return readNumbers(at);
        }
        if (Character.isLetter(c)) {
            return readWord(at);
        }
        if (Character.isWhitespace(c) || c == '.' || c == '\'' || c == '’' || c == '"') {
            return at + 1;
        }
        var kind =
                switch (c) {
                    case '-', '‐', '‑', '‒', '–', '—', '/' -> Kind.DASH;
                    case ',' -> Kind.COMMA;
                    default -> Kind.OTHER;
                };
        words.add(new Word(kind, String.valueOf(c), List.of(), at));
        return at + 1;
    }

    private int readWord(int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        var word = text.substring(from, end).toLowerCase(Locale.ROOT);
        int cardinal = CARDINALS.indexOf(word) + 1;
        int number = cardinal > 0 ? cardinal : ORDINALS.getOrDefault(word, 0);
        words.add(
                number > 0
                        ? new Word(Kind.NUMBER, word, List.of(number), from)
                        : new Word(Kind.WORD, word, List.of(), from));
        return end;
    }

    private int readNumbers(int from) {
        int end = endOfDigits(from);
        char sign = end < text.length() ? text.charAt(end) : ' ';
        if ((sign == '-' || sign == '/' || sign == '.') && isDigitAt(end + 1)) {
            int second = endOfDigits(end + 1);
            if (second < text.length() && text.charAt(second) == sign && isDigitAt(second + 1)) {
                int third = endOfDigits(second + 1);
                add(
                        Kind.FIGURES,
                        from,
                        third,
                        number(from, end),
                        number(end + 1, second),
                        number(second + 1, third));
                return third;
            }
            boolean yearFirst =
                    end - from == 4 && second - end == 3 && number(end + 1, second) < 13;
            boolean yearLast = sign != '-' && second - end == 5 && end - from <= 2;
            if (yearFirst || yearLast) {
                int year = yearFirst ? number(from, end) : number(end + 1, second);
                int month = yearFirst ? number(end + 1, second) : number(from, end);
                add(Kind.MONTH_IN_FIGURES, from, second, year, month);
                return second;
            }
        }
        if (sign == '-' && text.regionMatches(true, end + 1, "W", 0, 1) && isDigitAt(end + 2)) {
            int week = endOfDigits(end + 2);
            add(Kind.ISO_WEEK, from, week, number(from, end), number(end + 2, week));
            return week;
        }
        add(Kind.NUMBER, from, end, number(from, end));
        return isOrdinalEnding(end) ? end + 2 : end;
    }

    private boolean isOrdinalEnding(int at) {
        return at + 2 <= text.length()
                && ORDINAL_ENDINGS.contains(text.substring(at, at + 2).toLowerCase(Locale.ROOT))
                && (at + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 2)));
    }

    private void add(Kind kind, int from, int end, Integer... numbers) {
        words.add(new Word(kind, text.substring(from, end), List.of(numbers), from));
    }

    private int endOfDigits(int from) {
        int end = from;
        while (isDigitAt(end)) {
            end++;
        }
        return end;
    }

    /// More digits than a year ever has are as good as any other number that is none.
    private int number(int from, int end) {
        return end - from > 9 ? Integer.MAX_VALUE : Integer.parseInt(text, from, end, 10);
    }

    private boolean isDigitAt(int at) {
        return at < text.length() && isDigit(text.charAt(at));
    }

    private static boolean isDigit(char c) {
        return '0' <= c && c <= '9';
    }
}
