/// Actors: states, groups and people that events refer to.
@NullMarked
package org.annals.actor;

import org.jspecify.annotations.NullMarked;
