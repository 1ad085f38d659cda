package org.annals.event;

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
import org.annals.codebook.PlacePrecision;
import org.annals.event.EventColumns.Column;
import org.annals.platform.sql.SqlFailure;
import org.jspecify.annotations.Nullable;

/// The event on whose row a result stands; of use until the result moves on. A column is read when
/// something of it is asked for, so that a statement may leave out those of which nothing is.
final class EventRow implements EventView {

    private final ResultSet row;
    private final Names names;
    private final String base;
    private final long id;
    // What has parts is asked for part by part.
    private @Nullable DateView date;
    private @Nullable Fatalities fatalities;
    private @Nullable OriginRef origin;
    private @Nullable List<ActorRef> actors;
    private @Nullable List<Ref> conflicts;
    private @Nullable Place place;
    private boolean placed;

    EventRow(ResultSet row, Names names, String base) throws SQLException {
        this.row = row;
        this.names = names;
        this.base = base;
        this.id = row.getLong(Column.ID.at());
    }

    /// The same for as long as it is needed, if the statement left nothing out but texts.
    EventDetail kept() {
        return new EventDetail(
                id,
                url(),
                title(),
                date(),
                kind(),
                violenceType(),
                aggregate(),
                status(),
                place(),
                concerns(),
                conflicts(),
                dyad(),
                actors(),
                fatalities(),
                sourceCount(),
                links(),
                tags(),
                origin(),
                revision(),
                recordedAt(),
                firstRecordedAt(),
                description(),
                sources(),
                extra(),
                startEarliest(),
                startLatest(),
                countryId(),
                branchId(),
                sortKey(),
                read(() -> row.getObject(Column.MERGED_INTO.at(), Long.class)),
                text(Column.REASON));
    }

    /// Its key in the order of the list, as a cursor takes it.
    long sortKey() {
        return read(() -> row.getLong(Column.SORT_KEY.at()));
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String url() {
        return base + "/api/v1/events/" + id;
    }

    @Override
    public String title() {
        return text(Column.TITLE);
    }

    @Override
    public DateView date() {
        if (date == null) date = read(() -> DateView.of(row));
        return date;
    }

    @Override
    public String kind() {
        return names.codebook().kinds().get(number(Column.KIND)).code();
    }

    @Override
    public @Nullable String violenceType() {
        return text(Column.VIOLENCE_TYPE);
    }

    @Override
    public @Nullable Boolean aggregate() {
        return read(() -> row.getObject(Column.AGGREGATE.at(), Boolean.class));
    }

    @Override
    public String status() {
        return text(Column.STATUS);
    }

    @Override
    public @Nullable Place place() {
        if (!placed) {
            place = readPlace();
            placed = true;
        }
        return place;
    }

    private @Nullable Place readPlace() {
        String name = text(Column.PLACE_NAME);
        Integer country = countryId();
        Double latitude = read(() -> row.getObject(Column.LATITUDE.at(), Double.class));
        String precision = text(Column.PLACE_PRECISION);
        String admin1 = text(Column.ADMIN1);
        String admin2 = text(Column.ADMIN2);
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
                read(() -> row.getObject(Column.LONGITUDE.at(), Double.class)),
                precision == null ? null : Code.of(PlacePrecision.class, precision).orElseThrow());
    }

    @Override
    public List<String> concerns() {
        return each(Column.CONCERNS, c -> names.codebook().countries().get(c).alpha3());
    }

    @Override
    public List<Ref> conflicts() {
        if (conflicts == null) conflicts = refs(Column.CONFLICT_IDS, names.conflicts());
        return conflicts;
    }

    @Override
    public @Nullable Ref dyad() {
        List<Ref> dyads = refs(Column.DYAD_IDS, names.dyads());
        return dyads.isEmpty() ? null : dyads.getFirst();
    }

    @Override
    public List<ActorRef> actors() {
        if (actors == null) actors = readActors();
        return actors;
    }

