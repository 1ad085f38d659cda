package org.annals.support;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One request and what came back. Names of header fields are in lower case.
record Exchange(
        String method,
        String path,
        List<String> parameters,
        int status,
        Map<String, String> headers,
        String body) {

    /// Without `charset` and the like.
    String mediaType() {
        String type = headers.getOrDefault("content-type", "");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
