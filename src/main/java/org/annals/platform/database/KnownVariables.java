package org.annals.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/// The environment variables that are ours. A misspelt one would otherwise be passed over in
/// silence, and a service that was told where its data lies would start on an empty folder.
///
/// The names come from the keys of `application.properties`, where each setting stands with its
/// default or with nothing, so that there is no second list to keep.
record KnownVariables(SortedSet<String> names) {
    private static final String PREFIX = "ANNALS_";

    static KnownVariables ofThisBuild() {
        SortedSet<String> names = new TreeSet<>();
        try {
            ClassLoader loader = KnownVariables.class.getClassLoader();
            for (URL url : Collections.list(loader.getResources("application.properties"))) {
                Properties properties = new Properties();
                try (InputStream in = url.openStream()) {
                    properties.load(in);
                }
                properties.stringPropertyNames().stream()
                        .map(key -> key.replaceFirst("^%[^.]*\\.", ""))
                        .filter(key -> key.startsWith("annals."))
                        .map(KnownVariables::variable)
                        .forEach(names::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("application.properties cannot be read", e);
        }
        return new KnownVariables(names);
    }

    /// @throws StartRefused naming each unknown variable with the known one most like it
    void check(Collection<String> environment) {
        StringBuilder complaint = new StringBuilder();
        for (String name : new TreeSet<>(environment)) {
            if (name.startsWith(PREFIX) && !names.contains(name)) {
                complaint.append(
                        "The environment variable %s is not a setting of Annals; the nearest is %s. "
                                .formatted(name, nearest(name)));
            }
        }
        if (!complaint.isEmpty()) {
            throw new StartRefused(
                    complaint
                            + "docs/deploying.md lists them all. Correct it, or take it out of the"
                            + " environment.");
        }
    }

    private String nearest(String name) {
        return names.stream()
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .orElse("none");
    }

    /// MicroProfile Config's rule for environment variables.
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /// Letters to insert, drop or exchange to make one of the other.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
