package org.annals.event;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Code;
import org.annals.codebook.Dataset;
import org.annals.codebook.NamedRecord;
import org.annals.codebook.NamedRecords;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.event.EventColumns.Column;
import org.jspecify.annotations.Nullable;

/// One event whole. `links`, `sources` and `extra` are JSON texts, handed on as they are stored.
@RegisterForReflection
@JsonSerialize(using = EventJson.Whole.class)
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
        Row row) {

    /// A conflict or dyad, with its key in the data set it came from.
    public record Ref(int id, String name, @Nullable OutsideKey origin) {

        static Ref of(NamedRecord record) {
            return new Ref(record.id(), record.name(), record.origin());
        }
    }

    public record ActorRef(int id, String name, ActorRole role, @Nullable OutsideKey origin) {}

    public record OriginRef(
            String dataset, String key, @Nullable String version, @Nullable String url) {}

    /// What the row holds beside what is shown: for order, formats and redirects.
    public record Row(
            long sortKey,
            int startEarliest,
            int startLatest,
            int endEarliest,
            int endLatest,
            @Nullable Integer country,
            int branch,
            @Nullable Integer toll,
            @Nullable Long mergedInto,
            @Nullable String reason) {}

    static EventDetail read(ResultSet row, Names names, String base) throws SQLException {
        long id = row.getLong(Column.ID.at());
        Dataset dataset = names.codebook().dataset(row.getInt(Column.ORIGIN_DATASET.at()));
        Integer country = integer(row, Column.COUNTRY);
        int kind = row.getInt(Column.KIND.at());
        return new EventDetail(
                id,
                base + "/api/v1/events/" + id,
                row.getString(Column.TITLE.at()),
                DateView.of(row),
                names.codebook().kinds().get(kind).code(),
                row.getString(Column.VIOLENCE_TYPE.at()),
                row.getObject(Column.AGGREGATE.at(), Boolean.class),
                row.getString(Column.STATUS.at()),
                place(row, names, country),
                each(row, Column.CONCERNS, c -> names.codebook().countries().get(c).alpha3()),
                refs(row, Column.CONFLICT_IDS, names.conflicts()),
                refs(row, Column.DYAD_IDS, names.dyads()).stream().findFirst().orElse(null),
                actors(row, names.actors()),
                new Fatalities(
                        integer(row, Column.FAT_LOW),
                        integer(row, Column.FAT_BEST),
                        integer(row, Column.FAT_HIGH),
                        integer(row, Column.FAT_SIDE_A),
                        integer(row, Column.FAT_SIDE_B),
                        integer(row, Column.FAT_CIVILIANS),
                        integer(row, Column.FAT_UNKNOWN)),
                integer(row, Column.SOURCE_COUNT),
                row.getString(Column.RESOLVED_LINKS.at()),
                each(row, Column.TAG_IDS, names.codebook()::tag),
                new OriginRef(
                        dataset.code(),
                        row.getString(Column.ORIGIN_KEY.at()),
                        row.getString(Column.ORIGIN_VERSION.at()),
                        row.getString(Column.ORIGIN_URL.at())),
                row.getInt(Column.REVISION.at()),
                instant(row, Column.RECORDED_AT),
                instant(row, Column.FIRST_RECORDED_AT),
                row.getString(Column.DESCRIPTION.at()),
                row.getString(Column.SOURCES.at()),
                row.getString(Column.EXTRA.at()),
                new Row(
                        row.getLong(Column.SORT_KEY.at()),
                        row.getInt(Column.START_EARLIEST.at()),
                        row.getInt(Column.START_LATEST.at()),
                        row.getInt(Column.END_EARLIEST.at()),
                        row.getInt(Column.END_LATEST.at()),
                        country,
                        names.codebook().kinds().get(kind).branch(),
                        integer(row, Column.TOLL),
                        row.getObject(Column.MERGED_INTO.at(), Long.class),
                        row.getString(Column.REASON.at())));
    }

    private static @Nullable Place place(ResultSet row, Names names, @Nullable Integer country)
            throws SQLException {
        String name = row.getString(Column.PLACE_NAME.at());
        Double latitude = row.getObject(Column.LATITUDE.at(), Double.class);
        String precision = row.getString(Column.PLACE_PRECISION.at());
        String admin1 = row.getString(Column.ADMIN1.at());
        String admin2 = row.getString(Column.ADMIN2.at());
        boolean nothing =
                name == null
                        && country == null
                        && latitude == null
                        && precision == null
                        && admin1 == null
                        && admin2 == null;
        if (nothing) return null;
        return new Place(
                name,
                country == null ? null : names.codebook().countries().get(country).alpha3(),
                admin1,
                admin2,
                latitude,
                row.getObject(Column.LONGITUDE.at(), Double.class),
                precision == null ? null : Code.of(PlacePrecision.class, precision).orElseThrow());
    }

    private static List<Ref> refs(ResultSet row, Column column, NamedRecords records)
            throws SQLException {
        return each(row, column, id -> Ref.of(records.get(id)));
    }

    // Nearly all are empty or of one, where a stream would cost more than what it does.
    private static <T> List<T> each(ResultSet row, Column column, IntFunction<T> named)
            throws SQLException {
        List<Integer> ids = ints(row, column);
        if (ids.isEmpty()) return List.of();
        List<T> all = new ArrayList<>(ids.size());
        for (int id : ids) all.add(named.apply(id));
        return all;
    }

    private static List<ActorRef> actors(ResultSet row, NamedRecords records) throws SQLException {
        List<Integer> ids = ints(row, Column.ACTOR_IDS);
        if (ids.isEmpty()) return List.of();
        Object[] roles = (Object[]) row.getArray(Column.ACTOR_ROLES.at()).getArray();
        List<ActorRef> actors = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            NamedRecord record = records.get(ids.get(i));
            ActorRole role = ActorRole.values()[((Number) roles[i]).intValue()];
            actors.add(new ActorRef(record.id(), record.name(), role, record.origin()));
        }
        return actors;
    }

    private static List<Integer> ints(ResultSet row, Column column) throws SQLException {
        return Arrays.asList((Integer[]) row.getArray(column.at()).getArray());
    }

    private static @Nullable Integer integer(ResultSet row, Column column) throws SQLException {
        return row.getObject(column.at(), Integer.class);
    }

    private static Instant instant(ResultSet row, Column column) throws SQLException {
        return row.getObject(column.at(), OffsetDateTime.class).toInstant();
    }
}
