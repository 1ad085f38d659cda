/// Conflicts and the dyads in them.
@NullMarked
package org.annals.conflict;

import org.jspecify.annotations.NullMarked;
