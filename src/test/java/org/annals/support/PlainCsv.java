package org.annals.support;

import java.util.ArrayList;
import java.util.List;

/// A second reader of CSV, as short as it can be and written apart from the first, so that the two
/// can be compared.
public final class PlainCsv {
    private PlainCsv() {}

    /// All records with the header; blank lines are none.
    public static List<List<String>> read(String text) {
        var records = new ArrayList<List<String>>();
        var record = new ArrayList<String>();
        var value = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inside && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else if (c == '"') {
                inside = !inside;
            } else if (inside || (c != ',' && c != '\n' && c != '\r')) {
                value.append(c);
            } else if (c != '\r') {
                record.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    if (record.size() > 1 || !record.get(0).isEmpty()) records.add(record);
                    record = new ArrayList<>();
                }
            }
        }
        if (!record.isEmpty() || !value.isEmpty()) {
            record.add(value.toString());
            records.add(record);
        }
        return records;
    }
}
