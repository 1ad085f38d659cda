/// Values for uncertain dates: read them, print them, bound them, compare them.
///
/// A date is written in EDTF (Extended Date/Time Format, Library of Congress 2019, levels 0 to 2)
/// and read by [EventDate]. Every question is answered from the four days in [Bounds] and, where
/// the date has gaps, from its [Members]. Nothing here knows of HTTP, JSON or SQL.
@NullMarked
package org.annals.time;

import org.jspecify.annotations.NullMarked;
