package org.annals.importing;

import org.annals.event.EventDraft;

/// Takes in the rows of a file while it is read.
///
/// A row is named by the line on which it begins, counted from 1 and with the header; no two rows
/// begin on the same line. Each row arrives as exactly one of
/// - a draft, then its warnings if it has any,
/// - one or more complaints of which at least one is [Complaint.Kind#REFUSED], and no draft.
///
/// All calls for one row come together, so rows are counted by drafts plus changes of line among
/// refusals.
interface Intake {
    void draft(long line, EventDraft draft);

    void complain(Complaint complaint);
}
