package org.annals.platform.database;

/// Annals cannot start as things are. The message is all that the operator gets to see: it says
/// what is the matter, and what to do about it.
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartRefused(String message) {
        super(message);
    }

    StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
