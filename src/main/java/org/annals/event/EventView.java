package org.annals.event;

import java.time.Instant;
import java.util.List;
import org.annals.codebook.ActorRole;
import org.annals.codebook.NamedRecord;
import org.annals.codebook.OutsideKey;
import org.jspecify.annotations.Nullable;

/// What can be shown of an event: of one that is kept in memory ([EventDetail]), or of the row on
/// which a result stands ([EventRow]). `links`, `sources` and `extra` are JSON texts, handed on as
/// they are stored.
public interface EventView {

    /// A conflict or dyad, with its key in the data set it came from.
    record Ref(int id, String name, @Nullable OutsideKey origin) {

        static Ref of(NamedRecord record) {
            return new Ref(record.id(), record.name(), record.origin());
        }
    }

    record ActorRef(int id, String name, ActorRole role, @Nullable OutsideKey origin) {}

    record OriginRef(String dataset, String key, @Nullable String version, @Nullable String url) {}

    long id();

    String url();

    String title();

    DateView date();

    String kind();

    @Nullable String violenceType();

    @Nullable Boolean aggregate();

    String status();

    @Nullable Place place();

    List<String> concerns();

    List<Ref> conflicts();

    @Nullable Ref dyad();

    List<ActorRef> actors();

    Fatalities fatalities();

    @Nullable Integer sourceCount();

    String links();

    List<String> tags();

    OriginRef origin();

    int revision();

    Instant recordedAt();

    Instant firstRecordedAt();

    @Nullable String description();

    @Nullable String sources();

    @Nullable String extra();

    /// The first day on which it can have begun, in days since 1970-01-01.
    int startEarliest();

    /// The last day on which it can have begun.
    int startLatest();

    /// The number of its country in the codebook.
    @Nullable Integer countryId();

    /// The number of the branch of its kind in the codebook.
    int branchId();
}
