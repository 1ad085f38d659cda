package org.annals.event;

import java.io.IOException;

/// Takes events one by one as they come from the database.
public interface EventSink {

    void accept(EventView event) throws IOException;

    /// Writes what stands after the last event, and flushes.
    void end() throws IOException;
}
