package org.annals.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A file format that can be read into drafts.
///
/// It reads, and nothing else: what becomes of the drafts, and how a second file of the same data
/// set is compared with the first, is the run's business.
sealed interface ImportFormat permits UcdpGed, Ndjson {

    /// The name it has in `format=`, such as `ucdp-ged`.
    String code();

    /// The data set of which a file in this format holds everything; empty when it can hold any.
    Optional<String> dataset();

    /// Hands every row of `file` to `intake`, in order and once: as a draft, as complaints, or as a
    /// draft with warnings. The file is not closed.
    ///
    /// @throws FileRefused when the file as a whole cannot be read; rows handed over before are
    ///   void
    /// @throws IOException when reading fails for a reason that is not in the file
    void read(InputStream file, Edition edition, Intake intake) throws IOException, FileRefused;
}
