package org.annals.changes;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.annals.event.EventVersions.Place;
import org.annals.platform.http.Parameters;
import org.jspecify.annotations.Nullable;

/// Somebody whom changes are sent to.
///
/// @param filter which, as in the query of `GET /changes`
/// @param base what addresses of events begin with
/// @param place how far it was told
record Webhook(
        long id,
        URI url,
        String filter,
        @Nullable String description,
        WebhookSecret secret,
        String base,
        String createdBy,
        Instant createdAt,
        Place place,
        @Nullable Instant deliveredAt,
        Standing standing) {

    /// The same after it took a message.
    Webhook taken() {
        return new Webhook(
                id,
                url,
                filter,
                description,
                secret,
                base,
                createdBy,
                createdAt,
                place,
                deliveredAt,
                Standing.GOOD);
    }

    /// A filter as parameters, of which nothing has been read yet.
    ///
    /// @throws IllegalArgumentException if a `%` in it is not followed by two hexadecimal digits
    static Parameters parameters(String filter) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        for (String pair : filter.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int sign = pair.indexOf('=');
            String name = sign < 0 ? pair : pair.substring(0, sign);
            String value = sign < 0 ? "" : pair.substring(sign + 1);
            given.add(decoded(name), decoded(value));
        }
        return Parameters.of(given);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
