package org.annals.platform.sql;

import java.time.Instant;

/// A state that everyone could see once.
///
/// @param at when it was noted as what everyone could see
/// @param position the transaction below which all had ended, and whose work is the state
public record Past(Instant at, long position) {}
