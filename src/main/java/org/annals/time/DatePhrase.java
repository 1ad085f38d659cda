package org.annals.time;

import java.time.LocalDate;
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
        throw new UnsupportedOperationException();
    }
}
