@NullMarked
package org.annals.time;

import org.jspecify.annotations.NullMarked;
