package org.annals.security;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What a token may do; each role may all that those before it may.
public enum Role {
    /// Creates and proposes.
    CONTRIBUTOR(Role.Names.CONTRIBUTOR),
    /// Changes, retracts, merges, imports.
    EDITOR(Role.Names.EDITOR),
    /// Releases, tokens, undo.
    ADMIN(Role.Names.ADMIN);

    /// The names as constants, for annotations.
    public static final class Names {
        public static final String CONTRIBUTOR = "contributor";
        public static final String EDITOR = "editor";
        public static final String ADMIN = "admin";

        private Names() {}
    }

    private final String code;

    Role(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Role of(String code) {
        return Arrays.stream(values()).filter(r -> r.code.equals(code)).findFirst().orElseThrow();
    }

    /// The codes of this role and all below it.
    Set<String> includes() {
        return Arrays.stream(values())
                .filter(role -> role.ordinal() <= ordinal())
                .map(Role::code)
                .collect(Collectors.toSet());
    }
}
