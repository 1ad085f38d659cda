/// Every code that a field can hold: kinds, countries, data sets, tags and the closed lists.
@NullMarked
package org.annals.codebook;

import org.jspecify.annotations.NullMarked;
