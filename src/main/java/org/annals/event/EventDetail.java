package org.annals.event;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event whole, and what its row holds beside what is shown: its key in the order of a list,
/// where it was merged into, and why it was changed.
@RegisterForReflection
@JsonSerialize(using = EventShape.Whole.class)
public record EventDetail(
        long id,
        String url,
        String title,
        DateView date,
        String kind,
        @Nullable String violenceType,
        @Nullable Boolean aggregate,
        String status,
        @Nullable Place place,
        List<String> concerns,
        List<Ref> conflicts,
        @Nullable Ref dyad,
        List<ActorRef> actors,
        Fatalities fatalities,
        @Nullable Integer sourceCount,
        String links,
        List<String> tags,
        OriginRef origin,
        int revision,
        Instant recordedAt,
        Instant firstRecordedAt,
        @Nullable String description,
        @Nullable String sources,
        @Nullable String extra,
        int startEarliest,
        int startLatest,
        @Nullable Integer countryId,
        int branchId,
        long sortKey,
        @Nullable Long mergedInto,
        @Nullable String reason)
        implements EventView {}
