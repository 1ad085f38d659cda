package org.annals.platform.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.annals.platform.database.Backup.Contents;
import org.eclipse.microprofile.config.Config;

/// What `main` is asked to do in place of serving.
sealed interface Errand {
    /// Does it; gives what there is to say then.
    String run(Config settings);

    /// Empty for serving.
    static Optional<Errand> of(String... args) {
        if (args.length == 0) return Optional.empty();
        return switch (args[0]) {
            case "backup" -> Optional.of(new BackUp(file(args)));
            case "restore" -> Optional.of(new Recover(file(args)));
            default -> Optional.empty();
        };
    }

    private static Path file(String... args) {
        if (args.length != 2 || args[1].isBlank()) {
            throw new BackupRefused("'%1$s' needs one file: ./annals %1$s FILE".formatted(args[0]));
        }
        return Path.of(args[1]).toAbsolutePath();
    }

    /// Copies the database into a file, of a service that runs too.
    record BackUp(Path file) implements Errand {
        @Override
        public String run(Config settings) {
            Contents contents =
                    switch (DatabaseChoice.of(settings)) {
                        case EMBEDDED -> embedded(dataFolder(settings));
                        case EXTERNAL -> Backup.write(external(settings), file);
                    };
            return "%s are in %s.".formatted(contents, file);
        }

        private Contents embedded(Path folder) {
            if (!Files.isDirectory(folder.resolve("cluster"))) {
                throw new BackupRefused(
                        "There is no database in %s. ANNALS_DATA_DIR names the folder that has one."
                                .formatted(folder.toAbsolutePath()));
            }
            Optional<DatabaseAddress> running = Cluster.running(folder, EmbeddedPostgres.USER);
            return running.isPresent()
                    ? Backup.write(running.get(), file)
                    : started(folder, address -> Backup.write(address, file));
        }
    }

    /// Fills an empty database from a file.
    record Recover(Path file) implements Errand {
        @Override
        public String run(Config settings) {
            Contents contents =
                    switch (DatabaseChoice.of(settings)) {
                        case EMBEDDED ->
                                started(
                                        dataFolder(settings),
                                        address -> Restore.read(address, file));
                        case EXTERNAL -> Restore.read(external(settings), file);
                    };
            return "%s were restored from %s.".formatted(contents, file);
        }
    }

    private static Path dataFolder(Config settings) {
        return Path.of(settings.getValue("annals.data-dir", String.class));
    }

    private static DatabaseAddress external(Config settings) {
        ExternalPostgres postgres = ExternalPostgres.of(settings);
        postgres.check();
        return postgres.address();
    }

    /// With the embedded server started for the time.
    private static Contents started(Path folder, Function<DatabaseAddress, Contents> copy) {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.in(folder)) {
            // Told before the start, in the middle of which a signal to stop may come.
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            postgres.start();
            return copy.apply(postgres.address());
        }
    }
}
