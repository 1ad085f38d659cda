package org.annals.platform.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import org.annals.platform.sql.Snapshot;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// The entity tag of what was counted or listed: a hash of the snapshot in which it was read, so
/// that "not modified" can be told without running the question again.
///
/// Anything less than the snapshot (the highest transaction, the clock) tells it wrongly when an
/// older transaction commits later. The build is part of it, since a new one may print the same
/// data otherwise.
public final class SnapshotTag {

    private static final int BYTES = 12;
    private static final String BUILD =
            ConfigProvider.getConfig()
                    .getOptionalValue("quarkus.application.version", String.class)
                    .orElse("");

    /// The tag of what is made of events, in one of its representations.
    public static SnapshotTag of(Snapshot snapshot, String representation) {
        return new SnapshotTag(
                () -> snapshot.id() + " " + snapshot.references() + " " + representation);
    }

    /// The tag of what is made of the codebook and the names alone, and changes with them only.
    public static SnapshotTag ofReferences(Snapshot snapshot) {
        return new SnapshotTag(() -> snapshot.database() + " references " + snapshot.references());
    }

    // Asked for late, since it comes with the answer.
    private final Supplier<String> seen;

    private SnapshotTag(Supplier<String> seen) {
        this.seen = seen;
    }

    private String value() {
        byte[] hash = Sha256.of(seen.get() + " " + BUILD);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /// A "not modified" if the client has this already, else `answer`, with the tag on it.
    public Response answer(
            @Nullable String ifNoneMatch, Supplier<Response.ResponseBuilder> answer) {
        Response.ResponseBuilder builder =
                ifNoneMatch != null && EntityTags.match(ifNoneMatch, "\"" + value() + "\"")
                        ? Response.notModified()
                        : answer.get();
        return builder.tag(new EntityTag(value())).header("Cache-Control", "no-cache").build();
    }
}
