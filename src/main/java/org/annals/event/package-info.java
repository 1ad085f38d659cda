/// Events: store, edit and find them.
@NullMarked
package org.annals.event;

import org.jspecify.annotations.NullMarked;
