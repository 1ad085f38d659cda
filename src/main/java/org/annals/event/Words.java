package org.annals.event;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// The words of `q`, as PostgreSQL's `websearch_to_tsquery` reads them: all of the words, `"exact
/// phrase"`, `-not`.
public record Words(String text) {

    // What may stand between two words that follow each other: signs, and what PostgreSQL takes for
    // no word.
    private static final String BETWEEN = "([^[:alnum:]]|<[^>]*>|&[^;]*;|[a-z]+://)+";

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

    /// Regular expressions that all match a text which is right, so that most of those that are not
    /// are told without being taken apart into words.
    String[] patterns() {
        List<String> patterns = new ArrayList<>();
        for (String part : parts(text)) {
            if (part.equalsIgnoreCase("or")) return new String[0];
            if (part.startsWith("-") || (part.contains("\"") && !isPhrase(part))) continue;
            List<String> words = words(part);
            if (!words.isEmpty() && words.stream().allMatch(Words::isPlain)) {
                patterns.add(String.join(BETWEEN, words));
            }
        }
        return patterns.toArray(String[]::new);
    }

    /// The same without the order of the words of a phrase, which no index knows, and without
    /// phrases that must not be there: what is right is among what these words find. Empty if there
    /// is no phrase.
    Optional<Words> inAnyOrder() {
        if (text.indexOf('"') < 0) return Optional.empty();
        StringJoiner any = new StringJoiner(" ");
        boolean either = false;
        boolean without = false;
        for (String part : parts(text)) {
            either |= part.equalsIgnoreCase("or");
            if (!part.contains("\"")) any.add(part);
            else if (isPhrase(part)) any.add(String.join(" ", words(part)));
            else if (part.startsWith("-") && isPhrase(part.substring(1))) without = true;
            else return Optional.empty();
        }
        return either && without ? Optional.empty() : Optional.of(new Words(any.toString()));
    }

    private static boolean isPhrase(String part) {
        return part.matches("\"[^\"]*\"");
    }

    private static List<String> words(String part) {
        return Arrays.stream(part.replace('"', ' ').split("\\s+"))
                .map(word -> word.replaceFirst("^-+", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    // Else it might be told apart, or be something else than a word.
    private static boolean isPlain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .matches("[A-Za-z0-9]+");
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
