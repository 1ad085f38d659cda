/// Serves the page.
@NullMarked
package org.annals.explorer;

import org.jspecify.annotations.NullMarked;
