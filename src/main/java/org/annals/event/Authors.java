package org.annals.event;

import jakarta.enterprise.context.ApplicationScoped;
import org.annals.event.EventEditor.Author;
import org.annals.platform.http.Parameters;
import org.annals.security.Caller;
import org.jspecify.annotations.Nullable;

/// Takes who makes a change from the token, and why from `?reason=…`.
@ApplicationScoped
class Authors {

    private final Caller caller;

    Authors(Caller caller) {
        this.caller = caller;
    }

    /// The caller's name.
    String name() {
        return caller.name();
    }

    /// Where a reason is welcome; ends the reading of parameters.
    Author of(Parameters parameters) {
        Author author = new Author(caller.name(), reason(parameters));
        parameters.done();
        return author;
    }

    /// Where readers of the history must be told why; ends the reading of parameters.
    Author withReason(Parameters parameters) {
        String reason = reason(parameters);
        if (reason == null) {
            parameters.missing(
                    "reason", "Say why: ?reason=…, which readers of the event will see.");
        }
        parameters.done();
        return new Author(caller.name(), reason);
    }

    private static @Nullable String reason(Parameters parameters) {
        return parameters.text("reason").map(String::strip).filter(r -> !r.isEmpty()).orElse(null);
    }
}
