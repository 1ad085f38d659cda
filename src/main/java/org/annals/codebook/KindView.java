package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// A kind as shown, with the codes around it in the tree.
@RegisterForReflection
public record KindView(
        String code,
        String label,
        String definition,
        String branch,
        List<String> leaves,
        Kind.Crosswalk crosswalk) {

    public static KindView of(Kind kind, KindTree tree) {
        return new KindView(
                kind.code(),
                kind.label(),
                kind.definition(),
                tree.branchOf(kind).code(),
                kind.isBranch() ? tree.leavesOf(kind).stream().map(Kind::code).toList() : List.of(),
                kind.crosswalk());
    }
}
