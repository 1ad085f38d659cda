/// Events over HTTP and as values.
@NullMarked
package org.annals.event;

import org.jspecify.annotations.NullMarked;
