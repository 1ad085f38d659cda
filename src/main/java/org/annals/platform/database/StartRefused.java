package org.annals.platform.database;

/// Annals cannot start as things are. The message is all that the operator gets to see: it says
/// what is the matter, and what to do about it.
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;

    StartRefused(String message) {
        super(message);
        this.message = message;
    }

    StartRefused(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /// Never null, other than in other exceptions.
    @Override
    public String getMessage() {
        return message;
    }
}
