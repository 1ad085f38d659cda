package org.annals.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// One report of an event and what it claims; `published` is an EDTF date.
@RegisterForReflection
public record Source(
        @Nullable String name,
        @Nullable String url,
        @Nullable String published,
        @Nullable String headline,
        @Nullable Claim says) {

    /// What the source says where it may differ from others.
    public record Claim(
            @Nullable String edtf,
            @Nullable Integer low,
            @Nullable Integer best,
            @Nullable Integer high,
            @Nullable String note) {}
}
