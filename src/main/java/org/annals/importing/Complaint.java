package org.annals.importing;

import org.jspecify.annotations.Nullable;

/// What is wrong with a row: where, the value as it stands, why, and what would be right.
///
/// @param line on which the row begins, counted from 1
/// @param column null when it is about the row as a whole
/// @param value null when there is none to show; cut after [#LONGEST_VALUE] characters
record Complaint(
        long line, @Nullable String column, @Nullable String value, String reason, Kind kind) {

    static final int LONGEST_VALUE = 200;

    /// Whether the row was left out, or kept in spite of it.
    enum Kind {
        REFUSED,
        WARNING
    }

    Complaint {
        if (value != null) value = shortened(value, LONGEST_VALUE);
    }

    /// At most `longest` characters, the last one an ellipsis where something was cut.
    static String shortened(String text, int longest) {
        if (text.length() <= longest) return text;
        int end = longest - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return text.substring(0, end) + "…";
    }
}
