package org.annals.platform.http;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The entity tag of one event: its revision, and the version of the names shown with it.
///
/// A cache compares the whole tag; a change (`If-Match`) compares the revision alone, since another
/// actor's new name is no reason to refuse an edit.
public record RevisionTag(int revision, long references) {

    @Override
    public String toString() {
        return "\"" + revision + "-" + references + "\"";
    }

    /// Whether `If-None-Match` names this tag.
    public boolean isAmong(@Nullable String ifNoneMatch) {
        return EntityTags.match(ifNoneMatch, toString());
    }

    /// The revision that `If-Match` names; empty for `*`, which asks for none in particular.
    ///
    /// @throws Problem if there is no such header, or it names no revision
    public static OptionalInt required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                    ProblemType.REVISION_REQUIRED,
                    "A change needs the header If-Match with the ETag of the event as you got it, so"
                            + " that it cannot undo someone else's change.");
        }
        if (ifMatch.strip().equals("*")) return OptionalInt.empty();
        for (String tag : EntityTags.list(ifMatch)) {
            Optional<Integer> revision = revisionOf(tag);
            if (revision.isPresent()) return OptionalInt.of(revision.get());
        }
        throw Problem.of(
                ProblemType.STALE_REVISION,
                "If-Match holds %s, which is no ETag of an event. It looks like \"3-17\"."
                        .formatted(ifMatch));
    }

    private static Optional<Integer> revisionOf(String tag) {
        int hyphen = tag.indexOf('-');
        if (hyphen < 2) return Optional.empty();
        try {
            return Optional.of(Integer.parseInt(tag.substring(1, hyphen)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
