package org.annals.time;

import org.jspecify.annotations.Nullable;

/// Refuses the text it was made for, at a place in it.
record Refusals(String text) {
    DateRefused at(int position, String reason) {
        return at(position, reason, null);
    }

    DateRefused at(int position, String reason, @Nullable String suggestion) {
        return new DateRefused(text, position, reason, suggestion);
    }
}
