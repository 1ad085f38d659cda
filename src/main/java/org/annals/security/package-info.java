/// Who is calling, and what they may do.
@NullMarked
package org.annals.security;

import org.jspecify.annotations.NullMarked;
