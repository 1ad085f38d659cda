/// Counting: events in buckets of time, in cells of the map, and beside each value of a field.
@NullMarked
package org.annals.timeline;

import org.jspecify.annotations.NullMarked;
