package org.annals.event;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.Optional;
import org.annals.time.Days;
import org.annals.time.EventDate;
import org.jspecify.annotations.Nullable;

/// What one source says of date and toll, as the columns of an event have it, from which the
/// headlines of `V6__headline.sql` are taken.
///
/// @param said the first day on which it can have been published
@RegisterForReflection
record StoredClaim(@Nullable Integer said, @Nullable StoredDate date, @Nullable Toll toll) {

    /// The numbers of a toll by the names of their columns.
    @RegisterForReflection
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Toll(@Nullable Integer fatLow, @Nullable Integer fatBest, @Nullable Integer fatHigh) {}

    /// Empty if it says nothing of either.
    static Optional<StoredClaim> of(Source source) {
        Source.Claim says = source.says();
        if (says == null) return Optional.empty();
        Integer said =
                source.published() == null ? null : firstDay(EventDate.parse(source.published()));
        StoredDate date = says.edtf() == null ? null : date(says.edtf(), said);
        Toll toll =
                says.low() == null && says.best() == null && says.high() == null
                        ? null
                        : new Toll(says.low(), says.best(), says.high());
        return date == null && toll == null
                ? Optional.empty()
                : Optional.of(new StoredClaim(said, date, toll));
    }

    /// What goes on is known to have done so until it was said; who does not say when confirms no
    /// more than the beginning, and says nothing without one.
    private static @Nullable StoredDate date(String edtf, @Nullable Integer said) {
        EventDate date = EventDate.parse(edtf);
        Integer confirmed = date.ongoing() && said == null ? firstDay(date) : said;
        if (date.ongoing() && confirmed == null) return null;
        return StoredDate.of(date, LocalDate.ofEpochDay(confirmed == null ? 0 : confirmed));
    }

    private static @Nullable Integer firstDay(EventDate date) {
        int first = date.extent(-Days.FARTHEST).bounds().startEarliest();
        return Days.isFinite(first) ? first : null;
    }
}
