/// The formats in which events are handed out, as their readers read them.
@NullMarked
package org.annals.exporting;

import org.jspecify.annotations.NullMarked;
