package org.annals.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Code;
import org.annals.codebook.Dataset;
import org.annals.codebook.NamedRecord;
import org.annals.codebook.NamedRecords;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.jspecify.annotations.Nullable;

/// One event whole. `links`, `sources` and `extra` are JSON texts, handed on as they are stored.
@RegisterForReflection
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
        @JsonRawValue String links,
        List<String> tags,
        OriginRef origin,
        int revision,
        Instant recordedAt,
        Instant firstRecordedAt,
        @Nullable String description,
        @JsonRawValue @Nullable String sources,
        @JsonRawValue @Nullable String extra,
        @JsonIgnore Row row) {

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
        long id = row.getLong("id");
        Dataset dataset = names.codebook().dataset(row.getInt("origin_dataset"));
        Integer country = integer(row, "country");
        int kind = row.getInt("kind");
        return new EventDetail(
                id,
                base + "/api/v1/events/" + id,
                row.getString("title"),
                DateView.of(row),
                names.codebook().kinds().get(kind).code(),
                row.getString("violence_type"),
                row.getObject("aggregate", Boolean.class),
                row.getString("status"),
                place(row, names, country),
                ints(row, "concerns").stream()
                        .map(c -> names.codebook().countries().get(c).alpha3())
                        .toList(),
                refs(row, "conflict_ids", names.conflicts()),
                refs(row, "dyad_ids", names.dyads()).stream().findFirst().orElse(null),
                actors(row, names.actors()),
                new Fatalities(
                        integer(row, "fat_low"),
                        integer(row, "fat_best"),
                        integer(row, "fat_high"),
                        integer(row, "fat_side_a"),
                        integer(row, "fat_side_b"),
                        integer(row, "fat_civilians"),
                        integer(row, "fat_unknown")),
                integer(row, "source_count"),
                row.getString("resolved_links"),
                ints(row, "tag_ids").stream().map(names.codebook()::tag).toList(),
                new OriginRef(
                        dataset.code(),
                        row.getString("origin_key"),
                        row.getString("origin_version"),
                        row.getString("origin_url")),
                row.getInt("revision"),
                instant(row, "recorded_at"),
                instant(row, "first_recorded_at"),
                row.getString("description"),
                row.getString("sources"),
                row.getString("extra"),
                new Row(
                        row.getLong("sort_key"),
                        row.getInt("start_earliest"),
                        row.getInt("start_latest"),
                        row.getInt("end_earliest"),
                        row.getInt("end_latest"),
                        country,
                        names.codebook().kinds().get(kind).branch(),
                        integer(row, "toll"),
                        row.getObject("merged_into", Long.class),
                        row.getString("reason")));
    }

    private static @Nullable Place place(ResultSet row, Names names, @Nullable Integer country)
            throws SQLException {
        String name = row.getString("place_name");
        Double latitude = row.getObject("latitude", Double.class);
        String precision = row.getString("place_precision");
        String admin1 = row.getString("admin1");
        String admin2 = row.getString("admin2");
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
                row.getObject("longitude", Double.class),
                precision == null ? null : Code.of(PlacePrecision.class, precision).orElseThrow());
    }

    private static List<Ref> refs(ResultSet row, String column, NamedRecords records)
            throws SQLException {
        return ints(row, column).stream().map(id -> Ref.of(records.get(id))).toList();
    }

    private static List<ActorRef> actors(ResultSet row, NamedRecords records) throws SQLException {
        List<Integer> ids = ints(row, "actor_ids");
        if (ids.isEmpty()) return List.of();
        Object[] roles = (Object[]) row.getArray("actor_roles").getArray();
        List<ActorRef> actors = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            NamedRecord record = records.get(ids.get(i));
            ActorRole role = ActorRole.values()[((Number) roles[i]).intValue()];
            actors.add(new ActorRef(record.id(), record.name(), role, record.origin()));
        }
        return actors;
    }

    private static List<Integer> ints(ResultSet row, String column) throws SQLException {
        return Arrays.asList((Integer[]) row.getArray(column).getArray());
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
