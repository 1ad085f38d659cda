package org.annals.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.annals.geo.BoundingBox;
import org.annals.geo.Circle;
import org.annals.geo.Squares;
import org.annals.platform.sql.Sql;

/// The parts of a question that say where.
final class PlaceParts {

    // None is empty, so that as many hold too much for a search.
    private static final int CELLS = Route.FEW + 1;

    private PlaceParts() {}

    static List<Part> of(EventQuery query) {
        List<Part> parts = new ArrayList<>();
        if (!query.admin1().isEmpty()) {
            String[] names = query.admin1().toArray(String[]::new);
            parts.add(
                    Part.of(Sql.of("e.admin1 = any(:admin1)").with("admin1", names))
                            .found(
                                    Sql.of("array[e.admin1] && :admin1::text[]")
                                            .with("admin1", names)));
        }
        query.box()
                .ifPresent(box ->
                        parts.add(
                                inBox(
                                        Part.of(inBox(box, "box")),
                                        box,
                                        "box",
                                        either(halves(box, "box", "w")))));
        query.circle()
                .ifPresent(circle -> {
                    BoundingBox box = circle.box();
                    parts.add(
                            inBox(
                                    Part.of(
                                            Sql.of("%s and %s")
                                                    .filled(
                                                            inBox(box, "round"),
                                                            inCircle(circle, "e"))),
                                    box,
                                    "round",
                                    Sql.of("%s and %s")
                                            .filled(
                                                    either(halves(box, "round", "w")),
                                                    inCircle(circle, "w"))));
                });
        return parts;
    }

    /// The ways to what lies in a box or a part of it; `inside` tests that in the index of facets.
    private static Part inBox(Part part, BoundingBox box, String name, Sql inside) {
        return part.foundAsItIs()
                .insideWalk(halves(box, name, "e"))
                .insideFacets(inside)
                .estimated(inCells(box, name + "Cells"))
                .driven(bySquares(box, name + "Squares", inside));
    }

    private static Drive bySquares(BoundingBox box, String name, Sql inside) {
        List<Sql> halves = new ArrayList<>();
        int count = 0;
        for (BoundingBox half : box.parts()) {
            Squares squares = Squares.of(half, 1);
            String which = name + halves.size();
            halves.add(
                    Sql.of(
                                    """
                                    select y * 360 + x
                                      from generate_series(:%1$ss::int, :%1$sn::int) y, generate_series(:%1$sw::int, :%1$se::int) x
                                    """
                                            .formatted(which))
                            .with(edges(squares, which)));
            count += squares.count();
        }
        return Drive.bySquares(
                Sql.of("w.kind = 6 and w.facet = %s and %s").filled(Sql.of("%s"), inside),
                Sql.join(" union all ", halves),
                count);
    }

    // Rows of cells of a quarter of a degree, of which few hold anything. Places of which only the
    // country is known are in no cell.
    private static Sql inCells(BoundingBox box, String name) {
        List<Sql> halves = new ArrayList<>();
        for (BoundingBox half : box.parts()) {
            String which = name + halves.size();
            halves.add(
                    Sql.of(
                                    """
                                    (select coalesce(sum(c.events), 0)
                                       from (select r.events
                                               from generate_series(:%1$ss::int, :%1$sn::int) y
                                              cross join lateral (
                                                select events from rollup
                                                 where dim = 12 and grain = 6
                                                   and key between y * 1440 + :%1$sw::int and y * 1440 + :%1$se::int
                                                offset 0) r
                                              limit %2$d) c)
                                    """
                                            .formatted(which, CELLS))
                            .with(edges(Squares.of(half, 4), which)));
        }
        return Sql.join(" + ", halves);
    }

    private static Map<String, Object> edges(Squares squares, String name) {
        return Map.of(
                name + "w",
                squares.west(),
                name + "s",
                squares.south(),
                name + "e",
                squares.east(),
                name + "n",
                squares.north());
    }

    // In words that the index of points knows.
    private static Sql inBox(BoundingBox box, String name) {
        return Sql.of("e.latitude is not null and %s")
                .filled(
                        either(
                                eachHalf(
                                        box,
                                        name,
                                        "point(e.longitude, e.latitude) <@ box(point(:%1$sw, :%1$ss), point(:%1$se, :%1$sn))",
                                        "e")));
    }

    private static List<Sql> halves(BoundingBox box, String name, String alias) {
        return eachHalf(
                box,
                name,
                "%2$s.longitude >= :%1$sw and %2$s.longitude <= :%1$se and %2$s.latitude >= :%1$ss and %2$s.latitude <= :%1$sn",
                alias);
    }

    /// A condition on each side of the antimeridian, in which `%1$s` stands for the half.
    private static List<Sql> eachHalf(
            BoundingBox box, String name, String condition, String alias) {
        List<Sql> halves = new ArrayList<>();
        for (BoundingBox half : box.parts()) {
            String which = name + halves.size();
            halves.add(
                    Sql.of(condition.formatted(which, alias))
                            .with(which + "w", half.west())
                            .with(which + "s", half.south())
                            .with(which + "e", half.east())
                            .with(which + "n", half.north()));
        }
        return halves;
    }

    private static Sql either(List<Sql> halves) {
        return Sql.of("(%s)").filled(Sql.join(" or ", halves));
    }

    // The haversine formula of Circle.distance.
    private static Sql inCircle(Circle circle, String alias) {
        return Sql.of(
                        """
                        2 * 6371008.8 * asin(least(1, sqrt(
                            power(sin(radians(%1$s.latitude - :circleLat) / 2), 2)
                            + cos(radians(:circleLat)) * cos(radians(%1$s.latitude))
                              * power(sin(radians(%1$s.longitude - :circleLon) / 2), 2)))) <= :circleRadius
                        """
                                .formatted(alias))
                .with("circleLat", circle.centre().latitude())
                .with("circleLon", circle.centre().longitude())
                .with("circleRadius", circle.radius());
    }
}
