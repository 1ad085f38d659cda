package org.annals.importing;

import org.jspecify.annotations.Nullable;

/// Which data set a file belongs to and which version of it the file is, as far as the import says.
/// A `dataset` of null is the format's own.
record Edition(@Nullable String dataset, @Nullable String version) {}
