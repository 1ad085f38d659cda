package org.annals.timeline;

import java.util.ArrayList;
import java.util.List;
import org.annals.time.Days;

/// A stretch of whole buckets of one kept unit, by the first days of its first and last bucket.
///
/// Sums over a long stretch of days are read from years where they cover it, from months at both
/// ends of those, and from days at the ends of these.
record Tile(Unit unit, int first, int last) {

    /// Tiles that together hold all days from `from` to `to`.
    static List<Tile> covering(int from, int to) {
        List<Tile> tiles = new ArrayList<>();
        cover(Unit.YEAR, from, to == Days.AFTER_ALL ? 1L + Days.AFTER_ALL : to + 1L, tiles);
        return tiles;
    }

    private static void cover(Unit unit, long from, long until, List<Tile> tiles) {
        if (from >= until) return;
        if (unit == Unit.DAY) {
            tiles.add(new Tile(unit, (int) from, (int) (until - 1)));
            return;
        }
        Unit finer = unit == Unit.YEAR ? Unit.MONTH : Unit.DAY;
        long first = ceiling(unit, from);
        long end = until > Days.AFTER_ALL ? until : unit.start((int) until);
        if (first >= end) {
            cover(finer, from, until, tiles);
            return;
        }
        cover(finer, from, first, tiles);
        tiles.add(new Tile(unit, (int) first, (int) (end - 1)));
        cover(finer, end, until, tiles);
    }

    private static long ceiling(Unit unit, long day) {
        int start = unit.start((int) day);
        return start == day ? start : unit.next(start);
    }
}
