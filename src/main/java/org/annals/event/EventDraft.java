package org.annals.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.annals.codebook.ActorRole;
import org.annals.codebook.EventStatus;
import org.annals.codebook.LinkRel;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.Reference;
import org.annals.codebook.ViolenceType;
import org.annals.time.EventDate;
import org.jspecify.annotations.Nullable;

/// What a writer or a file says of one event: everything that is stored but the bookkeeping.
///
/// Codes and dates are read already; names of kinds, countries, actors and conflicts are still as
/// written and are resolved when the draft is taken in.
public record EventDraft(
        @Nullable Origin origin,
        String title,
        @Nullable String description,
        DateDraft date,
        String kind,
        @Nullable ViolenceType violenceType,
        @Nullable Boolean aggregate,
        @Nullable Place place,
        List<String> concerns,
        List<Reference> conflicts,
        @Nullable Reference dyad,
        List<Participant> actors,
        Fatalities fatalities,
        List<Source> sources,
        @Nullable Integer sourceCount,
        List<Link> links,
        List<String> tags,
        EventStatus status,
        Map<String, Map<String, String>> extra) {

    /// The same from elsewhere.
    public EventDraft withOrigin(Origin other) {
        return new EventDraft(
                other,
                title,
                description,
                date,
                kind,
                violenceType,
                aggregate,
                place,
                concerns,
                conflicts,
                dyad,
                actors,
                fatalities,
                sources,
                sourceCount,
                links,
                tags,
                status,
                extra);
    }

    /// Where the event came from; `key` null asks for a key of its own.
    public record Origin(
            String dataset, @Nullable String key, @Nullable String version, @Nullable String url) {}

    /// The date as written. `confirmed` is the day up to which `/..` is certain, null for the day
    /// of recording; `text` and `reported` are the original wording and the day of its report.
    public record DateDraft(
            EventDate date,
            @Nullable LocalDate confirmed,
            @Nullable String text,
            @Nullable LocalDate reported) {

        public static DateDraft of(EventDate date) {
            return new DateDraft(date, null, null, null);
        }
    }

    public record Participant(Reference actor, ActorRole role) {}

    /// Another event by `event` (its id here) or by outside key.
    public record Link(LinkRel rel, @Nullable Long event, @Nullable OutsideKey origin) {}
}
