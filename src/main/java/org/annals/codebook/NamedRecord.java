package org.annals.codebook;

import org.jspecify.annotations.Nullable;

/// An actor, conflict or dyad: its number here, its name, and its key in the data set it came from.
/// A dyad has the conflict it belongs to as `parent`.
public record NamedRecord(
        int id, String name, @Nullable OutsideKey origin, @Nullable Integer parent) {}
