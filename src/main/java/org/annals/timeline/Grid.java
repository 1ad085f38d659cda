package org.annals.timeline;

import org.annals.geo.BoundingBox;

/// The cells of a map at one zoom: 32 degrees at zoom 0, about 23 pixels of a web map, and half as
/// many at each step. Rows begin at the south pole, columns at the antimeridian.
record Grid(int zoom) {

    static final int DEEPEST = 16;

    // Sums are kept by cells of a quarter of a degree, of which wider ones are made.
    private static final int KEPT_ZOOM = 7;
    private static final double KEPT_SIZE = 0.25;
    private static final int KEPT_IN_A_ROW = 1440;

    Grid {
        if (zoom < 0 || zoom > DEEPEST) throw new IllegalArgumentException("zoom " + zoom);
    }

    boolean isKept() {
        return zoom <= KEPT_ZOOM;
    }

    /// Degrees on each side of a cell.
    double size() {
        return Math.scalb(32.0, -zoom);
    }

    /// The cells that a box without the antimeridian in it touches, as rows and columns.
    Cells touching(BoundingBox box) {
        return new Cells(
                of(box.south(), 90, 180),
                of(box.north(), 90, 180),
                of(box.west(), 180, 360),
                of(box.east(), 180, 360));
    }

    /// The kept cells, which are numbered row by row, in the rows of cells that a box touches.
    int firstKept(BoundingBox box) {
        return (int) (of(box.south(), 90, 180) * size() / KEPT_SIZE) * KEPT_IN_A_ROW;
    }

    int lastKept(BoundingBox box) {
        return (int) ((of(box.north(), 90, 180) + 1) * size() / KEPT_SIZE) * KEPT_IN_A_ROW - 1;
    }

    /// The least box of whole cells around a box.
    BoundingBox widened(BoundingBox box) {
        double west = of(box.west(), 180, 360) * size() - 180;
        double east = Math.min(180, (of(box.east(), 180, 360) + 1) * size() - 180);
        boolean around = box.overAntimeridian() && west <= east;
        return new BoundingBox(
                around ? -180 : west,
                Math.max(-90, of(box.south(), 90, 180) * size() - 90),
                around ? 180 : east,
                Math.min(90, (of(box.north(), 90, 180) + 1) * size() - 90));
    }

    private int of(double degrees, double offset, double span) {
        int last = (int) Math.ceil(span / size()) - 1;
        return Math.min(last, (int) Math.floor((degrees + offset) / size()));
    }

    /// From one row and column to another, all included.
    record Cells(int south, int north, int west, int east) {}
}
