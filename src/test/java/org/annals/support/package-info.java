/// What tests share.
@NullMarked
package org.annals.support;

import org.jspecify.annotations.NullMarked;
