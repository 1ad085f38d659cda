package org.annals.platform.http;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the names that a misspelt one most likely meant, and says them.
public final class Nearest {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Nearest() {}

    /// "Did you mean …?" with the nearest of `names`, or an empty text when none is near.
    public static String hint(String text, Collection<String> names) {
        return to(text, names).map(name -> " Did you mean '" + name + "'?").orElse("");
    }

    /// The name at the fewest edits, however many they are; empty only when there are no names.
    static Optional<String> closest(String text, Collection<String> names) {
        String wanted = folded(text);
        return names.stream()
                .min(
                        Comparator.comparingInt((String name) -> distance(wanted, folded(name)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// The one name at the fewest edits, at most a third of its length and at least one.
    public static Optional<String> to(String text, Collection<String> names) {
        return among(text, names, 1).stream().findFirst();
    }

    /// Up to `most` names that are near, the nearest first; a name that begins with `text` counts.
    public static List<String> among(String text, Collection<String> names, int most) {
        String wanted = folded(text);
        record Near(String name, int edits) {}
        return names.stream()
                .map(name -> new Near(name, distance(wanted, folded(name))))
                .filter(near -> near.edits <= Math.max(1, Math.min(wanted.length(), 12) / 3))
                .sorted(Comparator.comparingInt(Near::edits).thenComparing(Near::name))
                .limit(most)
                .map(Near::name)
                .toList();
    }

    /// Lower case, without accents.
    public static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /// Edits (insert, delete, change, swap of neighbours) from one to the other; a beginning of at
    /// least three letters is one edit away from the whole.
    private static int distance(String wanted, String name) {
        if (wanted.equals(name)) return 0;
        if (wanted.length() >= 3 && (name.startsWith(wanted) || wanted.startsWith(name))) return 1;
        int[] before = new int[name.length() + 1];
        int[] last = new int[name.length() + 1];
        int[] row = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) last[j] = j;
        for (int i = 1; i <= wanted.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int change = wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && wanted.charAt(i - 1) == name.charAt(j - 2)
                        && wanted.charAt(i - 2) == name.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[name.length()];
    }
}
