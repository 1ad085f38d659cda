package org.annals.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Reads days and instants of the years 0001 to 9999 as ISO 8601 writes them. `java.time` reads far
/// more, which neither the database nor the clients' calendars can hold.
final class IsoText {

    private static final int DAY = "2023-02-05".length();

    private IsoText() {}

    /// @throws IllegalArgumentException that shows how a day is written
    static LocalDate day(String text) {
        try {
            if (text.length() == DAY && !text.startsWith("0000")) return LocalDate.parse(text);
        } catch (DateTimeException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "'%s' is no day. Write it like 2023-02-05.".formatted(text));
    }

    /// @throws IllegalArgumentException that shows how an instant is written
    static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) return instant;
        } catch (DateTimeException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "'%s' is no instant. Write it with time and zone, such as 2023-02-05T00:00:00Z."
                        .formatted(text));
    }
}
