package org.annals.geo;

/// The squares of a degree that a box touches, by row from the south pole and column from the
/// antimeridian, edges included; the database numbers them `row * 360 + column` (`annals_square`).
public record Squares(int west, int south, int east, int north) {

    /// Of a box that does not lie over the antimeridian.
    public static Squares of(BoundingBox box) {
        return new Squares(
                column(box.west()), row(box.south()), column(box.east()), row(box.north()));
    }

    public int count() {
        return (east - west + 1) * (north - south + 1);
    }

    private static int row(double latitude) {
        return Math.min(179, (int) Math.floor(latitude + 90));
    }

    private static int column(double longitude) {
        return Math.min(359, (int) Math.floor(longitude + 180));
    }
}
