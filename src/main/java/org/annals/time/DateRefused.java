package org.annals.time;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text that says no date, with the place of the mistake and what would do instead.
///
/// It carries no stack trace, and looks for a suggestion only when asked: it is an answer to
/// whoever wrote the text, and forms ask while one types.
public final class DateRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    private final String text;
    private final int position;
    private final String reason;
    private final @Nullable String suggestion;
    private final boolean guess;

    /// @param position of the first character that is wrong, from 0; the text's length when it ends
    ///   too early
    /// @param reason what is wrong and why, such as "2023 has no 29 February"
    /// @param suggestion what would do, such as "write 0084, or 1984"
    DateRefused(String text, int position, String reason, @Nullable String suggestion) {
        this(text, position, reason, suggestion, false);
    }

    private DateRefused(
            String text, int position, String reason, @Nullable String suggestion, boolean guess) {
        super(null, null, false, false);
        this.text = text;
        this.position = position;
        this.reason = reason;
        this.suggestion = suggestion;
        this.guess = guess;
    }

    /// A text that is no EDTF; what may have been meant is guessed from it.
    static DateRefused notEdtf(String text, int position, String reason) {
        return new DateRefused(text, position, reason, null, true);
    }

    /// The text as it was given.
    public String text() {
        return text;
    }

    /// Where in the text the mistake is, counted from 0.
    public int position() {
        return position;
    }

    /// What would do instead, such as "write 0084, or 1984".
    public Optional<String> suggestion() {
        return guess ? Suggestion.of(text) : Optional.ofNullable(suggestion);
    }

    /// What is wrong, why, where (counted from 1) and what would do.
    @Override
    public String getMessage() {
        var shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        var message =
                "'%s' cannot be read as a date: %s (at character %d)"
                        .formatted(shown, reason, position + 1);
        return suggestion().map(suggested -> message + "; " + suggested).orElse(message);
    }
}
