@NullMarked
package org.annals.timeline;

import org.jspecify.annotations.NullMarked;
