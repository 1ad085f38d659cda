package org.annals.time;

import java.util.Locale;

/// A date in plain words: "some day between 1 and 10 March 2013", "since 24 February 2022". Dates
/// of different bounds or qualifiers never have the same words.
public final class DateWords {
    private DateWords() {}

    /// Words in the language of the locale, or in English where there are none.
    public static DateWords in(Locale locale) {
        return new DateWords();
    }

    public String of(EventDate date) {
        throw new UnsupportedOperationException();
    }
}
