package org.annals.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Country;
import org.annals.codebook.EventStatus;
import org.annals.codebook.Kind;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.ViolenceType;
import org.annals.event.EventPages.Ahead;
import org.annals.event.EventQuery.QualifierFilter;
import org.annals.event.EventQuery.RecordName;
import org.annals.event.EventReader.Slice;
import org.annals.event.Plans.Plan;
import org.annals.geo.BoundingBox;
import org.annals.geo.Circle;
import org.annals.geo.Position;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.sql.OpenSnapshot;
import org.annals.platform.sql.Rows;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.support.BesideTheService;
import org.annals.time.DayRange;
import org.annals.time.Match;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page of a list costs among 100,000 events, counted in pages of tables and indexes that
/// the database looks at: time differs from machine to machine, this does not. And that a page
/// holds what asking every event gives.
@BesideTheService
class PagePlansTest {

    private static final int PAGE = 50;
    private static final int DRAWS = 5;
    private static final int QUESTIONS = 1_000;
    private static final int EXACT = 10;
    private static final int FIRST_DAY = 6_800;
    private static final int LAST_DAY = 20_500;

    /// What is asked for beside a range, and the index that is to find it. A page costs two looks a
    /// row, its own and its share of the index; where a facet leads there, up to six.
    private enum Filter {
        NONE("event_walk", 2, (q, r) -> {}),
        KIND("event_kind", 2, (q, r) -> q.kinds = List.of(kind(r, false))),
        BRANCH("event_branch", 2, (q, r) -> q.kinds = List.of(kind(r, true))),
        DATASET(
                "event_dataset",
                2,
                (q, r) -> q.datasets = List.of(one(r, "ucdp-ged", "annals", "small"))),
        TOLL_FROM_5("event_walk", 2, (q, r) -> q.minFatalities = Optional.of(5)),
        TOLL_FROM_25("event_toll25", 2, (q, r) -> q.minFatalities = Optional.of(25)),
        TOLL_FROM_100("event_toll25", 2, (q, r) -> q.minFatalities = Optional.of(100)),
        VIOLENCE_TYPE(
                "event_walk",
                2,
                (q, r) -> q.violenceTypes = List.of(one(r, ViolenceType.values()))),
        STATUS(
                "event_walk",
                2,
                (q, r) ->
                        q.statuses = List.of(one(r, EventStatus.REPORTED, EventStatus.CONFIRMED))),
        DISPUTED("event_disputed", 2, (q, r) -> q.statuses = List.of(EventStatus.DISPUTED)),
        RETRACTED("event_gone", 2, (q, r) -> q.statuses = List.of(EventStatus.RETRACTED)),
        QUALIFIED(
                "event_qualified",
                2,
                (q, r) ->
                        q.qualifiers =
                                List.of(
                                        one(
                                                r,
                                                QualifierFilter.UNCERTAIN,
                                                QualifierFilter.APPROXIMATE,
                                                QualifierFilter.BOTH))),
        UNQUALIFIED("event_walk", 2, (q, r) -> q.qualifiers = List.of(QualifierFilter.NONE)),
        PLACE_PRECISION(
                "event_walk",
                2,
                (q, r) ->
                        q.placePrecisions =
                                List.of(
                                        one(
                                                r,
                                                PlacePrecision.EXACT,
                                                PlacePrecision.NEAR,
                                                PlacePrecision.DISTRICT,
                                                PlacePrecision.REGION))),
        VAGUE_PLACE(
                "event_vague",
                2,
                (q, r) ->
                        q.placePrecisions =
                                List.of(
                                        one(
                                                r,
                                                PlacePrecision.LINEAR,
                                                PlacePrecision.COUNTRY,
                                                PlacePrecision.INTERNATIONAL))),
        UNCERTAINTY(
                "event_walk", 2, (q, r) -> q.maxUncertaintyDays = Optional.of(one(r, 0, 7, 31))),
        COUNTRY(
                "event_facet_walk",
                6,
                (q, r) -> q.countries = List.of(GeneratedEvents.any(events.countries, r))),
        CONFLICT("event_facet_walk", 6, (q, r) -> q.conflicts = List.of(record(r, 150))),
        DYAD("event_facet_walk", 6, (q, r) -> q.dyads = List.of(record(r, 300))),
        ACTOR("event_facet_walk", 6, (q, r) -> q.actors = List.of(record(r, 600))),
        ACTOR_IN_ROLE(
                "event_facet_walk",
                6,
                (q, r) -> {
                    q.actors = List.of(record(r, 600));
                    q.roles = List.of(one(r, ActorRole.values()));
                }),
        TAG("event_facet_walk", 6, (q, r) -> q.tags = List.of("tag-" + number(r, 60))),
        KINDS("", 20, (q, r) -> q.kinds = List.of(kind(r, false), kind(r, false), kind(r, true))),
        DATASETS("", 6, (q, r) -> q.datasets = List.of("annals", "small")),
        COUNTRIES("", 18, (q, r) -> q.countries = countries(r, 3)),
        TEN_COUNTRIES("", 30, (q, r) -> q.countries = countries(r, 10)),
        CONFLICTS("", 18, (q, r) -> q.conflicts = List.of(record(r, 150), record(r, 150))),
        ACTORS(
                "",
                18,
                (q, r) -> q.actors = List.of(record(r, 600), record(r, 600), record(r, 600))),
        TAGS("", 18, (q, r) -> q.tags = List.of("tag-" + number(r, 60), "tag-59")),
        COUNTRY_AND_KIND(
                "",
                100,
                (q, r) -> {
                    q.countries = countries(r, 1);
                    q.kinds = List.of(kind(r, false));
                }),
        HARDLY_EVER_MEETING(
                "",
                100,
                (q, r) -> {
                    q.countries = List.of(events.commonestCountry);
                    q.kinds = List.of(events.commonestKind);
                }),
        ACTOR_AND_CONFLICT(
                "",
                100,
                (q, r) -> {
                    q.actors = List.of(record(r, 600));
                    q.conflicts = List.of(record(r, 150));
                }),
        TAG_AND_PRECISION(
                "",
                100,
                (q, r) -> {
                    q.tags = List.of("tag-" + number(r, 60));
                    q.placePrecisions = List.of(one(r, PlacePrecision.values()));
                }),
        BOX("", 100, (q, r) -> q.box = Optional.of(box(r, r.nextDouble(0.1, 60)))),
        BOX_OVER_THE_ANTIMERIDIAN(
                "",
                100,
                (q, r) -> q.box = Optional.of(new BoundingBox(100, -20, -100, r.nextInt(-19, 20)))),
        CIRCLE(
                "",
                100,
                (q, r) ->
                        q.circle =
                                Optional.of(new Circle(place(r), r.nextDouble(1_000, 3_000_000)))),
        BOX_AND_KIND(
                "",
                100,
                (q, r) -> {
                    q.box = Optional.of(box(r, r.nextDouble(1, 40)));
                    q.kinds = List.of(kind(r, false));
                }),
        WORDS("", 100, (q, r) -> q.words = Optional.of(words(r))),
        WORDS_AND_COUNTRY(
                "",
                100,
                (q, r) -> {
                    q.words = Optional.of(words(r));
                    q.countries = countries(r, 1);
                }),
        ID("event_pkey", 2, (q, r) -> q.ids = List.of((long) number(r, GeneratedEvents.EVENTS))),
        ORIGIN(
                "event_origin_dataset_origin_key_key",
                2,
                (q, r) ->
                        q.origins =
                                List.of(
                                        new OutsideKey(
                                                "ucdp-ged",
                                                "" + number(r, GeneratedEvents.EVENTS)))),
        SMALL_BOX("", 40, (q, r) -> q.box = Optional.of(box(r, r.nextDouble(0.1, 3)))),
        SMALL_BOX_AND_KIND(
                "",
                100,
                (q, r) -> {
                    q.box = Optional.of(box(r, r.nextDouble(0.1, 8)));
                    q.kinds = List.of(kind(r, true));
                }),
        BOX_AND_COUNTRY(
                "",
                100,
                (q, r) -> {
                    q.box = Optional.of(box(r, r.nextDouble(1, 60)));
                    q.countries = countries(r, 1);
                }),
        COUNTRY_AND_BRANCH(
                "",
                100,
                (q, r) -> {
                    q.countries = countries(r, 1);
                    q.kinds = List.of(kind(r, true));
                });

