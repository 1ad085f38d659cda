package org.annals.platform.database;

import org.eclipse.microprofile.config.Config;

/// The values of `annals.database`.
enum DatabaseChoice {
    EMBEDDED,
    EXTERNAL;

    static DatabaseChoice of(Config settings) {
        String value = settings.getOptionalValue("annals.database", String.class).orElse("");
        return switch (value) {
            case "embedded" -> EMBEDDED;
            case "external" -> EXTERNAL;
            default ->
                    throw new StartRefused(
                            ("annals.database (ANNALS_DATABASE) is '%s', but only two values are known:"
                                            + " 'embedded' runs the PostgreSQL that comes with Annals,"
                                            + " 'external' uses one of yours.")
                                    .formatted(value));
        };
    }
}
