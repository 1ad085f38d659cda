@NullMarked
package org.annals.release;

import org.jspecify.annotations.NullMarked;