        private interface Narrowing {
            void narrow(Question question, RandomGenerator random);
        }

        private final String index;
        private final int looksPerRow;
        private final Narrowing narrowing;

        Filter(String index, int looksPerRow, Narrowing narrowing) {
            this.index = index;
            this.looksPerRow = looksPerRow;
            this.narrowing = narrowing;
        }

        @SafeVarargs
        private static <T> T one(RandomGenerator random, T... values) {
            return values[random.nextInt(values.length)];
        }

        private static Kind kind(RandomGenerator random, boolean branch) {
            return GeneratedEvents.any(
                    events.kinds.stream().filter(kind -> kind.isBranch() == branch).toList(),
                    random);
        }

        /// The first are in many events, the last in few.
        private static int number(RandomGenerator random, int most) {
            return 1 + (int) (most * random.nextDouble() * random.nextDouble());
        }

        private static List<Country> countries(RandomGenerator random, int count) {
            List<Country> some = new ArrayList<>(events.countries);
            Collections.shuffle(some, Random.from(random));
            return some.subList(0, count);
        }

        private static Words words(RandomGenerator random) {
            return Words.read(
                    one(
                            random,
                            "attack",
                            "convoy",
                            "parley",
                            "attack convoy",
                            "parley or convoy",
                            "attack -convoy",
                            "\"attack convoy\"",
                            "\"convoy attack\" or parley",
                            "attack -\"attack convoy\"",
                            "zyzzyva"));
        }

