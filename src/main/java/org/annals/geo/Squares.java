package org.annals.geo;

/// The squares that a box touches of a grid with so many to a degree, by row from the south pole
/// and column from the antimeridian, edges included. The database numbers those of a degree
/// `annals_square`, those of a quarter `annals_cell`.
public record Squares(int west, int south, int east, int north) {

    /// Of a box that does not lie over the antimeridian.
    public static Squares of(BoundingBox box, int toADegree) {
        return new Squares(
                number(box.west() + 180, 360, toADegree),
                number(box.south() + 90, 180, toADegree),
                number(box.east() + 180, 360, toADegree),
                number(box.north() + 90, 180, toADegree));
    }

    public int count() {
        return (east - west + 1) * (north - south + 1);
    }

    private static int number(double degrees, int all, int toADegree) {
        return Math.min(all * toADegree - 1, (int) Math.floor(degrees * toADegree));
    }
}
