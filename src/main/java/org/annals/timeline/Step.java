package org.annals.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Predicate;

/// What some events together do to the counts: from which bucket on, how, and by how much.
///
/// @param key the value they are counted under
/// @param bucket first day of the bucket, or minus infinity
/// @param amounts in the order of [Measure]
record Step(int key, int bucket, Role role, long[] amounts) {

    /// The ordinal is the role's number in the database.
    enum Role {
        /// Began and ended in the bucket, for certain.
        WHOLE(Use.ALWAYS),
        /// Began in the bucket, for certain.
        ONSET(Use.ONSET),
        ONSET_RISE(Use.ONSET),
        ONSET_FALL(Use.ONSET),
        /// The share of a day, expected from the bucket on.
        SLOPE(Use.ONSET),
        /// What the slope says too much in this bucket alone.
        OFFSET(Use.ONSET),
        ACTIVE_RISE(Use.ACTIVE),
        ACTIVE_FALL(Use.ACTIVE),
        SURE_RISE(Use.ACTIVE),
        SURE_FALL(Use.ACTIVE),
        /// Under way at some time in the bucket for certain, though on no day for certain.
        SURE_HERE(Use.ACTIVE),
        UNBOUNDED(Use.ALWAYS),
        ONSET_RISE_AGAIN(Use.ONSET),
        ONSET_FALL_AGAIN(Use.ONSET),
        ACTIVE_RISE_AGAIN(Use.ACTIVE),
        ACTIVE_FALL_AGAIN(Use.ACTIVE),
        WIDE_ONSET(Use.WIDE_ONSET),
        WIDE_ONSET_TWICE(Use.WIDE_ONSET),
        WIDE_ACTIVE_TWICE(Use.WIDE_ACTIVE),
        WIDE_SURE(Use.WIDE_ACTIVE),
        /// Began before all buckets and ended after them, with no day in one: in no table, told
        /// beside the steps.
        MISSED(Use.ALWAYS);

        /// By which counting it is used; `WIDE` only in buckets that are added up from finer ones.
        private enum Use {
            ALWAYS,
            ONSET,
            ACTIVE,
            WIDE_ONSET,
            WIDE_ACTIVE
        }

        private static final Role[] ALL = values();

        private final Use use;

        Role(Use use) {
            this.use = use;
        }

        private boolean isUsed(Counting counting, Unit unit) {
            return switch (use) {
                case ALWAYS -> true;
                case ONSET -> counting == Counting.ONSET;
                case ACTIVE -> counting == Counting.ACTIVE;
                case WIDE_ONSET -> counting == Counting.ONSET && !unit.isKept();
                case WIDE_ACTIVE -> counting == Counting.ACTIVE && !unit.isKept();
            };
        }

        /// The numbers of those that are used in buckets of a unit.
        static int[] used(Counting counting, Unit unit) {
            return numbers(role -> role.isUsed(counting, unit));
        }

        /// The same whatever the counting is.
        static int[] used(Unit unit) {
            return numbers(role ->
                    role.isUsed(Counting.ONSET, unit) || role.isUsed(Counting.ACTIVE, unit));
        }

        private static int[] numbers(Predicate<Role> wanted) {
            return Arrays.stream(ALL).filter(wanted).mapToInt(Role::ordinal).toArray();
        }
    }

    private static final int MEASURES = Measure.values().length;

    /// Reads `key, bucket, role` and the measures.
    static Step read(ResultSet row) throws SQLException {
        long[] amounts = new long[MEASURES];
        for (int m = 0; m < MEASURES; m++) amounts[m] = row.getLong(4 + m);
        return new Step(row.getInt(1), row.getInt(2), Role.ALL[row.getInt(3)], amounts);
    }
}
