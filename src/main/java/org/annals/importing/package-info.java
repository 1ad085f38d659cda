/// Outside files in: read into drafts, taken in by a run, reported, undone.
@NullMarked
package org.annals.importing;

import org.jspecify.annotations.NullMarked;
