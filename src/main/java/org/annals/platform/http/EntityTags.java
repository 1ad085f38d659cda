package org.annals.platform.http;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares entity tags; weak and strong are the same here, since a proxy that compresses may turn
/// `"…"` into `W/"…"`.
public final class EntityTags {

    private EntityTags() {}

    public static boolean match(@Nullable String header, String tag) {
        if (header == null) return false;
        return header.strip().equals("*") || list(header).contains(strong(tag));
    }

    static List<String> list(String header) {
        return Arrays.stream(header.split(",")).map(EntityTags::strong).toList();
    }

    private static String strong(String tag) {
        String stripped = tag.strip();
        return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
    }
}
