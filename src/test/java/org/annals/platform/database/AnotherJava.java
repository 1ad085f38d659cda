package org.annals.platform.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that runs a main class of this class path, to be killed or to refuse to start.
final class AnotherJava {
    private AnotherJava() {}

    static ProcessBuilder running(Class<?> main, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
