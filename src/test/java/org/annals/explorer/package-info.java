/// The page, in a browser.
@NullMarked
package org.annals.explorer;

import org.jspecify.annotations.NullMarked;
