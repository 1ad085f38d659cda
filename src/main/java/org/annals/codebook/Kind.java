package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// One kind of event: a leaf of the tree, or a branch where no more is known. The crosswalk lists
/// the classes of other schemes that it stands nearest to.
public record Kind(
        int id, String code, int branch, String label, String definition, Crosswalk crosswalk) {

    @RegisterForReflection
    public record Crosswalk(
            List<String> ucdp, List<String> acled, List<String> cameo, List<String> plover) {}

    public boolean isBranch() {
        return id == branch;
    }
}
