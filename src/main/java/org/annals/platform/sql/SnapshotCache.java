package org.annals.platform.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps what was read of the reference tables as long as a snapshot would see the same, and some
/// of the past.
public final class SnapshotCache<T> {

    private record Kept<T>(long references, T value) {}

    private static final int OF_THE_PAST = 8;

    private final Function<Snapshot, T> load;
    private volatile @Nullable Kept<T> kept;
    private final Map<Long, T> past = new ConcurrentHashMap<>();

    public SnapshotCache(Function<Snapshot, T> load) {
        this.load = load;
    }

    /// The value as `snapshot` sees it.
    public T at(Snapshot snapshot) {
        Kept<T> present = kept;
        if (present != null && present.references == snapshot.references()) return present.value;
        if (snapshot.past().isPresent()) return before(snapshot);
        Kept<T> loaded = new Kept<>(snapshot.references(), load.apply(snapshot));
        // An older snapshot that is still open must not put its old names in place of newer ones.
        if (present == null || present.references < loaded.references) kept = loaded;
        return loaded.value;
    }

    private T before(Snapshot snapshot) {
        T known = past.get(snapshot.references());
        if (known != null) return known;
        T loaded = load.apply(snapshot);
        if (past.size() >= OF_THE_PAST) past.clear();
        past.put(snapshot.references(), loaded);
        return loaded;
    }
}
