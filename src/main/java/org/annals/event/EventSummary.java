package org.annals.event;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// An event as lists show it: without description, sources, outside keys and what an import kept
/// aside.
@RegisterForReflection
@JsonSerialize(using = EventShape.Listed.class)
public record EventSummary(EventDetail event) {}
