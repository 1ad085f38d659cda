package org.annals.event;

import java.util.List;
import java.util.Optional;
import org.annals.platform.sql.Sql;

/// One "and" part of a question.
///
/// @param sql tests one event `e`, whatever found it
/// @param found the same in words that an index without an order knows; empty if none does
/// @param inside the same inside the index that holds all events by date, without a look at the
///   event: alternatives, no event having two, or none if the index does not know it
/// @param insideFacets the same inside the index of facets `w`
/// @param kept the sums that count exactly what the part lets through
/// @param estimate a number of events that it lets through, right or not
/// @param drive the index that finds its events in the order of their dates
record Part(
        Sql sql,
        Optional<Sql> found,
        List<Sql> inside,
        Optional<Sql> insideFacets,
        Optional<Kept> kept,
        Optional<Sql> estimate,
        Optional<Drive> drive) {

    Part {
        inside = List.copyOf(inside);
    }

    /// Sums over all of time in `rollup`, by the number of their dimension. `keys` selects the
    /// keys; `values` of them at most, and no event has two.
    record Kept(int dimension, Sql keys, int values) {

        /// In all grains, not only in that of all time.
        boolean timed() {
            return dimension <= 5;
        }

        /// An event has one value of the dimension at most.
        boolean excludes() {
            return dimension >= 3 && dimension <= 8;
        }

        /// Of both this and the other; empty if no sums are kept of such two.
        Optional<Sql> both(Kept other) {
            if (leads() && other.follows()) return Optional.of(pairs(this, other));
            return other.leads() && follows() ? Optional.of(pairs(other, this)) : Optional.empty();
        }

        private boolean leads() {
            return dimension >= 1 && dimension <= 5;
        }

        private boolean follows() {
            return dimension != 0 && dimension != 4;
        }

        private static Sql pairs(Kept first, Kept second) {
            return Sql.of(
                            "(select coalesce(sum(r.events), 0) from rollup r where r.dim = %d"
                                            .formatted(100 * first.dimension + second.dimension)
                                    + " and r.key = any(array(%s)::int[]) and r.grain = 7 and r.bucket = any(array(%s)::int[]))")
                    .filled(first.keys, second.keys);
        }

        Sql events() {
            return Sql.of(
                            "(select coalesce(sum(r.events), 0) from rollup r where r.dim = "
                                    + dimension
                                    + " and r.key = any(array(%s)::int[]) and r.grain = 6)")
                    .filled(keys);
        }
    }

    static Part of(Sql sql) {
        return new Part(
                sql,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Part found(Sql byIndex) {
        return new Part(sql, Optional.of(byIndex), inside, insideFacets, kept, estimate, drive);
    }

    Part foundAsItIs() {
        return found(sql);
    }

    Part insideWalk() {
        return insideWalk(List.of(sql));
    }

    Part insideWalk(List<Sql> alternatives) {
        return new Part(sql, found, alternatives, insideFacets, kept, estimate, drive);
    }

    Part insideFacets(Sql condition) {
        return new Part(sql, found, inside, Optional.of(condition), kept, estimate, drive);
    }

    Part counted(Kept sums) {
        return new Part(
                sql,
                found,
                inside,
                insideFacets,
                Optional.of(sums),
                Optional.of(sums.events()),
                drive);
    }

    Part estimated(Sql number) {
        return new Part(sql, found, inside, insideFacets, kept, Optional.of(number), drive);
    }

    Part driven(Drive by) {
        return new Part(sql, found, inside, insideFacets, kept, estimate, Optional.of(by));
    }

    /// Whether nothing is left to test of what passed the index.
    boolean testedInside() {
        return inside.equals(List.of(sql));
    }

    /// As an index without an order finds it, if one does.
    Sql search() {
        return found.orElse(sql);
    }

    /// In words that no index knows; else PostgreSQL might take one without an order.
    Sql hidden() {
        return found.isEmpty() ? sql : Sql.of("(%s) is true").filled(sql);
    }

    /// As an index in another order than that of dates can test it beside, if it knows it: of two
    /// alternatives none makes one condition.
    Sql inOrder() {
        if (testedInside()) return sql;
        Sql hidden = Sql.of("(%s) is true").filled(sql);
        return inside.size() == 1 ? Sql.of("%s and %s").filled(inside.getFirst(), hidden) : hidden;
    }
}