        private static Position place(RandomGenerator random) {
            return new Position(random.nextDouble(-40, 32), random.nextDouble(-150, 150));
        }

        private static BoundingBox box(RandomGenerator random, double size) {
            Position place = place(random);
            return new BoundingBox(
                    place.longitude(),
                    place.latitude(),
                    Math.min(180, place.longitude() + size),
                    Math.min(90, place.latitude() + size));
        }

        private static RecordName record(RandomGenerator random, int most) {
            return new RecordName.ById(number(random, most));
        }
    }

    // what the database looked at for each kind of page, for people to read
    private static final Path FIGURES = Path.of("target", "page-plans.tsv");

    private static GeneratedEvents events;
    private static Connection connection;
    private static Snapshot snapshot;
    private static List<GeneratedEvent> everyEvent;
    private static Plans plans;
    private static final List<String> figures =
            new ArrayList<>(List.of("filter\tmatch\tsort\tlimit\tmean pages\tmost pages"));

    @BeforeAll
    static void generate() throws SQLException, IOException {
        events = new GeneratedEvents();
        connection = events.read();
        // What a session prepares once is no part of what a page costs.
        Rows.list(
                connection,
                Sql.of("select annals_resolved_links('[{}]')"),
                row -> row.getString(1));
        plans = new Plans(connection);
        snapshot = OpenSnapshot.on(connection);
        everyEvent = GeneratedEvent.all(connection);
    }

    @AfterAll
    static void writeFigures() throws SQLException, IOException {
        connection.close();
        events.close();
        Files.write(FIGURES, figures);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_costs_about_as_much_as_it_holds(Filter filter) throws SQLException {
        Random random = new Random(filter.ordinal());
        for (Match match : Match.values()) {
            for (EventOrder order : List.of(EventOrder.DATE, EventOrder.DATE_DESCENDING)) {
                LongSummaryStatistics pages = new LongSummaryStatistics();
                for (int draw = 0; draw < DRAWS; draw++) {
                    Question question = new Question();
                    question.match = match;
                    question.range = range(random);
                    filter.narrowing.narrow(question, random);
                    EventQuery query = question.query();
                    List<Plan> all =
                            plans(query, slice(order, cursor(random, query.range()), PAGE));
                    String which = "%s %s %s: %s".formatted(filter, order, query, all);
                    long looked = all.stream().mapToLong(Plan::pages).sum();
                    assertTrue(looked <= filter.looksPerRow * PAGE, which);
                    for (Plan plan : all) {
                        assertFalse(plan.wholeTables().contains("event"), which);
                        if (filter.index.isEmpty()) continue;
                        assertFalse(plan.bitmaps(), which);
                        assertTrue(plan.indexes().contains(filter.index), which);
                    }
                    pages.accept(looked);
                }
                figures.add(
                        "%s\t%s\t%s\t%d\t%.0f\t%d"
                                .formatted(
                                        filter,
                                        match.code(),
                                        order.code(),
                                        PAGE,
                                        pages.getAverage(),
                                        pages.getMax()));
            }
        }
        assertEquals(0, plans.plannedForValues(), "one plan serves all values");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 250, 500, 1000})
    void a_page_of_any_size_costs_about_as_much_as_it_holds(int size) throws SQLException {
        Random random = new Random(size);
        for (Filter filter : List.of(Filter.NONE, Filter.KIND, Filter.COUNTRY)) {
            Question question = new Question();
            filter.narrowing.narrow(question, random);
            EventQuery query = question.query();
            Plan plan =
                    plans(query, slice(EventOrder.DATE, cursor(random, query.range()), size))
                            .getLast();
            // the heads of the seven classes are a cost of their own, which a small page shows
            int bound = filter.looksPerRow * size + 30;
            figures.add(
                    "%s\t%s\t%s\t%d\t%d\t%d"
                            .formatted(
                                    filter,
                                    query.match().code(),
                                    EventOrder.DATE.code(),
                                    size,
                                    plan.pages(),
                                    plan.pages()));
            assertTrue(plan.pages() <= bound, filter + ", seed " + size + ": " + plan);
        }
    }

