@NullMarked
package org.annals.platform.database;

import org.jspecify.annotations.NullMarked;
