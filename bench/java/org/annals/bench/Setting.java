package org.annals.bench;

import java.nio.file.Path;
import org.annals.bench.Cluster.Database;

/// What a section of the bench works on. It starts the service itself, on the database or on a copy.
///
/// @param size how many events there are
record Setting(Cluster cluster, Path work, int size, Database database, Figures figures) {

    Service service() throws Exception {
        return Service.start(work, database);
    }

    Setting with(Database other) {
        return new Setting(cluster, work, size, other, figures);
    }
}
