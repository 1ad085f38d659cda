package org.annals.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;

/// What some events together do to the counts: from which bucket on, how, and by how much.
///
/// @param key the value they are counted under
/// @param bucket first day of the bucket, or minus infinity
/// @param amounts in the order of [Measure]
record Step(int key, int bucket, Role role, long[] amounts) {

    /// The ordinal is the role's number in the database.
    enum Role {
        /// Began and ended in the bucket, for certain.
        WHOLE,
        /// Began in the bucket, for certain.
        ONSET,
        ONSET_RISE,
        ONSET_FALL,
        /// The share of a day, expected from the bucket on.
        SLOPE,
        /// What the slope says too much in this bucket alone.
        OFFSET,
        ACTIVE_RISE,
        ACTIVE_FALL,
        SURE_RISE,
        SURE_FALL,
        /// Under way at some time in the bucket for certain, though on no day for certain.
        SURE_HERE,
        UNBOUNDED,
        ONSET_RISE_AGAIN,
        ONSET_FALL_AGAIN,
        ACTIVE_RISE_AGAIN,
        ACTIVE_FALL_AGAIN,
        WIDE_ONSET,
        WIDE_ONSET_TWICE,
        WIDE_ACTIVE_TWICE,
        WIDE_SURE,
        /// Began before all buckets and ended after them, with no day in one: in no table, told
        /// beside the steps.
        MISSED;

        private static final Role[] ALL = values();
    }

    private static final int MEASURES = Measure.values().length;

    /// Reads `key, bucket, role` and the measures.
    static Step read(ResultSet row) throws SQLException {
        long[] amounts = new long[MEASURES];
        for (int m = 0; m < MEASURES; m++) amounts[m] = row.getLong(4 + m);
        return new Step(row.getInt(1), row.getInt(2), Role.ALL[row.getInt(3)], amounts);
    }
}