    @Test
    void a_page_holds_what_asking_every_event_gives() throws SQLException {
        long full = 0;
        for (int n = 0; n < QUESTIONS; n++) {
            Random random = new Random(n);
            Question question = new Question();
            question.match = Filter.one(random, Match.values());
            question.range = range(random);
            for (int filters = random.nextInt(4); filters > 0; filters--) {
                Filter.one(random, Filter.values()).narrowing.narrow(question, random);
            }
            EventQuery query = question.query();
            EventOrder order = Filter.one(random, EventOrder.DATE, EventOrder.DATE_DESCENDING);
            int size = Filter.one(random, 1, 10, 50, 100);
            Slice slice = slice(order, cursor(random, query.range()), size);
            List<Long> page = EventPages.list(snapshot, query, slice, row -> row.getLong("id"));
            planForAnyValues();
            List<GeneratedEvent> matching =
                    everyEvent.stream().filter(event -> event.matches(query)).toList();
            String which = "seed " + n + ": " + query;
            assertEquals(asked(matching, slice), page, which);
            if (page.size() > size) full++;
            Page.Total total = EventTotals.bounded(snapshot, query, 0);
            boolean phrase = query.words().flatMap(Words::inAnyOrder).isPresent();
            if (phrase && total.equals(Page.Total.atLeast(total.value()))) {
                // Only so many of those that have its words are looked at.
                assertTrue(matching.size() >= total.value(), which);
            } else {
                assertEquals(
                        matching.size() > EventTotals.COUNTED
                                ? Page.Total.atLeast(EventTotals.COUNTED)
                                : Page.Total.exactly(matching.size()),
                        total,
                        which);
            }
            if (n % EXACT == 0) {
                assertEquals(
                        Page.Total.exactly(matching.size()),
                        EventTotals.exact(snapshot, query),
                        which);
            }
            planForAnyValues();
        }
        assertTrue(full > QUESTIONS / 10, full + " full pages are too few to tell anything");
    }

    /// Where such a route is not the shortest among so few events.
    @Test
    void a_walk_by_facets_gives_what_asking_every_event_gives() throws SQLException {
        planForAnyValues();
        int full = 0;
        int givenUp = 0;
        for (int n = 0; n < QUESTIONS / 3; n++) {
            Random random = new Random(n);
            Question question = new Question();
            question.match = Filter.one(random, Match.values());
            question.range = range(random);
            Filter.one(
                            random,
                            Filter.SMALL_BOX,
                            Filter.BOX,
                            Filter.CIRCLE,
                            Filter.BOX_OVER_THE_ANTIMERIDIAN)
                    .narrowing
                    .narrow(question, random);
            Filter.one(
                            random,
                            Filter.NONE,
                            Filter.TOLL_FROM_5,
                            Filter.KIND,
                            Filter.KINDS,
                            Filter.BRANCH,
                            Filter.STATUS,
                            Filter.COUNTRY,
                            Filter.COUNTRIES,
                            Filter.COUNTRY_AND_BRANCH)
                    .narrowing
                    .narrow(question, random);
            EventQuery query = question.query();
            EventOrder order = Filter.one(random, EventOrder.DATE, EventOrder.DATE_DESCENDING);
            Slice slice = slice(order, cursor(random, query.range()), 10);
            List<Part> parts = EventFilterSql.parts(query);
            List<Part> facets =
                    parts.stream()
                            .filter(part -> part.drive().filter(Drive::facet).isPresent())
                            .toList();
            Part driver = GeneratedEvents.any(facets, random);
            Route.Walk walk = Route.walk(Optional.of(driver), parts);
            Sql sql = EventPages.walked(query, parts, walk, slice);
            List<Long> found = new ArrayList<>();
            boolean ended = false;
            for (Optional<Long> row :
                    Rows.list(
                            connection,
                            sql,
                            row ->
                                    walk.onTrial() && row.getBoolean("given_up")
                                            ? Optional.<Long>empty()
                                            : Optional.of(row.getLong("id")))) {
                ended |= row.isEmpty();
                if (!ended) found.add(row.orElseThrow());
            }
            List<Long> expected =
                    asked(
                            everyEvent.stream().filter(event -> event.matches(query)).toList(),
                            slice);
            String which = "seed " + n + ": " + query;
            if (ended) {
                givenUp++;
                assertEquals(expected.subList(0, found.size()), found, which);
            } else {
                assertEquals(
                        expected, found.subList(0, Math.min(found.size(), expected.size())), which);
                if (expected.size() > 5) full++;
            }
        }
        assertTrue(full > 25 && givenUp > 0, full + " full pages, " + givenUp + " given up");
    }

