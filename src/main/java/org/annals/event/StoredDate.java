package org.annals.event;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.annals.time.Bounds;
import org.annals.time.DateRefused;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.EventDate;
import org.annals.time.Extent;
import org.annals.time.Members;
import org.annals.time.Qualifier;
import org.jspecify.annotations.Nullable;

/// A date as the columns of an event have it, by their names.
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record StoredDate(
        int startEarliest,
        int startLatest,
        int endEarliest,
        int endLatest,
        @Nullable List<String> members,
        @Nullable String membersKind,
        String edtf,
        String datePrecision,
        @Nullable String dateQualifier,
        boolean ongoing,
        @Nullable Integer confirmed) {

    /// @param confirmed up to when a date that goes on is known to have done so
    /// @throws DateRefused when a day is too far away to be counted
    static StoredDate of(EventDate date, LocalDate confirmed) {
        int day = (int) confirmed.toEpochDay();
        Extent extent = date.extent(day);
        Bounds bounds = extent.bounds();
        Members members = extent.members();
        return new StoredDate(
                bounds.startEarliest(),
                bounds.startLatest(),
                bounds.endEarliest(),
                bounds.endLatest(),
                members == null ? null : members.ranges().stream().map(StoredDate::range).toList(),
                members == null
                        ? null
                        : switch (members.rule()) {
                            case ONE_OF -> "one_of";
                            case ALL_OF -> "all_of";
                        },
                date.edtf(),
                date.precision().code(),
                date.qualifier().map(Qualifier::code).orElse(null),
                date.ongoing(),
                date.ongoing() ? day : null);
    }

    /// As PostgreSQL writes an `int4range`.
    private static String range(DayRange range) {
        return "[%s,%s)"
                .formatted(
                        Days.isFinite(range.from()) ? range.from() : "",
                        Days.isFinite(range.to()) ? range.to() + 1 : "");
    }

    /// The members as PostgreSQL writes an `int4range[]`.
    @Nullable String membersArray() {
        return members == null
                ? null
                : members.stream()
                        .map("\"%s\""::formatted)
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
