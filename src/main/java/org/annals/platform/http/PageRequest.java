package org.annals.platform.http;

import java.util.Optional;

/// How many items a page holds at most, and the cursor from which it goes on.
public record PageRequest(int limit, Optional<String> cursor) {

    public static final int MOST = 1000;
    public static final int USUAL = 100;

    public static PageRequest read(Parameters parameters) {
        return new PageRequest(
                parameters.whole("limit", 1, MOST).orElse(USUAL), parameters.text("cursor"));
    }
}
