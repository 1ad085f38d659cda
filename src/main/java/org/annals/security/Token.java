package org.annals.security;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.annals.platform.http.Sha256;
import org.jspecify.annotations.Nullable;

/// What a caller proves who they are with. The database holds only its hash: who reads the table
/// can make no request with it.
@Entity
class Token extends PanacheEntityBase {

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    String name;
    String role;
    byte[] hash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    /// A text that nobody can guess: 256 random bits.
    static String secret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return "annals_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String secret) {
        return Sha256.of(secret);
    }

    /// The token of this secret, if there is one and it has not expired. All hashes are compared,
    /// each in constant time, so that the time taken says nothing about how near a guess was.
    static Optional<Token> of(String secret, Instant now) {
        byte[] wanted = hash(secret);
        Token found = null;
        for (Token token : Token.<Token>listAll()) {
            if (MessageDigest.isEqual(token.hash, wanted)) found = token;
        }
        return Optional.ofNullable(found)
                .filter(token -> token.expiresAt == null || token.expiresAt.isAfter(now));
    }

    Role rank() {
        return Role.of(role);
    }
}
