package org.annals.platform.database;

import java.nio.file.Path;
import java.util.Map;
import org.annals.support.TestFolder;

/// A data folder for one test. The programs are unpacked once for all tests.
record ScratchFolder(Path path) {
    private static final Path UNPACKED = TestFolder.of("postgresql");

    static ScratchFolder in(Path temp) {
        return new ScratchFolder(temp.resolve("data"));
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    /// As the service starts it, but for data that nobody minds losing in a power failure.
    EmbeddedPostgres start() {
        return start(Map.of("fsync", "off"));
    }

    EmbeddedPostgres start(Map<String, String> settings) {
        return EmbeddedPostgres.start(path, _ -> programs(), settings);
    }

    private static PostgresBinaries programs() {
        try (DataFolder shared = DataFolder.lock(UNPACKED)) {
            return PostgresBinaries.in(shared);
        }
    }

    ProcessHandle server() {
        return ProcessHandle.of(PostmasterFile.of(cluster()).orElseThrow().pid()).orElseThrow();
    }
}
