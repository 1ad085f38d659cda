package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A country of ISO 3166-1, or one that the list lacks (`iso` false) with a code of its own; `gw`
/// are its Gleditsch-Ward numbers with the years for which they stood for it.
public record Country(
        int id,
        String alpha3,
        @Nullable String alpha2,
        String name,
        boolean iso,
        List<GleditschWard> gw) {

    /// Years are calendar years, both included; `until` null goes on.
    @RegisterForReflection
    public record GleditschWard(int number, int since, @Nullable Integer until) {

        public boolean in(int year) {
            return since <= year && (until == null || year <= until);
        }
    }
}
