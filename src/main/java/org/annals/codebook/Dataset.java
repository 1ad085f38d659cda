package org.annals.codebook;

import org.jspecify.annotations.Nullable;

/// A body of events with one licence and one way to cite it.
public record Dataset(
        int id,
        String code,
        String name,
        @Nullable String licence,
        @Nullable String citation,
        @Nullable String url) {}
