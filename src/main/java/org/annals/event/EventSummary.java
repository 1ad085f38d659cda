package org.annals.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.annals.codebook.ActorRole;
import org.jspecify.annotations.Nullable;

/// An event as lists show it: without description, sources and what an import kept aside.
@RegisterForReflection
public record EventSummary(
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
        @JsonRawValue String links,
        List<String> tags,
        EventDetail.OriginRef origin,
        int revision,
        Instant recordedAt,
        Instant firstRecordedAt) {

    public record Ref(int id, String name) {

        static Ref of(EventDetail.Ref ref) {
            return new Ref(ref.id(), ref.name());
        }
    }

    public record ActorRef(int id, String name, ActorRole role) {}

    static EventSummary of(EventDetail event) {
        EventDetail.Ref dyad = event.dyad();
        return new EventSummary(
                event.id(),
                event.url(),
                event.title(),
                event.date(),
                event.kind(),
                event.violenceType(),
                event.aggregate(),
                event.status(),
                event.place(),
                event.concerns(),
                event.conflicts().stream().map(Ref::of).toList(),
                dyad == null ? null : Ref.of(dyad),
                event.actors().stream()
                        .map(actor -> new ActorRef(actor.id(), actor.name(), actor.role()))
                        .toList(),
                event.fatalities(),
                event.sourceCount(),
                event.links(),
                event.tags(),
                event.origin(),
                event.revision(),
                event.recordedAt(),
                event.firstRecordedAt());
    }
}
