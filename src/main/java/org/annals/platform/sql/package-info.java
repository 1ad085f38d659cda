/// Puts SQL text and its parameters together, and reads and writes rows.
@NullMarked
package org.annals.platform.sql;

import org.jspecify.annotations.NullMarked;
