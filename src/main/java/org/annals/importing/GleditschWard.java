package org.annals.importing;

import java.util.Optional;

/// Whose number a Gleditsch-Ward state number is. The same number means different states in
/// different years: 345 was Yugoslavia, then Serbia and Montenegro, then Serbia.
@FunctionalInterface
interface GleditschWard {

    /// The country of `number` in the calendar year `year`, as alpha-3; empty when no state had it.
    Optional<String> country(int number, int year);
}
