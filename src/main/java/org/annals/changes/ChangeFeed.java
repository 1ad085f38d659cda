package org.annals.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.annals.event.EventQuery;
import org.annals.event.EventVersions;
import org.annals.event.EventVersions.Place;
import org.annals.event.EventVersions.Version;
import org.annals.event.FeedToken;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.sql.Snapshot;

/// Reads changes in the order in which they came to be visible. Who goes on from each token that he
/// is given misses none and gets none twice.
@ApplicationScoped
class ChangeFeed {

    static final String NOW = "now";

    /// Changes, and the place from which to go on; `complete` if there are no more by now.
    record Stretch(List<Change> changes, FeedToken next, boolean complete) {}

    private static final Place BEGINNING = new Place(0, 0, 0);
    private static final int LEAST_BATCH = 100;
    private static final int LARGEST_BATCH = 1_000;
    // A filter that matches little looks through so many versions before it lets its client go on.
    private static final int MOST_LOOKED_AT = 20_000;

    private final EventVersions versions;

    ChangeFeed(EventVersions versions) {
        this.versions = versions;
    }

    /// Where to go on: after a token, from `now`, or from the beginning.
    ///
    /// @throws Problem if the text is no token, or one of another cluster
    FeedToken from(Snapshot snapshot, Optional<String> after) {
        FeedToken now = versions.now(snapshot);
        if (after.isEmpty()) return new FeedToken(now.cluster(), BEGINNING);
        if (after.get().equals(NOW)) return now;
        FeedToken token = FeedToken.decode(after.get()).orElseThrow(() -> unreadable(after.get()));
        if (token.cluster() != now.cluster()
                || token.place().transaction() > now.place().transaction()) {
            throw Problem.of(
                    ProblemType.FEED_RESTARTED,
                    "The token is of a database that was restored into another since. Get everything once more with GET /api/v1/events?format=ndjson, and go on from the token in its header Annals-Changes-After.");
        }
        return token;
    }

    private static Problem unreadable(String text) {
        return Problem.of(
                ProblemType.UNREADABLE_PARAMETER,
                List.of(
                        Problem.Fault.inParameter(
                                "after",
                                text,
                                "This is no token of the feed. Give 'next' of an answer as it is, or 'now' for what comes from here on; leave it out to begin at the beginning.")));
    }

    Stretch read(Snapshot snapshot, EventQuery query, FeedToken after, int most, String base) {
        FeedToken now = versions.now(snapshot);
        long position = now.place().transaction();
        int batch = Math.clamp(most, LEAST_BATCH, LARGEST_BATCH);
        List<Change> changes = new ArrayList<>();
        Place reached = after.place();
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += batch) {
            List<Version> found = versions.after(snapshot, reached, position, query, batch, base);
            for (Version version : found) {
                reached = version.place();
                Change.of(version, now.cluster()).ifPresent(changes::add);
                if (changes.size() == most) {
                    return new Stretch(changes, new FeedToken(now.cluster(), reached), false);
                }
            }
            if (found.size() < batch) return new Stretch(changes, now, true);
        }
        return new Stretch(changes, new FeedToken(now.cluster(), reached), false);
    }
}
