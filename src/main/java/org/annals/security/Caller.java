package org.annals.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;

/// Who makes this request, as the token says.
@RequestScoped
public class Caller {

    static final String ROLE = "annals.role";
    static final String EXPIRES = "annals.expires";

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public boolean isKnown() {
        return !identity.isAnonymous();
    }

    /// The name given to the token; it stands as author in every revision.
    public String name() {
        return identity.getPrincipal().getName();
    }

    public Role role() {
        return identity.getAttribute(ROLE);
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(identity.getAttribute(EXPIRES));
    }
}
