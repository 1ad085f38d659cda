package org.annals.codebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.annals.platform.http.Nearest;
import org.jspecify.annotations.Nullable;

/// All actors, all conflicts or all dyads, as one snapshot sees them.
public final class NamedRecords {

    private static final int NEAR = 5;

    private final Map<Integer, NamedRecord> byId = new HashMap<>();
    private final Map<OutsideKey, NamedRecord> byKey = new HashMap<>();
    private final Map<String, List<NamedRecord>> byName = new HashMap<>();
    private final List<NamedRecord> inOrder;

    NamedRecords(List<NamedRecord> records) {
        records.forEach(this::index);
        inOrder =
                records.stream()
                        .sorted(
                                Comparator.comparing((NamedRecord r) -> Nearest.folded(r.name()))
                                        .thenComparing(NamedRecord::id))
                        .toList();
    }

    private void index(NamedRecord record) {
        byId.put(record.id(), record);
        if (record.origin() != null) byKey.put(record.origin(), record);
        byName.computeIfAbsent(record.name(), name -> new ArrayList<>()).add(record);
    }

    /// In the order of their names, accents and case aside.
    public List<NamedRecord> all() {
        return inOrder;
    }

    public Optional<NamedRecord> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    public NamedRecord get(int id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no record " + id));
    }

    public Optional<NamedRecord> find(@Nullable OutsideKey key) {
        return Optional.ofNullable(key).map(byKey::get);
    }

    /// All that bear exactly this name: two groups may.
    public List<NamedRecord> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /// Those with a word that begins with `text`, then those that are misspelt alike.
    public List<NamedRecord> search(String text) {
        String wanted = Nearest.folded(text.strip());
        List<NamedRecord> found =
                new ArrayList<>(
                        inOrder.stream()
                                .filter(r -> beginsAWord(Nearest.folded(r.name()), wanted))
                                .toList());
        for (String name : Nearest.among(wanted, byName.keySet(), NEAR)) {
            for (NamedRecord record : named(name)) {
                if (!found.contains(record)) found.add(record);
            }
        }
        return found;
    }

    /// Up to five names like `text`, for a message.
    public List<String> near(String text) {
        return search(text).stream().map(NamedRecord::name).distinct().limit(NEAR).toList();
    }

    private static boolean beginsAWord(String name, String wanted) {
        int at = name.indexOf(wanted);
        while (at > 0 && Character.isLetterOrDigit(name.charAt(at - 1))) {
            at = name.indexOf(wanted, at + 1);
        }
        return at >= 0;
    }
}
