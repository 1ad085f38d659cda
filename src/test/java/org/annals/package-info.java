/// What holds for the whole of the code and its papers.
@NullMarked
package org.annals;

import org.jspecify.annotations.NullMarked;
