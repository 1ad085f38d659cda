package org.annals.platform.sql;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps what was read of the reference tables as long as a snapshot would see the same.
public final class SnapshotCache<T> {

    private record Kept<T>(long references, T value) {}

    private final Function<Snapshot, T> load;
    private volatile @Nullable Kept<T> kept;

    public SnapshotCache(Function<Snapshot, T> load) {
        this.load = load;
    }

    /// The value as `snapshot` sees it.
    public T at(Snapshot snapshot) {
        Kept<T> present = kept;
        if (present != null && present.references == snapshot.references()) return present.value;
        Kept<T> loaded = new Kept<>(snapshot.references(), load.apply(snapshot));
        // An older snapshot that is still open must not put its old names in place of newer ones.
        if (present == null || present.references < loaded.references) kept = loaded;
        return loaded.value;
    }
}
