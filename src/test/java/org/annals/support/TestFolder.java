package org.annals.support;

import java.nio.file.Path;

/// Where tests keep what outlives one of them. Each of the processes that run tests side by side
/// has a folder of its own.
public final class TestFolder {

    private static final Path PATH =
            Path.of(System.getProperty("annals.test-folder", "target/test"));

    private TestFolder() {}

    public static Path of(String name) {
        return PATH.resolve(name);
    }
}
