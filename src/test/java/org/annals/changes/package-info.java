@NullMarked
package org.annals.changes;

import org.jspecify.annotations.NullMarked;
