package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/// The name that a record has in the data set it came from, unique together: `ucdp-ged` / `36210`.
@RegisterForReflection
public record OutsideKey(String dataset, String key) {

    public OutsideKey {
        if (dataset.isBlank() || key.isBlank()) {
            throw new IllegalArgumentException("an outside key has a data set and a key");
        }
    }

    /// Reads `dataset:key`; the key itself may contain colons.
    public static Optional<OutsideKey> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || text.substring(colon + 1).isBlank()) return Optional.empty();
        return Optional.of(new OutsideKey(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return dataset + ":" + key;
    }
}
