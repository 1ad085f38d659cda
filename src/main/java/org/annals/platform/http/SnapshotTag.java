package org.annals.platform.http;

import java.util.Arrays;
import java.util.Base64;
import org.annals.platform.sql.Snapshot;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// The entity tag of what was counted or listed: a hash of the snapshot in which it was read, so
/// that "not modified" can be told without running the question again.
///
/// Anything less than the snapshot (the highest transaction, the clock) tells it wrongly when an
/// older transaction commits later. The build is part of it, since a new one may print the same
/// data otherwise.
public record SnapshotTag(String value) {

    private static final int BYTES = 12;
    private static final String BUILD =
            ConfigProvider.getConfig()
                    .getOptionalValue("quarkus.application.version", String.class)
                    .orElse("");

    public static SnapshotTag of(Snapshot snapshot, String representation) {
        String all =
                snapshot.id() + " " + snapshot.references() + " " + BUILD + " " + representation;
        return new SnapshotTag(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Arrays.copyOf(Sha256.of(all), BYTES)));
    }

    public boolean isAmong(@Nullable String ifNoneMatch) {
        return EntityTags.match(ifNoneMatch, "\"" + value + "\"");
    }
}
