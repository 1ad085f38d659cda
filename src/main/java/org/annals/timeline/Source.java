package org.annals.timeline;

import java.util.List;
import org.annals.platform.sql.Sql;

/// From where the steps of a count are read, for the values `keys`. All sources give the same
/// steps, so that they cannot disagree.
sealed interface Source permits KeptSums, CountedEvents {

    List<Integer> keys();

    /// The same source for other values.
    Source of(List<Integer> keys);

    /// Those that the counting uses, for [Step#read].
    Sql steps(Buckets buckets, Counting counting);

    /// The first and the last finite bound, exact at least to the bucket; null if there is none.
    Sql known(Unit unit);

    /// The values with the most events between the first bucket and the last, whatever `keys` are;
    /// a date with gaps counts from its beginning to its end.
    Sql top(Buckets buckets, Counting counting, int most);
}
