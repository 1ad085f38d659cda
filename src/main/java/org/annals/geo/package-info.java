/// Values for places on Earth.
@NullMarked
package org.annals.geo;

import org.jspecify.annotations.NullMarked;
