package org.annals.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.annals.event.EventDraft;
import org.jspecify.annotations.NullUnmarked;

/// Keeps all that a format hands over, for tests to look at.
@NullUnmarked
final class Collected implements Intake {
    final Map<Long, EventDraft> drafts = new TreeMap<>();
    final List<Complaint> complaints = new ArrayList<>();

    @Override
    public void draft(long line, EventDraft draft) {
        if (drafts.put(line, draft) != null)
            throw new AssertionError("line " + line + " came twice");
    }

    @Override
    public void complain(Complaint complaint) {
        complaints.add(complaint);
    }

    EventDraft only() {
        if (drafts.size() != 1) throw new AssertionError(drafts.size() + " drafts, " + complaints);
        return drafts.values().iterator().next();
    }

    List<Complaint> of(Complaint.Kind kind) {
        return complaints.stream().filter(c -> c.kind() == kind).toList();
    }

    long refusedRows() {
        return of(Complaint.Kind.REFUSED).stream().mapToLong(Complaint::line).distinct().count();
    }

    /// The warnings about a column whose reason has `words` in it.
    long warnings(String column, String words) {
        return of(Complaint.Kind.WARNING).stream()
                .filter(c -> column.equals(c.column()) && c.reason().contains(words))
                .count();
    }
}
