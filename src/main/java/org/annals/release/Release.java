package org.annals.release;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.annals.platform.sql.Past;
import org.jspecify.annotations.Nullable;

/// A state of the data with a name.
///
/// @param base where the service was when it was made; the addresses in its files begin so
/// @param contents what is in it, once that is counted
/// @param files once they are made
record Release(
        String name,
        @Nullable String title,
        Past past,
        String createdBy,
        @Nullable String reason,
        String base,
        Optional<Contents> contents,
        List<File> files) {

    /// All its events, by the data sets that they came from.
    @RegisterForReflection
    record Contents(List<Part> datasets) {

        /// The events of one data set.
        @RegisterForReflection
        record Part(
                String code,
                String name,
                @Nullable String licence,
                @Nullable String citation,
                long events) {}

        long events() {
            return datasets.stream().mapToLong(Part::events).sum();
        }

        /// How many events come under each licence; what has none stands under "".
        Map<String, Long> licences() {
            Map<String, Long> events = new TreeMap<>();
            for (Part part : datasets) {
                events.merge(
                        part.licence() == null ? "" : part.licence(), part.events(), Long::sum);
            }
            return events;
        }
    }

    /// A file of it: `length` in bytes, `sha256` in hexadecimal digits.
    record File(String name, long length, String sha256) {}

    Instant at() {
        return past.at();
    }

    String url(String base) {
        return base + "/api/v1/releases/" + name;
    }
}
