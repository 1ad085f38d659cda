package org.annals.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Reads bodies up to their bound; the server's own bound is that of a whole file to import.
@ApplicationScoped
public class Bodies {

    private final int longest;

    Bodies(@ConfigProperty(name = "annals.limits.event-body") MemorySize longest) {
        this.longest = Math.toIntExact(longest.asLongValue());
    }

    /// The body of one event or smaller thing.
    ///
    /// @throws Problem if it is longer than `annals.limits.event-body`
    public byte[] event(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(longest + 1);
        if (bytes.length <= longest) return bytes;
        throw Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "The body holds more than %d bytes, the most that one event may take. Long texts belong into sources; many events are an import."
                        .formatted(longest));
    }
}
