package org.annals.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.annals.codebook.PlacePrecision;
import org.jspecify.annotations.Nullable;

/// Where an event happened: `country` is an ISO 3166-1 alpha-3 code or one of the codebook's own,
/// the position WGS84 degrees, both or neither.
@RegisterForReflection
public record Place(
        @Nullable String name,
        @Nullable String country,
        @Nullable String admin1,
        @Nullable String admin2,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable PlacePrecision precision) {}
