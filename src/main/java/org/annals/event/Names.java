package org.annals.event;

import org.annals.codebook.Codebook;
import org.annals.codebook.NamedRecords;

/// What the numbers in an event's row stand for, as one snapshot sees it.
record Names(Codebook codebook, NamedRecords actors, NamedRecords conflicts, NamedRecords dyads) {}