    /// What the page is asked with, one after the other.
    private static List<Plan> plans(EventQuery query, Slice slice) throws SQLException {
        List<Plan> all = new ArrayList<>();
        if (!EventPages.isByDate(query, slice.order())) {
            searched(all, query, slice, Optional.empty());
            return all;
        }
        List<Part> parts = EventFilterSql.parts(query);
        switch (Route.of(snapshot, query, parts)) {
            case Route.Search search ->
                    searched(all, query, slice, EventPages.ahead(snapshot, query, slice, search));
            case Route.Walk walk -> {
                Sql sql = EventPages.walked(query, parts, walk, slice);
                all.add(plans.of(sql));
                Optional<Ahead> end = walk.onTrial() ? end(sql, slice.limit()) : Optional.empty();
                Optional<Route.Walk> instead = Route.instead(walk, parts);
                if (end.isPresent() && instead.isPresent()) {
                    all.add(plans.of(EventPages.walked(query, parts, instead.get(), slice)));
                } else if (end.isPresent()) {
                    searched(all, query, slice, end);
                }
            }
        }
        return all;
    }

    private static void searched(
            List<Plan> all, EventQuery query, Slice slice, Optional<Ahead> ahead)
            throws SQLException {
        EventPages.Searching searching = EventPages.searching(snapshot, query, slice);
        for (int day : ahead.map(days -> days.windows(query, slice)).orElse(List.of())) {
            Sql some = searching.upTo(day);
            all.add(plans.ofValues(some));
            if (ids(connection, some, slice.limit()).size() == slice.limit()) return;
        }
        all.add(plans.ofValues(searching.upTo(null)));
    }

    private static Optional<Ahead> end(Sql sql, int limit) {
        List<Optional<Ahead>> rows =
                Rows.list(
                        connection,
                        sql,
                        row ->
                                row.getBoolean("given_up")
                                        ? Optional.of(EventPages.ahead(row))
                                        : Optional.empty());
        return rows.stream().limit(limit).flatMap(Optional::stream).findFirst();
    }

    private static Slice slice(EventOrder order, Optional<Cursor> after, int size) {
        return new Slice(order, after.orElse(null), size + 1, EventColumns.WITHOUT_TEXTS);
    }

    private static List<Long> asked(List<GeneratedEvent> matching, Slice slice) {
        boolean backward = slice.order() == EventOrder.DATE_DESCENDING;
        List<GeneratedEvent> inOrder = backward ? matching.reversed() : matching;
        return inOrder.stream()
                .filter(event -> slice.after() == null || event.comesAfter(slice.after(), backward))
                .limit(slice.limit())
                .map(GeneratedEvent::id)
                .toList();
    }

    private static void planForAnyValues() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("set enable_seqscan = on");
            statement.execute("set enable_indexscan = on");
        }
    }

    private static List<Long> ids(Connection connection, Sql sql, int most) {
        List<Long> ids = Rows.list(connection, sql, (ResultSet row) -> row.getLong("id"));
        return ids.subList(0, Math.min(most, ids.size()));
    }

    /// A day, a month, a year, some years, half of all time or all of it.
    private static DayRange range(RandomGenerator random) {
        int from = random.nextInt(FIRST_DAY, LAST_DAY);
        return switch (random.nextInt(7)) {
            case 0 -> new DayRange(from, from);
            case 1 -> new DayRange(from, from + 30);
            case 2 -> new DayRange(from, from + 364);
            case 3 -> new DayRange(from, from + random.nextInt(5_000));
            case 4 -> new DayRange(from, DayRange.ALWAYS.to());
            case 5 -> new DayRange(DayRange.ALWAYS.from(), from);
            default -> DayRange.ALWAYS;
        };
    }

    /// Mostly somewhere in the range, also among what began before it or has no beginning, or none.
    private static Optional<Cursor> cursor(RandomGenerator random, DayRange range) {
        int from = Math.max(range.from(), FIRST_DAY);
        int to = Math.min(range.to(), LAST_DAY);
        long id = random.nextLong(1, GeneratedEvents.EVENTS);
        return switch (random.nextInt(10)) {
            case 0, 1 -> Optional.empty();
            case 2 -> Optional.of(new Cursor(Integer.MIN_VALUE, id));
            case 3, 4 -> Optional.of(new Cursor(from - random.nextInt(1, 400), id));
            default -> Optional.of(new Cursor(random.nextInt(from, Math.max(from, to) + 1), id));
        };
    }
}
