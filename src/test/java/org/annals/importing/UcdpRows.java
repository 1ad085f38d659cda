package org.annals.importing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.annals.support.PlainCsv;
import org.annals.support.Uploads;
import org.jspecify.annotations.NullUnmarked;

/// Rows of a real file of UCDP GED, to be changed and sent. Rows are counted from 0, and the first
/// of them stands in line 2 as long as no value spans lines.
@NullUnmarked
final class UcdpRows {

    private final List<List<String>> records;

    private UcdpRows(List<List<String>> records) {
        this.records = records;
    }

    static UcdpRows of(String sample) {
        return new UcdpRows(
                PlainCsv.read(new String(Samples.bytes(sample), StandardCharsets.UTF_8)));
    }

    /// The first rows whose values have no line breaks.
    static UcdpRows first(int count) {
        UcdpRows all = of(Samples.CENTRAL_AFRICA);
        List<List<String>> some = new ArrayList<>(List.of(all.records.getFirst()));
        all.records.stream()
                .skip(1)
                .filter(row -> row.stream().noneMatch(value -> value.contains("\n")))
                .limit(count)
                .forEach(row -> some.add(new ArrayList<>(row)));
        return new UcdpRows(some);
    }

    int size() {
        return records.size() - 1;
    }

    String get(int row, String column) {
        return records.get(row + 1).get(place(column));
    }

    UcdpRows set(int row, String column, String value) {
        records.get(row + 1).set(place(column), value);
        return this;
    }

    UcdpRows setAll(String column, String value) {
        for (int row = 0; row < size(); row++) set(row, column, value);
        return this;
    }

    UcdpRows without(int row) {
        records.remove(row + 1);
        return this;
    }

    private int place(String column) {
        int place = records.getFirst().indexOf(column);
        if (place < 0) throw new AssertionError("no column " + column);
        return place;
    }

    String csv() {
        return Uploads.csv(records);
    }
}
