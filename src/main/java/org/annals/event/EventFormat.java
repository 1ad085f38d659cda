package org.annals.event;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.annals.platform.http.Parameters;

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

    /// The names that `fields=` may give.
    List<String> fields();

    /// Those that are named.
    default List<String> named(Parameters parameters) {
        return named(parameters, code(), fields());
    }

    /// Reads `fields`, which are among these of a format.
    static List<String> named(Parameters parameters, String format, List<String> fields) {
        return parameters.values(
                "fields",
                text -> Parameters.word("field of " + format, text, fields, field -> field));
    }

    /// What of an event it is made of.
    EventShape shape(Options options);

    EventSink open(OutputStream out, Options options) throws IOException;

    /// `fields` are all that are asked for, none where nobody chose; `byteOrderMark` makes
    /// spreadsheets read UTF-8; `extra` are columns of the import that have no field here.
    record Options(List<String> fields, boolean byteOrderMark, List<String> extra) {

        /// Those of who asks for a format and nothing more.
        public static final Options USUAL = new Options(List.of(), false, List.of());
    }
}