    private List<ActorRef> readActors() {
        List<Integer> ids = numbers(Column.ACTOR_IDS);
        if (ids.isEmpty()) return List.of();
        Object[] roles = read(() -> (Object[]) row.getArray(Column.ACTOR_ROLES.at()).getArray());
        List<ActorRef> all = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            NamedRecord record = names.actors().get(ids.get(i));
            ActorRole role = ActorRole.values()[((Number) roles[i]).intValue()];
            all.add(new ActorRef(record.id(), record.name(), role, record.origin()));
        }
        return all;
    }

    @Override
    public Fatalities fatalities() {
        if (fatalities == null) {
            fatalities =
                    new Fatalities(
                            integer(Column.FAT_LOW),
                            integer(Column.FAT_BEST),
                            integer(Column.FAT_HIGH),
                            integer(Column.FAT_SIDE_A),
                            integer(Column.FAT_SIDE_B),
                            integer(Column.FAT_CIVILIANS),
                            integer(Column.FAT_UNKNOWN));
        }
        return fatalities;
    }

    @Override
    public @Nullable Integer sourceCount() {
        return integer(Column.SOURCE_COUNT);
    }

    @Override
    public String links() {
        return text(Column.RESOLVED_LINKS);
    }

    @Override
    public List<String> tags() {
        return each(Column.TAG_IDS, names.codebook()::tag);
    }

    @Override
    public OriginRef origin() {
        if (origin == null) {
            Dataset dataset = names.codebook().dataset(number(Column.ORIGIN_DATASET));
            origin =
                    new OriginRef(
                            dataset.code(),
                            text(Column.ORIGIN_KEY),
                            text(Column.ORIGIN_VERSION),
                            text(Column.ORIGIN_URL));
        }
        return origin;
    }

    @Override
    public int revision() {
        return number(Column.REVISION);
    }

    @Override
    public Instant recordedAt() {
        return instant(Column.RECORDED_AT);
    }

    @Override
    public Instant firstRecordedAt() {
        return instant(Column.FIRST_RECORDED_AT);
    }

    @Override
    public @Nullable String description() {
        return text(Column.DESCRIPTION);
    }

    @Override
    public @Nullable String sources() {
        return text(Column.SOURCES);
    }

    @Override
    public @Nullable String extra() {
        return text(Column.EXTRA);
    }

    @Override
    public int startEarliest() {
        return number(Column.START_EARLIEST);
    }

    @Override
    public int startLatest() {
        return number(Column.START_LATEST);
    }

    @Override
    public @Nullable Integer countryId() {
        return integer(Column.COUNTRY);
    }

    @Override
    public int branchId() {
        return names.codebook().kinds().get(number(Column.KIND)).branch();
    }

    private List<Ref> refs(Column column, NamedRecords records) {
        return each(column, id -> Ref.of(records.get(id)));
    }

    // Nearly all are empty or of one, where a stream would cost more than what it does.
    private <T> List<T> each(Column column, IntFunction<T> named) {
        List<Integer> ids = numbers(column);
        if (ids.isEmpty()) return List.of();
        List<T> all = new ArrayList<>(ids.size());
        for (int id : ids) all.add(named.apply(id));
        return all;
    }

    private List<Integer> numbers(Column column) {
        return read(() -> Arrays.asList((Integer[]) row.getArray(column.at()).getArray()));
    }

    private int number(Column column) {
        return read(() -> row.getInt(column.at()));
    }

    private @Nullable Integer integer(Column column) {
        return read(() -> row.getObject(column.at(), Integer.class));
    }

    private String text(Column column) {
        return read(() -> row.getString(column.at()));
    }

    private Instant instant(Column column) {
        return read(() -> row.getObject(column.at(), OffsetDateTime.class).toInstant());
    }

    private interface Reading<T extends @Nullable Object> {
        T read() throws SQLException;
    }

    private static <T extends @Nullable Object> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
