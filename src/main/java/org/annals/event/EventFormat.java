package org.annals.event;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A format in which events are handed out. Formats are found by injection, so that `event` knows
/// none of them.
public interface EventFormat {

    /// What `format=` calls it.
    String code();

    /// What `Accept` calls it, and the answer's `Content-Type` without parameters.
    String mediaType();

    /// Whether links are handed out as they are kept, for what is imported elsewhere.
    default boolean keepsLinks() {
        return false;
    }

    EventSink open(OutputStream out, Options options) throws IOException;

    /// `byteOrderMark` makes spreadsheets read UTF-8; `extra` are columns of the import that have
    /// no field here.
    record Options(boolean byteOrderMark, List<String> extra) {}
}
