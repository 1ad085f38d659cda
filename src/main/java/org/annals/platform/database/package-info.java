/// Where the data lives: the PostgreSQL that Annals brings along and runs itself, or one of the
/// operator's; decided in {@link org.annals.platform.database.Annals#main}, before anything else
/// starts.
@NullMarked
package org.annals.platform.database;

import org.jspecify.annotations.NullMarked;
