package org.annals.time;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Guesses what the writer of a text that is no EDTF meant: a form that can be read, or nothing.
/// Every form it names is read before it is named.
final class Suggestion {
    /// Longer texts are not slips of the pen.
    private static final int LONGEST_TEXT = 60;

    /// Years of two digits up to here are taken for this century's.
    private static final int LATEST_SHORT_YEAR = 26;

    /// What a slip looks like as a whole, and what was meant.
    private record Slip(Pattern shape, Function<MatchResult, String> meant) {
        private static Slip of(String shape, String meant) {
            return new Slip(Pattern.compile(shape), match -> filled(meant, match));
        }

        private static String filled(String meant, MatchResult match) {
            var text = meant;
            for (int i = 1; i <= match.groupCount(); i++) {
                var group = match.group(i);
                text = text.replace("<" + i + ">", group == null ? "" : group);
            }
            return text;
        }

        private Stream<String> of(String text) {
            var match = shape.matcher(text);
            return match.matches() ? Stream.of(meant.apply(match.toMatchResult())) : Stream.empty();
        }
    }

    private static final Slip[] SLIPS = {
        Slip.of("(-?\\d{4})-(\\d)", "<1>-0<2>"),
        Slip.of("(-?\\d{4})-(\\d)-(\\d)", "<1>-0<2>-0<3>"),
        Slip.of("(-?\\d{4})-(\\d)-(\\d\\d)", "<1>-0<2>-<3>"),
        Slip.of("(-?\\d{4})-(\\d\\d)-(\\d)", "<1>-<2>-0<3>"),
        Slip.of("(\\d{4})(\\d\\d)", "<1>-<2>"),
        Slip.of("(\\d{4})(\\d\\d)(\\d\\d)", "<1>-<2>-<3>"),
        Slip.of("(\\d{4}-\\d\\d-\\d\\d)Z", "<1>"),
        Slip.of("(\\d{4}-\\d\\d-\\d\\d)T?(\\d\\d:\\d\\d)(Z?)", "<1>T<2>:00<3>"),
        Slip.of("(\\d{4}-\\d\\d-\\d\\d)(\\d\\d:\\d\\d:\\d\\d.*)", "<1>T<2>"),
        Slip.of("(-?\\d{4})-{1,2}(\\d{4})", "<1>/<2>"),
        Slip.of("(\\d\\d)(?:--|\\?\\?)", "<1>XX"),
        Slip.of("(\\d{3})[-?]", "<1>X"),
        Slip.of("Y?\\+?(\\d{5,})", "Y<1>"),
        Slip.of("(-\\d{5,})", "Y<1>"),
        Slip.of("Y(-?\\d{4})", "<1>"),
        Slip.of("-(0000)", "<1>"),
        Slip.of("(.*\\d)(?:\\?~|~\\?)", "<1>%"),
        Slip.of("(.*\\d)([?~%])\\2", "<1><2>"),
        Slip.of("([^/]+)/(?i:open|now|present|\\.{3})", "<1>/.."),
        Slip.of("(?i:open|\\.{3})/([^/]+)", "../<1>"),
        Slip.of("([^/]+)/(?i:unknown)", "<1>/"),
        Slip.of("(?i:unknown)/([^/]+)", "/<1>"),
        Slip.of("([^/]+)/{1,2}([^/]+)", "<1>/<2>"),
        Slip.of("([^/]+)/([^/]+)", "<2>/<1>"),
        Slip.of("\\[?(\\d[^\\[\\]{}]*)\\]?", "[<1>]"),
        Slip.of("\\{?(\\d[^\\[\\]{}]*)\\}?", "{<1>}"),
        Slip.of("([\\[{])(.*)\\.\\.\\.(.*)([\\]}])", "<1><2>..<3><4>"),
        Slip.of("([\\[{])([^.]*)\\.\\.([^.]*)([\\]}])", "<1><3>..<2><4>"),
    };

    private static final Pattern SHORT_YEAR = Pattern.compile("\\d{1,3}");
    private static final Pattern SHORT_YEAR_BCE = Pattern.compile("-\\d{1,3}");
    private static final Pattern DAY = Pattern.compile("-?\\d{4}-\\d\\d-\\d\\d");

    private Suggestion() {}

    static Optional<String> of(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        var clean = clean(text);
        if (clean.isEmpty()) {
            return Optional.of("write a date such as 2014, 2014-05 or 2014-05-28");
        }
        if (SHORT_YEAR.matcher(clean).matches()) {
            return Optional.of(fourDigits(clean));
        }
        if (SHORT_YEAR_BCE.matcher(clean).matches()) {
            return Optional.of("write %05d".formatted(Integer.parseInt(clean)));
        }
        if (DAY.matcher(clean).matches()) {
            var neighbours = neighbours(clean);
            if (neighbours.isPresent()) {
                return neighbours;
            }
        }
        return Stream.concat(Stream.of(clean), Stream.of(SLIPS).flatMap(slip -> slip.of(clean)))
                .filter(meant -> !meant.equals(text) && isEdtf(meant))
                .findFirst()
                .map(meant -> "write " + meant)
                .or(() -> fromWords(text));
    }

    private static String fourDigits(String digits) {
        int number = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 1 -> "write %04d".formatted(number);
            case 2 ->
                    "write %04d, or %d%s"
                            .formatted(number, number <= LATEST_SHORT_YEAR ? 20 : 19, digits);
            default -> "write %04d, or %sX for the ten years".formatted(number, digits);
        };
    }

    /// The last day of the month and the first of the next, for a day that no month has.
    private static Optional<String> neighbours(String day) {
        int start = day.length() - 10;
        int month = Integer.parseInt(day, start + 5, start + 7, 10);
        if (month < 1 || month > 12 || isEdtf(day) || !isEdtf(day.substring(0, start + 7))) {
            return Optional.empty();
        }
        long year = Integer.parseInt(day.substring(0, start + 4));
        long first = Days.of(year, month, 1);
        int last = Days.lengthOfMonth(year, month);
        boolean before = day.endsWith("-00");
        long either = before ? first - 1 : first + last - 1;
        return Optional.of(
                "write %s or %s".formatted(Days.text((int) either), Days.text((int) either + 1)));
    }

    private static Optional<String> fromWords(String text) {
        try {
            return Optional.of(
                    "write " + new PhraseReader(text, null, NumericOrder.UNKNOWN).read().edtf());
        } catch (DateRefused refused) {
            return refused.suggestion()
                    .filter(suggestion -> Character.isDigit(suggestion.charAt(6)));
        }
    }

    private static boolean isEdtf(String text) {
        try {
            new EdtfReader(text).read();
            return true;
        } catch (DateRefused _) {
            return false;
        }
    }

    /// Without blanks, in ASCII digits and signs, and capitals.
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                clean.append((char) ('0' + digit));
            } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                clean.append(
                        switch (c) {
                            case '‐', '‑', '‒', '–', '—', '−' -> '-';
                            case 'x', 'u', 'U' -> 'X';
                            case 'y', 't', 'z', 'e', 's' -> Character.toUpperCase(c);
                            default -> c;
                        });
            }
        }
        return clean.toString();
    }
}
