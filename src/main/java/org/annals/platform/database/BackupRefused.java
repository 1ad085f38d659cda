package org.annals.platform.database;

/// Nothing was backed up, or nothing restored. The message is all that the operator gets to see.
final class BackupRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;

    BackupRefused(String message) {
        super(message);
        this.message = message;
    }

    BackupRefused(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /// Never null, other than in other exceptions.
    @Override
    public String getMessage() {
        return message;
    }
}
