package org.annals.platform.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a body that a `Range` header asks for (RFC 9110): both ends from 0, both included.
public record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /// Empty where the whole body is the answer: without the header, and, as the rules allow, where
    /// it asks for several parts or in other units.
    ///
    /// @throws Problem if the body of this length has no such part
    public static Optional<ByteRange> read(@Nullable String header, long length) {
        if (header == null) return Optional.empty();
        Matcher asked = ONE.matcher(header.strip());
        if (!asked.matches()) return Optional.empty();
        boolean begins = !asked.group(1).isEmpty();
        boolean ends = !asked.group(2).isEmpty();
        if (!begins && !ends) return Optional.empty();
        long first =
                begins
                        ? Long.parseLong(asked.group(1))
                        : Math.max(0, length - Long.parseLong(asked.group(2)));
        long last =
                begins && ends ? Math.min(length - 1, Long.parseLong(asked.group(2))) : length - 1;
        if (begins && ends && Long.parseLong(asked.group(2)) < first) return Optional.empty();
        if (first >= length) {
            throw Problem.of(
                    ProblemType.RANGE_NOT_SATISFIABLE,
                    "The file has %d bytes, the first of which is byte 0; '%s' begins behind its end."
                            .formatted(length, header));
        }
        return Optional.of(new ByteRange(first, last));
    }

    /// For `Content-Range`.
    public String of(long length) {
        return "bytes %d-%d/%d".formatted(first, last, length);
    }
}
