package org.annals.event;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.annals.codebook.Code;
import org.annals.event.EventQuery.QualifierFilter;
import org.annals.event.EventQuery.RecordName;
import org.annals.geo.Position;
import org.annals.platform.http.Cursor;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Sql;
import org.annals.time.Bounds;
import org.annals.time.DayRange;
import org.annals.time.Extent;
import org.annals.time.Members;
import org.jspecify.annotations.Nullable;

/// One generated event as plain Java sees it, to ask each of them one after the other.
record GeneratedEvent(
        long id,
        Extent extent,
        int kind,
        int branch,
        String dataset,
        String key,
        String status,
        boolean merged,
        @Nullable String violenceType,
        @Nullable String precision,
        @Nullable String qualifier,
        List<Integer> countries,
        List<Integer> conflicts,
        List<Integer> dyads,
        List<Integer> actors,
        List<Integer> roles,
        List<String> tags,
        Optional<Position> position,
        @Nullable Integer toll,
        List<String> words) {

    private static final Pattern PART = Pattern.compile("-?\"[^\"]*\"|\\S+");

    /// In the order of their dates.
    static final Comparator<GeneratedEvent> BY_DATE =
            Comparator.comparingInt(GeneratedEvent::begins).thenComparingLong(GeneratedEvent::id);

    static List<GeneratedEvent> all(Connection connection) {
        List<GeneratedEvent> all =
                new ArrayList<>(
                        Rows.list(
                                connection,
                                Sql.of(
                                        """
                                        select e.*, array_append(e.concerns, e.country) as countries, d.code as dataset,
                                               (select array_agg(lower(m)) from unnest(e.members) m) as firsts,
                                               (select array_agg(upper(m) - 1) from unnest(e.members) m) as lasts,
                                               array(select t.name from tag t where t.id = any(e.tag_ids)) as tags
                                          from event e
                                          join dataset d on d.id = e.origin_dataset
                                        """),
                                GeneratedEvent::read));
        all.sort(BY_DATE);
        return all;
    }

    private static GeneratedEvent read(ResultSet row) throws SQLException {
        double latitude = row.getDouble("latitude");
        boolean placed = !row.wasNull();
        int toll = row.getInt("toll");
        boolean unknown = row.wasNull();
        return new GeneratedEvent(
                row.getLong("id"),
                extent(row),
                row.getInt("kind"),
                row.getInt("kind_branch"),
                row.getString("dataset"),
                row.getString("origin_key"),
                row.getString("status"),
                row.getObject("merged_into") != null,
                row.getString("violence_type"),
                row.getString("place_precision"),
                row.getString("date_qualifier"),
                ints(row, "countries"),
                ints(row, "conflict_ids"),
                ints(row, "dyad_ids"),
                ints(row, "actor_ids"),
                ints(row, "actor_roles"),
                Arrays.asList((String[]) row.getArray("tags").getArray()),
                placed
                        ? Optional.of(new Position(latitude, row.getDouble("longitude")))
                        : Optional.empty(),
                unknown ? null : toll,
                List.of(row.getString("title").toLowerCase(Locale.ROOT).split("[ ,]+")));
    }

    private static Extent extent(ResultSet row) throws SQLException {
        Bounds bounds =
                new Bounds(
                        row.getInt("start_earliest"),
                        row.getInt("start_latest"),
                        row.getInt("end_earliest"),
                        row.getInt("end_latest"));
        String rule = row.getString("members_kind");
        if (rule == null) return new Extent(bounds, null);
        List<Integer> firsts = ints(row, "firsts");
        List<Integer> lasts = ints(row, "lasts");
        List<DayRange> ranges = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++)
            ranges.add(new DayRange(firsts.get(i), lasts.get(i)));
        return new Extent(
                bounds, new Members(Members.Rule.valueOf(rule.toUpperCase(Locale.ROOT)), ranges));
    }

    private static List<Integer> ints(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        List<Integer> list = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            if (item != null) list.add(((Number) item).intValue());
        }
        return list;
    }

    int begins() {
        return extent.bounds().startEarliest();
    }

    boolean comesAfter(Cursor cursor, boolean backward) {
        int order =
                Comparator.comparingLong((Long[] key) -> key[0])
                        .thenComparingLong(key -> key[1])
                        .compare(
                                new Long[] {(long) begins(), id},
                                new Long[] {cursor.first(), cursor.second()});
        return backward ? order < 0 : order > 0;
    }

    boolean matches(EventQuery query) {
        return !merged
                && query.statuses().stream().anyMatch(s -> s.code().equals(status))
                && extent.matches(query.match(), query.range())
                && hasCodes(query)
                && hasRecords(query)
                && isThere(query)
                && query.minFatalities().map(least -> toll != null && toll >= least).orElse(true)
                && query.maxUncertaintyDays().map(this::isCertainTo).orElse(true)
                && query.words().map(this::says).orElse(true)
                && (query.ids().isEmpty() || query.ids().contains(id))
                && (query.origins().isEmpty()
                        || query.origins().stream()
                                .anyMatch(o -> o.dataset().equals(dataset) && o.key().equals(key)));
    }

    private boolean hasCodes(EventQuery query) {
        return (query.kinds().isEmpty()
                        || query.kinds().stream()
                                .anyMatch(k -> k.id() == kind || k.id() == branch && k.isBranch()))
                && (query.datasets().isEmpty() || query.datasets().contains(dataset))
                && isOneOf(query.violenceTypes(), violenceType)
                && isOneOf(query.placePrecisions(), precision)
                && (query.qualifiers().isEmpty()
                        || query.qualifiers()
                                .contains(
                                        qualifier == null
                                                ? QualifierFilter.NONE
                                                : QualifierFilter.valueOf(
                                                        qualifier.toUpperCase(Locale.ROOT))));
    }

    private static boolean isOneOf(List<? extends Code> wanted, @Nullable String code) {
        return wanted.isEmpty() || wanted.stream().anyMatch(one -> one.code().equals(code));
    }

    private boolean hasRecords(EventQuery query) {
        return has(query.conflicts(), conflicts)
                && has(query.dyads(), dyads)
                && (query.roles().isEmpty() ? has(query.actors(), actors) : hasRoles(query))
                && (query.tags().isEmpty() || !Collections.disjoint(query.tags(), tags))
                && (query.countries().isEmpty()
                        || query.countries().stream().anyMatch(c -> countries.contains(c.id())));
    }

    private static boolean has(List<RecordName> wanted, List<Integer> ids) {
        return wanted.isEmpty() || wanted.stream().anyMatch(name -> ids.contains(id(name)));
    }

    private boolean hasRoles(EventQuery query) {
        for (int i = 0; i < actors.size(); i++) {
            int actor = actors.get(i);
            int role = roles.get(i);
            if (query.roles().stream().anyMatch(r -> r.ordinal() == role)
                    && (query.actors().isEmpty()
                            || query.actors().stream().anyMatch(name -> id(name) == actor))) {
                return true;
            }
        }
        return false;
    }

    private static int id(RecordName name) {
        return switch (name) {
            case RecordName.ById(int id) -> id;
            case RecordName.ByKey _ -> throw new IllegalArgumentException("not among them");
        };
    }

    private boolean isThere(EventQuery query) {
        return query.box().map(box -> position.filter(box::holds).isPresent()).orElse(true)
                && query.circle().map(c -> position.filter(c::holds).isPresent()).orElse(true);
    }

    private boolean isCertainTo(int days) {
        Bounds bounds = extent.bounds();
        return bounds.startEarliest() != Integer.MIN_VALUE
                && bounds.startLatest() != Integer.MAX_VALUE
                && (long) bounds.startLatest() - bounds.startEarliest() <= days;
    }

    // Words and phrases that all must be there, `-` before those that must not, `or` between two.
    private boolean says(Words wanted) {
        boolean all = true;
        List<String> asked = PART.matcher(wanted.text()).results().map(MatchResult::group).toList();
        for (int i = 0; i < asked.size(); i++) {
            String part = asked.get(i);
            boolean holds = part.startsWith("-") ? !holds(part.substring(1)) : holds(part);
            if (i + 1 < asked.size() && asked.get(i + 1).equals("or")) {
                i += 2;
                holds |= holds(asked.get(i));
            }
            all &= holds;
        }
        return all;
    }

    private boolean holds(String part) {
        List<String> inOrder = List.of(part.replace("\"", "").split(" "));
        return Collections.indexOfSubList(words, inOrder) >= 0;
    }
}
