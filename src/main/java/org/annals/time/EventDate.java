package org.annals.time;

import java.util.Optional;

/// A date as it was written in EDTF, levels 0 to 2, and what it means.
///
/// A value of this type is valid EDTF. It may lie further away than days can be counted; only
/// [#extent] minds.
public sealed interface EventDate permits Single, Interval, OneOf, AllOf {
    /// The longest text read.
    int LONGEST_TEXT = 500;

    /// Reads an EDTF text in one pass.
    ///
    /// @throws DateRefused when the text is not EDTF, with the place of the mistake
    static EventDate parse(String edtf) {
        return new EdtfReader(edtf).read();
    }

    /// The EDTF text. Reading it again gives an equal date.
    String edtf();

    /// The four bounds, and the members where there are gaps.
    ///
    /// @param confirmedDay the day up to which an ongoing event (`2022-02-24/..`) is known to have
    ///   gone on; it moves no other date. A day before the event can have begun counts as the first
    ///   day on which it can.
    /// @throws DateRefused as out of range when a day is more than [Days#FARTHEST] days away
    Extent extent(int confirmedDay);

    /// How finely the date is written.
    Precision precision();

    /// The qualifiers of all parts, merged.
    Optional<Qualifier> qualifier();

    /// Whether the event still goes on: an interval whose end is `..`.
    boolean ongoing();
}
