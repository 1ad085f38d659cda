/// States of the data that have a name, which never change: to cite, to take along, to compare.
@NullMarked
package org.annals.release;

import org.jspecify.annotations.NullMarked;
