package org.annals.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.annals.time.Bounds;
import org.annals.time.DayRange;
import org.annals.time.Days;
import org.annals.time.EventDate;
import org.annals.time.Extent;
import org.annals.time.Members;
import org.jspecify.annotations.Nullable;

/// Writes random events of the fortieth century, with all kinds of dates, past the service, and
/// edits and retracts some.
final class RandomEvents {

    static final String TAG = "counted";

    /// The day up to which what goes on is certain, late in what is tried.
    private static final int CONFIRMED = Days.parse("4012-06-15");

    private static final String INSERT =
            """
            insert into event(start_earliest, start_latest, end_earliest, end_latest, members, members_kind, edtf,
                              date_precision, ongoing, confirmed, title, kind, kind_branch, violence_type, status, tag_ids,
                              country, latitude, longitude, place_precision, concerns, conflict_ids, dyad_ids,
                              actor_ids, actor_roles, fat_low, fat_best, fat_high, sources, links,
                              origin_dataset, origin_key, content_hash, revision, recorded_by)
            select ?, ?, ?, ?, ?::int4range[], ?, ?,
                   'range', ?, ?, 'Counted', k.id, k.branch, ?::violence_type, ?::event_status, ?,
                   ?, ?, ?, ?::place_precision, ?, ?, '{}',
                   '{}', '{}', ?, ?, ?, '[]', '[]',
                   1, gen_random_uuid()::text, '', 1, 'test'
              from kind k where k.id = ?
            """;

    private final RandomGenerator random;
    private final List<Integer> kinds;
    private final List<Integer> countries;
    private final List<Integer> conflicts;
    private final int tag;

    RandomEvents(Connection connection, RandomGenerator random) throws SQLException {
        this.random = random;
        kinds = ids(connection, "select id from kind order by id limit 24");
        countries = ids(connection, "select id from country order by id limit 6");
        conflicts =
                ids(
                        connection,
                        """
                        insert into conflict(name, origin_dataset, origin_key)
                        select 'Counted ' || n, 'counted', n from generate_series(1, 4) n
                        on conflict (origin_dataset, origin_key) do update set name = excluded.name
                        returning id
                        """);
        tag =
                ids(
                                connection,
                                "insert into tag(name) values ('%s') on conflict (name) do update set name = excluded.name returning id"
                                        .formatted(TAG))
                        .getFirst();
    }

    List<Integer> kinds() {
        return kinds;
    }

    List<Integer> countries() {
        return countries;
    }

    List<Integer> conflicts() {
        return conflicts;
    }

