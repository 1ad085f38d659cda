/// Everything HTTP that is not about events: one table of problems, one paging value, one rule for
/// entity tags.
@NullMarked
package org.annals.platform.http;

import org.jspecify.annotations.NullMarked;
