/// What a date text means, in EDTF or in words.
@NullMarked
package org.annals.dating;

import org.jspecify.annotations.NullMarked;