    private static List<Integer> ids(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Integer> ids = new ArrayList<>();
            while (rows.next()) ids.add(rows.getInt(1));
            return ids;
        }
    }

    void insert(Connection connection, int events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < events; i++) {
                bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement insert) throws SQLException {
        String edtf = date();
        EventDate date = EventDate.parse(edtf);
        Extent extent = date.extent(CONFIRMED);
        Bounds bounds = extent.bounds();
        Members members = extent.members();
        int p = 1;
        insert.setInt(p++, bounds.startEarliest());
        insert.setInt(p++, bounds.startLatest());
        insert.setInt(p++, bounds.endEarliest());
        insert.setInt(p++, bounds.endLatest());
        insert.setString(p++, members == null ? null : ranges(members));
        insert.setString(
                p++,
                members == null
                        ? null
                        : members.rule() == Members.Rule.ONE_OF ? "one_of" : "all_of");
        insert.setString(p++, edtf);
        insert.setBoolean(p++, date.ongoing());
        insert.setObject(p++, date.ongoing() ? CONFIRMED : null, Types.INTEGER);
        insert.setString(p++, random.nextInt(3) == 0 ? "state-based" : null);
        insert.setString(p++, random.nextInt(10) == 0 ? "disputed" : "reported");
        insert.setObject(p++, random.nextInt(2) == 0 ? new int[] {tag} : new int[0]);
        boolean placed = random.nextInt(5) > 0;
        insert.setObject(p++, random.nextInt(6) == 0 ? null : any(countries), Types.INTEGER);
        insert.setObject(p++, placed ? random.nextDouble(-90, 90) : null, Types.DOUBLE);
        insert.setObject(p++, placed ? random.nextDouble(-180, 180) : null, Types.DOUBLE);
        insert.setString(p++, List.of("exact", "near", "region", "country").get(random.nextInt(4)));
        insert.setObject(
                p++,
                random.nextInt(5) == 0 ? new int[] {any(countries), any(countries)} : new int[0]);
        int[] about = new int[random.nextInt(3)];
        for (int c = 0; c < about.length; c++) about[c] = any(conflicts);
        insert.setObject(p++, about);
        for (int toll = 0; toll < 3; toll++) {
            insert.setObject(
                    p++, random.nextInt(4) == 0 ? null : random.nextInt(200), Types.INTEGER);
        }
        insert.setInt(p, any(kinds));
    }

    private int any(List<Integer> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String ranges(Members members) {
        return members.ranges().stream()
                .map(RandomEvents::range)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String range(DayRange range) {
        String from = range.from() == Integer.MIN_VALUE ? "" : String.valueOf(range.from());
        String to = range.to() == Integer.MAX_VALUE ? "" : String.valueOf(range.to() + 1);
        return "\"" + (from.isEmpty() ? "(" : "[") + from + "," + to + ")\"";
    }

    /// A date text, most often of the years 3990 to 4009.
    private String date() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5 -> day();
            case 6, 7 -> month();
            case 8 -> year();
            case 9 -> random.nextBoolean() ? "399X" : "39XX";
            case 10, 11 -> day(2) + "/" + day(8);
            case 12 -> month(2) + "/" + month(8);
            case 13 -> day(2) + "/" + year(8);
            case 14 -> random.nextBoolean() ? day() + "/.." : day() + "/";
            case 15 -> random.nextBoolean() ? "../" + year() : "/" + month();
            case 16 -> "[" + day() + "," + day() + "," + month() + "]";
            case 17 -> "{" + day() + "," + day() + "}";
            case 18 -> "{" + month() + "," + month() + "," + day() + "}";
            case 19 -> "[" + year() + "," + year() + "]";
            case 20 -> random.nextBoolean() ? "39X9-12-2X" : "400X-0X-15";
            case 21 -> "[" + day(2) + ".." + day(8) + "]";
            case 22 -> "[.." + day(2) + "," + day(8) + "]";
            default -> year() + "-21";
        };
    }

    private String year(int lateness) {
        return String.valueOf(3990 + lateness + random.nextInt(lateness == 0 ? 20 : 4));
    }

    private String year() {
        return year(0);
    }

    private String month(int lateness) {
        return "%s-%02d".formatted(year(lateness), 1 + random.nextInt(12));
    }

    private String month() {
        return month(0);
    }

    private String day(int lateness) {
        return "%s-%02d".formatted(month(lateness), 1 + random.nextInt(28));
    }

    private String day() {
        return day(0);
    }

    /// Changes some of the events here: when, what, where, how deadly, and whether they are live.
    void change(Connection connection) throws SQLException {
        int turn = random.nextInt(1000);
        for (String change :
                List.of(
                        "start_latest = least(start_latest + 20, end_latest) where members is null and start_latest between -2000000000 and 2000000000 and id % 11 = ?",
                        "fat_best = case when fat_best is null then 7 end, fat_high = coalesce(fat_high, 0) + 1 where id % 13 = ?",
                        "country = %d, concerns = '{}', conflict_ids = conflict_ids || %d where id %% 17 = ?"
                                .formatted(any(countries), any(conflicts)),
                        "status = 'retracted', reason = 'tried' where id % 19 = ?",
                        "status = 'reported' where status = 'retracted' and reason = 'tried' and id % 3 = ?",
                        "title = title || '.' where id % 23 = ?",
                        "kind = 102, kind_branch = 100 where id % 29 = ?",
                        "latitude = -latitude, longitude = -longitude where id % 31 = ?")) {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "update event set revision = revision + 1, "
                                    + change
                                    + " and recorded_by = 'test' and title like 'Counted%'")) {
                update.setInt(1, turn % 3);
                update.executeUpdate();
            }
        }
    }

    /// Takes all of them out of the way of other tests.
    static void retract(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    update event set revision = revision + 1, status = 'retracted', reason = 'tried'
                     where live and title like 'Counted%'
                    """);
        }
    }

    static @Nullable Members members(java.sql.@Nullable Array array, @Nullable String kind)
            throws SQLException {
        if (array == null) return null;
        List<DayRange> ranges = new ArrayList<>();
        for (Object range : (Object[]) array.getArray()) ranges.add(range(String.valueOf(range)));
        return new Members(
                "one_of".equals(kind) ? Members.Rule.ONE_OF : Members.Rule.ALL_OF, ranges);
    }

    private static DayRange range(String text) {
        String[] ends = text.substring(1, text.length() - 1).split(",", -1);
        return new DayRange(
                ends[0].isEmpty() ? Integer.MIN_VALUE : Integer.parseInt(ends[0]),
                ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]) - 1);
    }
}
