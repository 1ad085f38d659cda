package org.annals.platform.http;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Which failures of the database are an answer to the client, and which.
final class DatabaseFailures {

    private static final Duration WAIT = Duration.ofSeconds(2);

    private DatabaseFailures() {}

    static Optional<Problem> problem(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            // The pool gives no state; it waits for a connection as long as it is told and then
            // says so.
            return String.valueOf(e.getMessage()).contains("Acquisition timeout")
                            || String.valueOf(e.getMessage()).contains("acquisition timeout")
                    ? Optional.of(busy("Every connection to the database is in use."))
                    : Optional.empty();
        }
        return switch (state) {
            case "57014" ->
                    Optional.of(
                            Problem.of(
                                            ProblemType.TOO_SLOW,
                                            "The question took longer than the service allows (30 s)."
                                                    + " Narrow the filters, ask for total=none, or export"
                                                    + " with format=csv.")
                                    .retryAfter(WAIT));
            // connection refused or lost, server stopping or starting, too many connections
            case "08000", "08001", "08003", "08004", "08006", "57P01", "57P02", "57P03", "53300" ->
                    Optional.of(busy("The database cannot be reached for the moment."));
            default -> Optional.empty();
        };
    }

    private static Problem busy(String detail) {
        return Problem.of(ProblemType.BUSY, detail).retryAfter(WAIT);
    }
}
