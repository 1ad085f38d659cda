package org.annals.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Country;
import org.annals.codebook.EventStatus;
import org.annals.codebook.Kind;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.ViolenceType;
import org.annals.geo.BoundingBox;
import org.annals.geo.Circle;
import org.annals.time.DayRange;
import org.annals.time.Match;

/// A question about events, with everything read and nothing resolved that could change: lists are
/// "any of", different components are "and". [EventFilterSql] alone turns it into SQL.
public record EventQuery(
        DayRange range,
        Match match,
        List<Kind> kinds,
        List<Country> countries,
        List<String> admin1,
        List<PlacePrecision> placePrecisions,
        List<RecordName> conflicts,
        List<RecordName> dyads,
        List<RecordName> actors,
        List<ActorRole> roles,
        List<String> tags,
        List<String> datasets,
        List<EventStatus> statuses,
        List<ViolenceType> violenceTypes,
        List<Long> ids,
        List<OutsideKey> origins,
        Optional<BoundingBox> box,
        Optional<Circle> circle,
        Optional<Integer> minFatalities,
        Optional<Integer> maxFatalities,
        Estimate estimate,
        List<QualifierFilter> qualifiers,
        Optional<Integer> maxUncertaintyDays,
        Optional<Words> words,
        Optional<Instant> recordedFrom,
        Optional<Instant> recordedTo) {

    /// A conflict, dyad or actor by number or by the key of the data set it came from.
    public sealed interface RecordName {
        record ById(int id) implements RecordName {}

        record ByKey(OutsideKey key) implements RecordName {}
    }

    /// Which number of a toll is compared: `best` falls back on the highest that is known.
    public enum Estimate {
        LOW,
        BEST,
        HIGH
    }

    /// What a date must be marked with; `NONE` is not marked at all.
    public enum QualifierFilter {
        NONE,
        UNCERTAIN,
        APPROXIMATE,
        BOTH
    }

    public EventQuery {
        kinds = List.copyOf(kinds);
        countries = List.copyOf(countries);
        admin1 = List.copyOf(admin1);
        placePrecisions = List.copyOf(placePrecisions);
        conflicts = List.copyOf(conflicts);
        dyads = List.copyOf(dyads);
        actors = List.copyOf(actors);
        roles = List.copyOf(roles);
        tags = List.copyOf(tags);
        datasets = List.copyOf(datasets);
        statuses = List.copyOf(statuses);
        violenceTypes = List.copyOf(violenceTypes);
        ids = List.copyOf(ids);
        origins = List.copyOf(origins);
        qualifiers = List.copyOf(qualifiers);
    }

    /// The same question of other days.
    public EventQuery in(DayRange other) {
        return with(other, box, words);
    }

    /// The same question of another box, or of none.
    public EventQuery in(Optional<BoundingBox> other) {
        return with(range, other, words);
    }

    /// The same question of other words.
    EventQuery saying(Words other) {
        return with(range, box, Optional.of(other));
    }

    private EventQuery with(DayRange days, Optional<BoundingBox> place, Optional<Words> said) {
        return new EventQuery(
                days,
                match,
                kinds,
                countries,
                admin1,
                placePrecisions,
                conflicts,
                dyads,
                actors,
                roles,
                tags,
                datasets,
                statuses,
                violenceTypes,
                ids,
                origins,
                place,
                circle,
                minFatalities,
                maxFatalities,
                estimate,
                qualifiers,
                maxUncertaintyDays,
                said,
                recordedFrom,
                recordedTo);
    }
}
