package org.annals.codebook;

import org.jspecify.annotations.Nullable;

/// How a draft names an actor, conflict or dyad: by `id`, by outside key or by exact name, the
/// first of them that is given and known. `create` makes a record that is not there.
public record Reference(
        @Nullable Integer id, @Nullable OutsideKey origin, @Nullable String name, boolean create) {

    public Reference {
        if (id == null && origin == null && name == null) {
            throw new IllegalArgumentException("a reference has an id, an origin or a name");
        }
    }
}
