package org.annals.event;

import java.util.List;
import java.util.Optional;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Country;
import org.annals.codebook.EventStatus;
import org.annals.codebook.Kind;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.ViolenceType;
import org.annals.event.EventQuery.Estimate;
import org.annals.event.EventQuery.QualifierFilter;
import org.annals.event.EventQuery.RecordName;
import org.annals.geo.BoundingBox;
import org.annals.geo.Circle;
import org.annals.time.DayRange;
import org.annals.time.Match;

/// A question that begins as the widest, as if no parameter were given, and is narrowed part by
/// part.
final class Question {

    DayRange range = DayRange.ALWAYS;
    Match match = Match.POSSIBLE;
    List<Kind> kinds = List.of();
    List<Country> countries = List.of();
    List<PlacePrecision> placePrecisions = List.of();
    List<RecordName> conflicts = List.of();
    List<RecordName> dyads = List.of();
    List<RecordName> actors = List.of();
    List<ActorRole> roles = List.of();
    List<String> tags = List.of();
    List<String> datasets = List.of();
    List<EventStatus> statuses =
            List.of(EventStatus.REPORTED, EventStatus.CONFIRMED, EventStatus.DISPUTED);
    List<ViolenceType> violenceTypes = List.of();
    List<Long> ids = List.of();
    List<OutsideKey> origins = List.of();
    List<String> admin1 = List.of();
    Optional<BoundingBox> box = Optional.empty();
    Optional<Circle> circle = Optional.empty();
    Optional<Words> words = Optional.empty();
    Optional<Integer> minFatalities = Optional.empty();
    List<QualifierFilter> qualifiers = List.of();
    Optional<Integer> maxUncertaintyDays = Optional.empty();

    EventQuery query() {
        return new EventQuery(
                range,
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
                box,
                circle,
                minFatalities,
                Optional.empty(),
                Estimate.BEST,
                qualifiers,
                maxUncertaintyDays,
                words,
                Optional.empty(),
                Optional.empty());
    }
}
