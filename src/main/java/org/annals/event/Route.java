package org.annals.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;

/// How the events of a page are found in the order of their dates.
sealed interface Route {

    /// Event by event in that order, by the index of the driver or, without one, by that of all. On
    /// trial, it stops where it has looked at many for nothing.
    record Walk(Optional<Part> driver, boolean onTrial) implements Route {

        Optional<Drive> drive() {
            return driver.flatMap(Part::drive);
        }

        /// Whether `part` still has to be tested of what is found.
        boolean leaves(Part part) {
            return driver.isEmpty() || driver.get() != part || !driver.get().drive().get().whole();
        }
    }

    /// All that match, by indexes without an order, and sorted then: first among about so many
    /// events of a part, or of all, that come next, and then among more of them, until there are no
    /// more; or at once among all that ever come if `ahead` is 0.
    record Search(long ahead, long among, Optional<Part> of) implements Route {

        static final Search ALL = new Search(0, 0, Optional.empty());
    }

    /// Up to so many are found and sorted at once where no index has them in order, and up to so
    /// many for each of several values.
    int FEW = 2_000;

    int FEW_OF_A_VALUE = 50;

    // To test an event that an index entry holds costs about a twentieth of looking at the event.
    int INSIDE = 20;

    // So many squares of the map are looked into in some milliseconds. To walk all of them costs
    // that at most, where a walk of all may pass ten years in which nothing happened there.
    int SQUARES = 400;

    // To look into one takes as long as so many entries of the index of all.
    int ENTRIES = 72;

    // On trial each of them costs as much as so many.
    int TRIAL = 10;

    // What more than one event in 20 has is met soon enough by reading one after the other. Words
    // that fewer have are found and sorted.
    int COMMON = 20;

    // Of what more than one event in so many has, an index would give more than words leave over.
    int MOST = 4;

    // Of rarer ones about so many are looked for at once, a few pages. So many events are counted
    // off in some milliseconds, and the days of more are taken to be as full as theirs.
    long PAGES_AHEAD = 300;

    int FARTHEST_AHEAD = 100_000;

    Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    // What share of all events a part lets through that nobody counts: any, which is a tenth here.
    int UNKNOWN = 10;

    /// The way for this question; `parts` are those of [EventFilterSql#parts], and the same objects
    /// are in the answer.
    ///
    /// What is most selective is asked of the sums that are kept: one look at an index for each
    /// value, about 0.1 ms, and only where there is something to choose. A copy in memory would
    /// save that, but had to be kept fresh by every replica. What is pending may belong to
    /// anything, so that nothing passes for rare while an import is folded in. The counts choose,
    /// and answer nothing.
    static Route of(Snapshot snapshot, EventQuery query, List<Part> parts) {
        if (snapshot.isEarly()) return Search.ALL;
        if (!EventFilterSql.onlyLive(query)) return new Walk(Optional.empty(), false);
        if (!asks(query, parts)) {
            return walk(parts.stream().filter(part -> part.drive().isPresent()).findFirst(), parts);
        }
        List<Part> counted = counted(parts);
        List<Sql> together = together(parts);
        int size = counted.size() + 1 + together.size();
        long[] counts =
                snapshot.one(
                        counts(counted, together),
                        row -> {
                            long[] numbers = new long[size];
                            long pending = row.getLong(size + 1);
                            for (int i = 0; i < size; i++) {
                                numbers[i] = row.getLong(i + 1) + pending;
                            }
                            return numbers;
                        });
        if (query.words().isPresent()) {
            long said = said(snapshot, query.words().get());
            long all = counts[0];
            if (said <= FEW) return Search.ALL;
            if (said < all / COMMON) return ahead(PAGES_AHEAD * all / said, counted, counts);
        }
        return choose(parts, counted, counts);
    }

    /// Whether so many events have a part that some are met soon in any order.
    static boolean isCommon(Snapshot snapshot, Part part) {
        return hasMoreThanOneIn(COMMON, snapshot, part);
    }

