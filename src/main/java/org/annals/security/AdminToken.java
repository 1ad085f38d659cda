package org.annals.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Sees to it that there is one token to begin with: the operator's, or with the embedded database
/// one that is made on the first start, shown once, and kept in the data folder for this user
/// alone.
@ApplicationScoped
class AdminToken {

    private static final Logger LOG = Logger.getLogger(AdminToken.class);
    private static final String NAME = "admin";
    private static final int SHORTEST = 16;

    private final Optional<String> given;
    private final Optional<Path> givenFile;
    private final boolean embedded;
    private final Path kept;
    private final Clock clock;

    AdminToken(
            @ConfigProperty(name = "annals.admin-token") Optional<String> given,
            @ConfigProperty(name = "annals.admin-token-file") Optional<Path> givenFile,
            @ConfigProperty(name = "annals.database") String database,
            @ConfigProperty(name = "annals.data-dir") Path dataDir,
            Clock clock) {
        this.given = given;
        this.givenFile = givenFile;
        this.embedded = database.equals("embedded");
        this.kept = dataDir.resolve("admin-token");
        this.clock = clock;
    }

    @Transactional
    void begin(@Observes StartupEvent start) {
        Optional<String> secret = given.or(() -> givenFile.map(AdminToken::read));
        if (secret.isEmpty() && embedded) secret = Optional.of(keptOrMade());
        if (secret.isEmpty()) {
            if (Token.count("role", Role.ADMIN.code()) == 0) {
                LOG.warn(
                        "There is no administrator yet: set ANNALS_ADMIN_TOKEN or"
                                + " ANNALS_ADMIN_TOKEN_FILE to be able to write.");
            }
            return;
        }
        if (secret.get().length() < SHORTEST) {
            throw new IllegalStateException(
                    "The admin token has fewer than %d characters; a longer one cannot be guessed."
                            .formatted(SHORTEST));
        }
        store(Token.hash(secret.get()));
    }

    // One row for the first token: a new one given by the operator takes the place of the old.
    private void store(byte[] hash) {
        Token token =
                Token.<Token>find("name = ?1 and role = ?2", NAME, Role.ADMIN.code()).firstResult();
        if (token == null) {
            token = new Token();
            token.name = NAME;
            token.role = Role.ADMIN.code();
            token.createdAt = clock.instant();
            token.hash = hash;
            token.persist();
        } else if (!MessageDigest.isEqual(token.hash, hash)) {
            token.hash = hash;
        }
    }

    private String keptOrMade() {
        if (Files.exists(kept)) {
            LOG.infof("The token of the administrator is in %s", kept);
            return read(kept);
        }
        String secret = Token.secret();
        try {
            Files.createFile(
                    kept,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(kept, secret + "\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.infof("The token of the administrator is %s (kept in %s)", secret, kept);
        return secret;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The admin token cannot be read from " + file, e);
        }
    }
}
