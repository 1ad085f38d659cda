package org.annals.event;

import java.util.regex.Pattern;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;

/// The number of an event as it stands in an address.
final class EventId {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private EventId() {}

    /// @throws Problem if it is no number, so that there is no such event
    static long of(String text) {
        if (NUMBER.matcher(text).matches()) return Long.parseLong(text);
        throw Problem.of(
                ProblemType.EVENT_NOT_FOUND,
                "'%s' is no id of an event: a whole number.".formatted(text));
    }

    /// @throws IllegalArgumentException that tells what would be right
    static long ofParameter(String text) {
        if (NUMBER.matcher(text).matches()) return Long.parseLong(text);
        throw new IllegalArgumentException(
                "'%s' is no id of an event; it is a whole number.".formatted(text));
    }

    static Problem unknown(long id) {
        return Problem.of(ProblemType.EVENT_NOT_FOUND, "There is no event %d.".formatted(id));
    }
}