    /// How a part is tested where words find the events.
    static Sql besideWords(Snapshot snapshot, Part part) {
        boolean counted = part.found().isPresent() && part.estimate().isPresent();
        return counted && hasMoreThanOneIn(MOST, snapshot, part) ? part.hidden() : part.search();
    }

    private static boolean hasMoreThanOneIn(int events, Snapshot snapshot, Part part) {
        Sql share =
                Sql.of("select %s > %s / " + events)
                        .filled(part.estimate().orElseThrow(), EventFilterSql.ALL.events());
        return snapshot.one(share, row -> row.getBoolean(1));
    }

    /// Whether there is nothing to choose, nor anything to try.
    static boolean isPlain(Snapshot snapshot, EventQuery query, List<Part> parts) {
        return snapshot.isEarly()
                || (parts.size() <= 1 && (!EventFilterSql.onlyLive(query) || !asks(query, parts)));
    }

    /// Whether the index of words is the shortest way to events that say these, in whatever order.
    static boolean finds(Snapshot snapshot, Words words) {
        Sql all = Sql.of("select %s").filled(EventFilterSql.ALL.events());
        return said(snapshot, words) < snapshot.one(all, row -> row.getLong(1)) / COMMON;
    }

    /// How many events say these words, as the statistics of the database have it: 0.3 ms, where to
    /// try out 500 events for a word that nobody wrote took 30 ms.
    private static long said(Snapshot snapshot, Words words) {
        Sql asked =
                Sql.of("explain (format json) select from event e where e.live and %s")
                        .filled(EventFilterSql.said(words.inAnyOrder().orElse(words)));
        Matcher rows = ROWS.matcher(snapshot.one(asked, row -> row.getString(1)));
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    private static boolean asks(EventQuery query, List<Part> parts) {
        if (query.words().isPresent()) return true;
        if (counted(parts).isEmpty()) return false;
        return parts.size() > 1 || parts.getFirst().drive().map(Drive::several).orElse(true);
    }

    private static List<Part> counted(List<Part> parts) {
        return parts.stream().filter(part -> part.estimate().isPresent()).toList();
    }

    /// How many events two parts have in common, where sums are kept of that and an index finds
    /// them.
    private static List<Sql> together(List<Part> parts) {
        List<Sql> numbers = new ArrayList<>();
        for (Part part : parts) {
            for (Part other : parts.subList(0, parts.indexOf(part))) {
                if (part.found().isEmpty() || other.found().isEmpty()) continue;
                part.kept()
                        .flatMap(kept -> other.kept().flatMap(kept::both))
                        .ifPresent(numbers::add);
            }
        }
        return numbers;
    }

    /// All events, those of each part and of two, and what is in neither yet, as far as it matters.
    private static Sql counts(List<Part> counted, List<Sql> together) {
        List<Sql> numbers = new ArrayList<>();
        numbers.add(EventFilterSql.ALL.events());
        for (Part part : counted) numbers.add(part.estimate().orElseThrow());
        numbers.addAll(together);
        numbers.add(
                Sql.of(
                        "(select count(*) from (select from rollup_pending limit %d) p)"
                                .formatted(FEW + 1)));
        return Sql.of("select %s").filled(Sql.join(",\n", numbers));
    }

    private static Route choose(List<Part> parts, List<Part> counted, long[] counts) {
        long all = counts[0];
        // A walk of all costs less where it need not look at each event.
        long least = all;
        Optional<Part> driver = Optional.empty();
        long fewest = Long.MAX_VALUE;
        for (Part part : parts) {
            if (part.inside().isEmpty()) continue;
            int n = counted.indexOf(part);
            long count = n < 0 ? all / UNKNOWN : counts[n + 1];
            least = Math.min(least, all / INSIDE + count);
        }
        for (int n = 0; n < counted.size(); n++) {
            Part part = counted.get(n);
            long count = counts[n + 1];
            if (part.found().isPresent() && count <= few(part)) fewest = Math.min(fewest, count);
            if (part.drive().isEmpty()) continue;
            long weight = weight(count, part, parts);
            if (weight <= least) {
                least = weight;
                driver = Optional.of(part);
            }
        }
        for (int n = counted.size() + 1; n < counts.length; n++) {
            if (counts[n] <= FEW) fewest = Math.min(fewest, counts[n]);
        }
        if (fewest <= least) return Search.ALL;
        return walk(driver, parts);
    }

    // Among those of the part that has the fewest, in whose order they can be counted off.
    private static Search ahead(long events, List<Part> counted, long[] counts) {
        long fewest = counts[0];
        Optional<Part> of = Optional.empty();
        for (int n = 0; n < counted.size(); n++) {
            Part part = counted.get(n);
            long count = counts[n + 1];
            boolean inOrder = part.drive().filter(drive -> !drive.several()).isPresent();
            if (inOrder && count < fewest) {
                fewest = count;
                of = Optional.of(part);
            }
        }
        return events > fewest ? Search.ALL : new Search(events, fewest, of);
    }

    // Of several values each is walked to the end of a page. Of squares more is taken on trial, and
    // events are looked at once all are merged, unless what they are tested for is found by no
    // search.
    private static long weight(long count, Part part, List<Part> parts) {
        Drive drive = part.drive().orElseThrow();
        int values = drive.values();
        List<Part> others = besides(part, parts).toList();
        if (!drive.squares()) {
            boolean inside = parts.size() > 1 && others.isEmpty();
            return inside ? count * values / INSIDE : count * values;
        }
        if (others.isEmpty()) return inSquares(count, values, values);
        return others.stream().anyMatch(other -> other.found().isPresent())
                ? inSquares(count, values, TRIAL * values)
                : count * values;
    }

    private static long inSquares(long count, int squares, int cost) {
        return count * Math.max(SQUARES, cost) / SQUARES + (long) ENTRIES * squares;
    }

    private static long few(Part part) {
        if (part.drive().isEmpty()) return FEW;
        Drive drive = part.drive().get();
        if (!drive.several()) return -1;
        long few = (long) FEW_OF_A_VALUE * drive.values();
        return drive.squares() ? Math.min(FEW, few) : few;
    }

    /// The walk to take where another met too few: by a part of which no search is left to know
    /// better, since what it finds may be many in all, and yet few or far away from here. Empty if
    /// there is none.
    static Optional<Walk> instead(Walk walk, List<Part> parts) {
        return parts.stream()
                .filter(part -> !walk.driver().equals(Optional.of(part)))
                .filter(part -> part.drive().filter(drive -> !drive.several()).isPresent())
                .map(part -> walk(Optional.of(part), parts))
                .filter(other -> !other.onTrial())
                .findFirst();
    }

    /// On trial if the walk looks at events for what a search knows.
    static Walk walk(Optional<Part> driver, List<Part> parts) {
        Stream<Part> looked =
                driver.map(part -> besides(part, parts))
                        .orElseGet(() -> parts.stream().filter(part -> part.inside().isEmpty()));
        return new Walk(driver, looked.anyMatch(part -> part.found().isPresent()));
    }

    /// The part whose entries in the index of facets answer the question by themselves, and have
    /// each event once; empty if there is none.
    static Optional<Part> alone(List<Part> parts) {
        return parts.stream()
                .filter(part ->
                        part.drive().filter(drive -> drive.facet() && drive.once()).isPresent()
                                && besides(part, parts).findAny().isEmpty())
                .findFirst();
    }

    /// What a walk by a part has to look at events for.
    private static Stream<Part> besides(Part driver, List<Part> parts) {
        boolean facet = driver.drive().filter(Drive::facet).isPresent();
        return parts.stream()
                .filter(part -> part != driver && !(facet && part.insideFacets().isPresent()));
    }
}
