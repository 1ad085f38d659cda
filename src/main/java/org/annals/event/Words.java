package org.annals.event;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// The words of `q`, as PostgreSQL's `websearch_to_tsquery` reads them: all of the words, `"exact
/// phrase"`, `-not`.
public record Words(String text) {

    /// @throws IllegalArgumentException if there is no word in it, or none that is wanted
    public static Words read(String text) {
        boolean wanted = false;
        for (String part : parts(text)) {
            if (part.startsWith("-")) continue;
            if (part.codePoints().anyMatch(Character::isLetterOrDigit)) wanted = true;
        }
        if (!wanted) {
            throw new IllegalArgumentException(
                    "'%s' has no word to look for. Write words, \"an exact phrase\", and -word for what must not be there."
                            .formatted(text));
        }
        return new Words(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        StringBuilder part = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"') quoted = !quoted;
            if (Character.isWhitespace(c) && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
