package org.annals.changes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.annals.codebook.Code;
import org.annals.codebook.EventStatus;
import org.annals.event.EventDetail;
import org.annals.event.EventVersions.Version;
import org.annals.event.FeedToken;
import org.jspecify.annotations.Nullable;

/// One change of one event. `event` is what it came to be; null when it is gone from what was asked
/// for.
@RegisterForReflection
record Change(
        Kind change,
        long id,
        int revision,
        Instant recordedAt,
        @Nullable EventDetail event,
        @Nullable Long mergedInto,
        @Nullable String reason,
        @JsonIgnore FeedToken token) {

    /// What happened to it.
    @RegisterForReflection
    enum Kind implements Code {
        CREATED("created", "New"),
        CHANGED("changed", "Changed"),
        RETRACTED("retracted", "Retracted, with a reason"),
        MERGED("merged", "Merged into another"),
        LEFT("left", "No longer among what is asked for");

        private final String code;
        private final String label;

        Kind(String code, String label) {
            this.code = code;
            this.label = label;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /// Empty if the version neither is nor was among what is asked for.
    static Optional<Change> of(Version version, long cluster) {
        return kind(version)
                .map(kind -> {
                    EventDetail event = version.event();
                    return new Change(
                            kind,
                            event.id(),
                            event.revision(),
                            event.recordedAt(),
                            version.matches() ? event : null,
                            event.mergedInto(),
                            event.reason(),
                            new FeedToken(cluster, version.place()));
                });
    }

    private static Optional<Kind> kind(Version version) {
        if (version.matches()) {
            return Optional.of(version.first() ? Kind.CREATED : Kind.CHANGED);
        }
        if (!version.matchedBefore()) return Optional.empty();
        if (version.merged()) return Optional.of(Kind.MERGED);
        boolean retracted = version.event().status().equals(EventStatus.RETRACTED.code());
        return Optional.of(retracted ? Kind.RETRACTED : Kind.LEFT);
    }
}
