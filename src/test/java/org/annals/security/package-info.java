/// Who may do what, over HTTP.
@NullMarked
package org.annals.security;

import org.jspecify.annotations.NullMarked;
