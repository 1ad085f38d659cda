/// The formats in which events are handed out.
@NullMarked
package org.annals.exporting;

import org.jspecify.annotations.NullMarked;
