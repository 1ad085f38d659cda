package org.annals.importing;

/// The file as a whole cannot be read: it is something else, lacks a column, or breaks off where
/// nothing after it can be trusted.
final class FileRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /// @param line where reading stopped, counted from 1
    /// @param reason what, why and what would be right, for people
    FileRefused(long line, String reason) {
        super(reason);
        this.line = line;
    }

    /// The same for the report of the run.
    Complaint complaint() {
        return new Complaint(
                line, null, null, String.valueOf(getMessage()), Complaint.Kind.REFUSED);
    }
}
