package org.annals.timeline;

import java.util.Locale;
import org.annals.platform.sql.Sql;

/// What puts an event into a bucket.
enum Counting {
    /// It began there.
    ONSET("e.start_latest", "e.members_kind = 'one_of'"),
    /// It was under way there.
    ACTIVE("e.end_latest", "true");

    private final Sql lastDay;
    private final Sql gaps;

    Counting(String lastDay, String gaps) {
        this.lastDay = Sql.of(lastDay);
        this.gaps = Sql.of(gaps);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The last day on which a row `e` of events can count; the first is `start_earliest`.
    Sql lastDay() {
        return lastDay;
    }

    /// Whether a row `e` of events that has members counts only at these.
    Sql gaps() {
        return gaps;
    }
}
