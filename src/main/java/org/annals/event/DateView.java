package org.annals.event;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.annals.event.EventColumns.Column;
import org.annals.time.Bounds;
import org.annals.time.DateWords;
import org.annals.time.Days;
import org.annals.time.EventDate;
import org.annals.time.Qualifier;
import org.jspecify.annotations.Nullable;

/// A date as shown: what was written and what follows from it. A bound of null is infinite.
@RegisterForReflection
@JsonSerialize(using = EventShape.Date.class)
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

    static DateView of(ResultSet row) throws SQLException {
        String edtf = row.getString(Column.EDTF.at());
        int first = row.getInt(Column.START_EARLIEST.at());
        int last = row.getInt(Column.END_LATEST.at());
        String firstDay = day(first);
        // Most dates are one day.
        boolean one = first == last;
        return new DateView(
                edtf,
                firstDay,
                one ? firstDay : day(row.getInt(Column.START_LATEST.at())),
                one ? firstDay : day(row.getInt(Column.END_EARLIEST.at())),
                one ? firstDay : day(last),
                row.getString(Column.DATE_PRECISION.at()),
                row.getString(Column.DATE_QUALIFIER.at()),
                row.getBoolean(Column.ONGOING.at()),
                localDate(row, Column.CONFIRMED),
                row.getString(Column.DATE_TEXT.at()),
                localDate(row, Column.DATE_REPORTED));
    }

    /// What was written, in English; most formats do without.
    String words() {
        return ENGLISH.of(EventDate.parse(edtf));
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

    private static @Nullable LocalDate localDate(ResultSet row, Column column) throws SQLException {
        Integer day = row.getObject(column.at(), Integer.class);
        return day == null ? null : LocalDate.ofEpochDay(day);
    }
}
