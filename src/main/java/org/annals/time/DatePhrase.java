package org.annals.time;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the words of a report ("early March 2012", "since Thursday") say about a date, by the rules
/// that UCDP publishes for its coders.
///
/// @param date the days that the words leave open
/// @param precision UCDP's code, 1 (the day is known) to 5 (more than a month, or a year and more)
/// @param rule the rule that was used
public record DatePhrase(EventDate date, int precision, String rule) {
    /// @param reported the day of the report, from which "yesterday" and "last week" count; null
    ///   when it is not known
    /// @throws DateRefused when the words bound no time, are ambiguous, or need the day of the
    ///   report
    public static DatePhrase read(String text, @Nullable LocalDate reported, NumericOrder order) {
        if (text.length() > EventDate.LONGEST_TEXT) {
            throw new DateRefused(
                    text,
                    EventDate.LONGEST_TEXT,
                    "a date has at most %d characters".formatted(EventDate.LONGEST_TEXT),
                    null);
        }
        try {
            return new PhraseReader(text, reported, order).read().phrase();
        } catch (DateRefused refused) {
            // What is no phrase may still be EDTF, such as `2014~`.
            return edtf(text).orElseThrow(() -> refused);
        }
    }

    private static Optional<DatePhrase> edtf(String text) {
        try {
            return Optional.of(Found.of(text).phrase());
        } catch (DateRefused _) {
            return Optional.empty();
        }
    }
}
