/// The feed of changes: what came to be visible, in order, for those who keep a copy: they ask for
/// it, or are told.
@NullMarked
package org.annals.changes;

import org.jspecify.annotations.NullMarked;
