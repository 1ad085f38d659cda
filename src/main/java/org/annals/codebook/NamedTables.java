package org.annals.codebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.SnapshotCache;

/// Keeps actors, conflicts and dyads in memory, as new as the snapshot for which they are asked.
@ApplicationScoped
public class NamedTables {

    private final Map<NamedTable, SnapshotCache<NamedRecords>> caches =
            new EnumMap<>(NamedTable.class);

    NamedTables() {
        for (NamedTable table : NamedTable.values()) {
            caches.put(table, new SnapshotCache<>(table::load));
        }
    }

    public NamedRecords at(NamedTable table, Snapshot snapshot) {
        return cache(table).at(snapshot);
    }

    private SnapshotCache<NamedRecords> cache(NamedTable table) {
        SnapshotCache<NamedRecords> cache = caches.get(table);
        if (cache == null) throw new IllegalStateException("no cache of " + table);
        return cache;
    }
}
