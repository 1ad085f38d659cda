package org.annals.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of UCDP GED while it becomes a draft: its cells by column, and what is wrong with them.
///
/// A cell that is refused reads as null or a stand-in, and reading goes on, so that all faults of a
/// row are told at once; no draft may be made of a row that [#refused].
final class UcdpRow {
    private final UcdpHeader header;
    private final CsvRow row;
    private final BitSet kept = new BitSet();
    private final List<Complaint> complaints = new ArrayList<>(0);
    private boolean refused;

    UcdpRow(UcdpHeader header, CsvRow row) {
        this.header = header;
        this.row = row;
    }

    List<Complaint> complaints() {
        return complaints;
    }

    boolean refused() {
        return refused;
    }

    /// Whether the row has the shape that the header promises; says so when not.
    boolean isWhole() {
        if (row.oversized()) {
            refuseRow("The row is longer than a line may be. A closing quote may be missing.");
            return false;
        }
        int values = row.values().length;
        if (values != header.size()) {
            String lines =
                    row.lines() == 1
                            ? ""
                            : " It spans %,d lines, so a closing quote may be missing."
                                    .formatted(row.lines());
            refuseRow(
                    "The row has %d values where the header names %d columns.%s"
                            .formatted(values, header.size(), lines));
            return false;
        }
        for (int place = 0; place < values; place++) {
            // PostgreSQL's text cannot hold it, and the whole import would fail in the end.
            if (row.values()[place].indexOf('\0') >= 0) {
                complain(
                        Complaint.Kind.REFUSED,
                        header.name(place),
                        row.values()[place].replace('\0', '␀'),
                        "The value has a NUL character in it.");
                return false;
            }
        }
        return true;
    }

    /// The text of a cell without space around it, empty when there is none or the file has no such
    /// column.
    String text(UcdpColumn column) {
        int place = header.placeOf(column);
        return place < 0 ? "" : row.values()[place].strip();
    }

    @Nullable String textOrNull(UcdpColumn column) {
        String text = text(column);
        return text.isEmpty() ? null : text;
    }

    /// A text that may not be missing.
    String name(UcdpColumn column) {
        String text = text(column);
        if (text.isEmpty()) refuse(column, "It is empty; a name is expected.");
        return text;
    }

    /// A UCDP number as text, so that the key of a record is written one way only.
    String key(UcdpColumn column) {
        Integer number = wholeNumber(text(column));
        if (number != null && number > 0) return number.toString();
        refuse(column, "A UCDP number is expected, such as 36210.");
        return "0";
    }

    /// People killed; null when the cell is empty, which means unknown.
    @Nullable Integer toll(UcdpColumn column) {
        String text = text(column);
        if (text.isEmpty()) return null;
        Integer number = wholeNumber(text);
        if (number == null) {
            refuse(column, "A whole number of people is expected, or nothing when it is unknown.");
        } else if (number < 0) {
            refuse(
                    column,
                    "Less than 0 people cannot have been killed; leave it empty when it is unknown.");
            return null;
        }
        return number;
    }

    /// A code from `1` to `last`; empty cells and other codes give 0.
    int code(UcdpColumn column, int last) {
        String text = text(column);
        if (text.length() != 1) return 0;
        int code = text.charAt(0) - '0';
        return 1 <= code && code <= last ? code : 0;
    }

    /// A whole number, null when there is none to read.
    @Nullable Integer number(UcdpColumn column) {
        return wholeNumber(text(column));
    }

    /// Degrees between `-limit` and `limit`; null when the cell is empty.
    @Nullable Double degrees(UcdpColumn column, int limit) {
        String text = text(column);
        if (text.isEmpty()) return null;
        Double degrees = decimal(text);
        if (degrees == null) {
            refuse(column, "Degrees are expected as a decimal number, such as 12.639.");
        } else if (Math.abs(degrees) > limit) {
            refuse(column, "Degrees from -%d to %d are expected.".formatted(limit, limit));
        }
        return degrees;
    }

    /// A day, written alone or with midnight after it, as the versions and formats of UCDP do; null
    /// when refused.
    @Nullable LocalDate day(UcdpColumn column) {
        String text = text(column);
        LocalDate day = dayAtStart(text);
        if (day != null && isMidnight(text, 10)) return day;
        refuse(column, "A day is expected, such as 2013-01-31 or 2013-01-31 00:00:00.000.");
        return null;
    }

    /// The day that the first ten characters write, null when they write none.
    static @Nullable LocalDate dayAtStart(String text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') return null;
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        if (year < 0 || month < 0 || day < 0) return null;
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isMidnight(String text, int from) {
        if (text.length() == from) return true;
        if (text.charAt(from) != ' ' && text.charAt(from) != 'T') return false;
        for (int i = from + 1; i < text.length(); i++) {
            if ("0:.Z".indexOf(text.charAt(i)) < 0) return false;
        }
        return true;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            number = number * 10 + digit;
        }
        return number;
    }

    private static @Nullable Integer wholeNumber(String text) {
        boolean negative = text.startsWith("-");
        int from = negative ? 1 : 0;
        if (text.length() == from || text.length() > from + 9) return null;
        int number = digits(text, from, text.length());
        if (number < 0) return null;
        return negative ? -number : number;
    }

    /// Only what a decimal number is written with: Java also reads `NaN`, `0x1p3` and `1f`.
    private static @Nullable Double decimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    void refuse(UcdpColumn column, String reason) {
        complain(Complaint.Kind.REFUSED, column.header, text(column), reason);
    }

    void warn(UcdpColumn column, String reason) {
        complain(Complaint.Kind.WARNING, column.header, text(column), reason);
    }

    private void refuseRow(String reason) {
        complain(Complaint.Kind.REFUSED, null, null, reason);
    }

    private void complain(
            Complaint.Kind kind, @Nullable String column, @Nullable String value, String reason) {
        refused |= kind == Complaint.Kind.REFUSED;
        complaints.add(new Complaint(row.line(), column, value, reason, kind));
    }

    /// Has `extra` take the cell too, since no field can hold what it says.
    void keep(UcdpColumn column) {
        int place = header.placeOf(column);
        if (place >= 0) kept.set(place);
    }

    /// Has `extra` take the cell unless it reads letter for letter as `rewritten`, which the fields
    /// of the draft can give back.
    void keepUnless(UcdpColumn column, String rewritten) {
        if (!text(column).equals(rewritten)) keep(column);
    }

    /// What goes to `extra`: every cell that is not empty and that no field holds, by column name.
    Map<String, String> extra() {
        var extra = new LinkedHashMap<String, String>();
        for (int place : header.placesByName()) {
            if (!header.alwaysKept(place) && !kept.get(place)) continue;
            String value = row.values()[place].strip();
            if (!value.isEmpty()) extra.put(header.name(place), value);
        }
        return Collections.unmodifiableMap(extra);
    }
}
