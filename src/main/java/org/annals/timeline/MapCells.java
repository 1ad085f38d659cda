package org.annals.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.annals.event.EventFilterSql;
import org.annals.event.EventQuery;
import org.annals.geo.BoundingBox;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.annals.time.DayRange;

/// Events by the cells of a map, each at the middle of where they lie. What is known of no place
/// but a country stands apart: at the country's middle it would be a place where nothing happened.
@RegisterForReflection
record MapCells(List<Cell> cells, List<OfCountry> countryOnly) {

    /// `fatalities` by best estimates; `imprecise` events are not known to be near the point.
    record Cell(double latitude, double longitude, long events, long fatalities, long imprecise) {}

    record OfCountry(String country, long events, long fatalities) {}

    private static final BoundingBox WORLD = new BoundingBox(-180, -90, 180, 90);

    /// Counts map cells, from kept sums if they are of all time and one filter at most beside a box
    /// has sums.
    @ApplicationScoped
    static class Count {

        // Kept cells have no points, so down to their zoom a cell's middle is that of their
        // middles.
        private static final Sql KEPT =
                Sql.of(
                        """
                        select (c.key / 1440 + 0.5::float8) / 4 - 90 as latitude, (c.key % 1440 + 0.5::float8) / 4 - 180 as longitude,
                               case c.dim when 12 then c.events else 0 end as events,
                               case c.dim when 12 then c.best else 0 end as fatalities,
                               case c.dim when 12 then 0 else c.events end as imprecise
                          from (%s) c
                        """);

        private static final Sql CELLS_OF_ALL =
                Sql.of(
                        """
                        select dim, key, events, best
                          from rollup
                         where dim in (12, 13) and grain = 6 and key between :firstKey and :lastKey
                        union all
                        select c.dim, c.key, c.events, c.best
                          from rollup_pending p cross join lateral annals_counted(p, '{6}') c
                         where c.dim in (12, 13)
                        """);

        private static final Sql COUNTED =
                Sql.of(
                        """
                        select %s as latitude, %s as longitude, count(*) as events, coalesce(sum(e.fat_best), 0) as fatalities,
                               count(*) filter (where e.place_precision is null or e.place_precision not in ('exact', 'near')) as imprecise
                          from event e
                         where %s
                           and e.latitude is not null and e.place_precision is distinct from 'country'
                         group by 1, 2
                        """);

        private static final Sql CELLS =
                Sql.of(
                        """
                        select sum(p.latitude * p.events) / sum(p.events), sum(p.longitude * p.events) / sum(p.events),
                               sum(p.events), sum(p.fatalities), coalesce(sum(p.imprecise), 0)
                          from (select least(floor((q.latitude + 90) / :size), :rows) as y,
                                       least(floor((q.longitude + 180) / :size), :columns) as x, q.*
                                  from (%s) q) p
                         where %s
                         group by p.y, p.x
                        having sum(p.events) > 0
                         order by p.y, p.x
                        """);

        private static final Sql KEPT_COUNTRIES =
                Sql.of(
                        """
                        select c.key, sum(c.events), sum(c.best)
                          from (%s) c
                         group by c.key
                        having sum(c.events) > 0
                         order by 2 desc, 1
                        """);

        private static final Sql COUNTRIES_OF_ALL =
                Sql.of(
                        """
                        select key, events, best from rollup where dim = 14 and grain = 6
                        union all
                        select c.key, c.events, c.best
                          from rollup_pending p cross join lateral annals_counted(p, '{6}') c
                         where c.dim = 14
                        """);

        private static final Sql COUNTED_COUNTRIES =
                Sql.of(
                        """
                        select e.country, count(*), coalesce(sum(e.fat_best), 0)
                          from event e
                         where %s
                           and e.country is not null and (e.latitude is null or e.place_precision = 'country')
                         group by e.country
                         order by 2 desc, 1
                        """);

        private final Histogram sums;
        private final Labels labels;

        Count(Histogram sums, Labels labels) {
            this.sums = sums;
            this.labels = labels;
        }

        /// The cells that the question's box touches, each counted whole.
        MapCells count(Snapshot snapshot, EventQuery query, Grid grid) {
            BoundingBox box = query.box().orElse(WORLD);
            EventQuery anywhere = query.in(Optional.empty());
            Optional<KeptSums> kept =
                    query.range().equals(DayRange.ALWAYS)
                            ? sums.kept(snapshot, anywhere)
                            : Optional.empty();
            if (kept.isEmpty() || !grid.isKept()) snapshot.planForValues();
            Sql points =
                    kept.filter(some -> grid.isKept())
                            .map(some -> KEPT.filled(cells(some, anywhere, box, grid)))
                            .orElseGet(
                                    () -> counted(query.in(query.box().map(grid::widened)), grid));
            Sql countries =
                    kept.map(some -> KEPT_COUNTRIES.filled(countries(some, anywhere)))
                            .orElseGet(
                                    () -> COUNTED_COUNTRIES.filled(EventFilterSql.where(anywhere)));
            return new MapCells(
                    snapshot.list(
                            cells(points, box, grid),
                            row ->
                                    new Cell(
                                            rounded(row.getDouble(1)),
                                            rounded(row.getDouble(2)),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.getLong(5))),
                    snapshot.list(
                            countries,
                            row ->
                                    new OfCountry(
                                            labels.of(
                                                            snapshot,
                                                            Dimension.COUNTRY_ONLY,
                                                            row.getInt(1))
                                                    .value(),
                                            row.getLong(2),
                                            row.getLong(3))));
        }

        private static Sql cells(KeptSums kept, EventQuery query, BoundingBox box, Grid grid) {
            return kept.narrows()
                    ? kept.beside(List.of(Dimension.CELL, Dimension.IMPRECISE_CELL), query)
                    : CELLS_OF_ALL
                            .with("firstKey", grid.firstKept(box))
                            .with("lastKey", grid.lastKept(box));
        }

        private static Sql countries(KeptSums kept, EventQuery query) {
            return kept.narrows()
                    ? kept.beside(List.of(Dimension.COUNTRY_ONLY), query)
                    : COUNTRIES_OF_ALL;
        }

        private static Sql counted(EventQuery query, Grid grid) {
            String middle =
                    grid.isKept()
                            ? "(least(floor((e.%1$s + %2$d) * 4), %2$d * 8 - 1) + 0.5) / 4 - %2$d"
                            : "e.%1$s";
            return COUNTED.filled(
                    Sql.of(middle.formatted("latitude", 90)),
                    Sql.of(middle.formatted("longitude", 180)),
                    EventFilterSql.where(query));
        }

        private static Sql cells(Sql points, BoundingBox box, Grid grid) {
            List<Sql> touched = new ArrayList<>();
            for (BoundingBox part : box.parts()) {
                Grid.Cells cells = grid.touching(part);
                String name = "part" + touched.size();
                touched.add(
                        Sql.of(
                                        "p.y between :%1$sSouth and :%1$sNorth and p.x between :%1$sWest and :%1$sEast"
                                                .formatted(name))
                                .with(name + "South", cells.south())
                                .with(name + "North", cells.north())
                                .with(name + "West", cells.west())
                                .with(name + "East", cells.east()));
            }
            Grid.Cells all = grid.touching(WORLD);
            return CELLS.filled(points, Sql.join(" or ", touched))
                    .with("size", grid.size())
                    .with("rows", all.north())
                    .with("columns", all.east());
        }

        // About ten metres: the middle of many points is no better known.
        private static double rounded(double degrees) {
            return Math.round(degrees * 1e4) / 1e4;
        }
    }
}
