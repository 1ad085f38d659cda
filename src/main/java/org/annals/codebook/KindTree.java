package org.annals.codebook;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.annals.platform.http.Nearest;

/// The kinds, two levels deep.
public final class KindTree {

    private final List<Kind> kinds;
    private final Map<String, Kind> byCode;
    private final Map<Integer, Kind> byId;

    KindTree(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
        this.byCode = kinds.stream().collect(Collectors.toMap(Kind::code, Function.identity()));
        this.byId = kinds.stream().collect(Collectors.toMap(Kind::id, Function.identity()));
    }

    public List<Kind> all() {
        return kinds;
    }

    public Kind get(int id) {
        Kind kind = byId.get(id);
        if (kind == null) throw new IllegalStateException("no kind " + id);
        return kind;
    }

    public Kind branchOf(Kind kind) {
        return get(kind.branch());
    }

    public List<Kind> leavesOf(Kind branch) {
        return kinds.stream()
                .filter(kind -> kind.branch() == branch.id() && !kind.isBranch())
                .toList();
    }

    /// @throws IllegalArgumentException that names the nearest kind
    public Kind named(String code) {
        Kind kind = byCode.get(code);
        if (kind != null) return kind;
        throw new IllegalArgumentException(
                "'%s' is no kind of event.%s /api/v1/kinds lists them."
                        .formatted(code, Nearest.hint(code, byCode.keySet())));
    }
}
