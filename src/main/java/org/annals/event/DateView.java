package org.annals.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.annals.time.Bounds;
import org.annals.time.DateWords;
import org.annals.time.Days;
import org.annals.time.EventDate;
import org.annals.time.Qualifier;
import org.jspecify.annotations.Nullable;

/// A date as shown: what was written and what follows from it. A bound of null is infinite.
@RegisterForReflection
@JsonPropertyOrder({
    "edtf",
    "startEarliest",
    "startLatest",
    "endEarliest",
    "endLatest",
    "precision",
    "qualifier",
    "ongoing",
    "confirmed",
    "words",
    "text",
    "reported"
})
public record DateView(
        String edtf,
        @Nullable String startEarliest,
        @Nullable String startLatest,
        @Nullable String endEarliest,
        @Nullable String endLatest,
        String precision,
        @Nullable String qualifier,
        boolean ongoing,
        @Nullable LocalDate confirmed,
        @Nullable String text,
        @Nullable LocalDate reported) {

    private static final DateWords ENGLISH = DateWords.in(Locale.ENGLISH);

    /// In English. Made when asked for, since not every format has a use for it.
    @JsonProperty
    public String words() {
        return ENGLISH.of(EventDate.parse(edtf));
    }

    static DateView of(ResultSet row) throws SQLException {
        return new DateView(
                row.getString("edtf"),
                day(row.getInt("start_earliest")),
                day(row.getInt("start_latest")),
                day(row.getInt("end_earliest")),
                day(row.getInt("end_latest")),
                row.getString("date_precision"),
                row.getString("date_qualifier"),
                row.getBoolean("ongoing"),
                localDate(row, "confirmed"),
                row.getString("date_text"),
                localDate(row, "date_reported"));
    }

    /// A date that is not stored, `confirmed` up to the given day where it goes on.
    public static DateView of(
            EventDate date,
            LocalDate confirmed,
            @Nullable String text,
            @Nullable LocalDate reported) {
        Bounds bounds = date.extent((int) confirmed.toEpochDay()).bounds();
        return new DateView(
                date.edtf(),
                day(bounds.startEarliest()),
                day(bounds.startLatest()),
                day(bounds.endEarliest()),
                day(bounds.endLatest()),
                date.precision().code(),
                date.qualifier().map(Qualifier::code).orElse(null),
                date.ongoing(),
                date.ongoing() ? confirmed : null,
                text,
                reported);
    }

    private static @Nullable String day(int day) {
        return Days.isFinite(day) ? Days.text(day) : null;
    }

    private static @Nullable LocalDate localDate(ResultSet row, String column) throws SQLException {
        Integer day = row.getObject(column, Integer.class);
        return day == null ? null : LocalDate.ofEpochDay(day);
    }
}
