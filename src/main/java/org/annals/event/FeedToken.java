package org.annals.event;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.annals.event.EventVersions.Place;

/// How far a client has followed the feed: a place in the order of one database. Opaque to clients.
///
/// Transactions are counted anew when a backup is restored, so that a place says nothing any more;
/// the token tells of which database of which cluster it is.
public record FeedToken(long cluster, Place place) {

    private static final int BYTES = 28;

    public String encode() {
        byte[] bytes =
                ByteBuffer.allocate(BYTES)
                        .putLong(cluster)
                        .putLong(place.transaction())
                        .putLong(place.id())
                        .putInt(place.revision())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Empty if the text is no token.
    public static Optional<FeedToken> decode(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != BYTES) return Optional.empty();
            long cluster = bytes.getLong();
            return Optional.of(
                    new FeedToken(
                            cluster, new Place(bytes.getLong(), bytes.getLong(), bytes.getInt())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
