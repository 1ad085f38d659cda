package org.annals.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Where the columns of one UCDP GED file stand. They are found by name: versions 19.1 to 22.1 lack
/// six of the columns and have the tolls in another order.
final class UcdpHeader {
    private final List<String> names;
    private final int[] placeOf = new int[UcdpColumn.values().length];

    /// The places whose values go to `extra`, whatever they are.
    private final boolean[] alwaysKept;

    /// All places in the order of their names, so that `extra` is equal whatever order a file has.
    private final int[] byName;

    private UcdpHeader(List<String> names) {
        this.names = names;
        this.alwaysKept = new boolean[names.size()];
        Arrays.fill(alwaysKept, true);
        for (UcdpColumn column : UcdpColumn.values()) {
            int place = names.indexOf(column.header);
            placeOf[column.ordinal()] = place;
            if (place >= 0) alwaysKept[place] = column.alwaysKept;
        }
        this.byName =
                IntStream.range(0, names.size())
                        .boxed()
                        .sorted(Comparator.comparing(names::get))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    static UcdpHeader of(List<String> names) throws FileRefused {
        var missing = new ArrayList<String>();
        for (UcdpColumn column : UcdpColumn.values()) {
            if (column.required && !names.contains(column.header)) missing.add(column.header);
        }
        if (missing.isEmpty()) return new UcdpHeader(names);
        if (names.size() == 1 && (names.get(0).contains(";") || names.get(0).contains("\t"))) {
            throw new FileRefused(
                    1,
                    "The columns are not separated by commas. Save the file as CSV with commas.");
        }
        throw new FileRefused(
                1,
                "This is no UCDP GED file: it lacks the column%s %s. The first line must name the columns as UCDP does."
                        .formatted(missing.size() == 1 ? "" : "s", String.join(", ", missing)));
    }

    int size() {
        return names.size();
    }

    /// Where `column` stands, -1 when the file has none.
    int placeOf(UcdpColumn column) {
        return placeOf[column.ordinal()];
    }

    String name(int place) {
        return names.get(place);
    }

    boolean alwaysKept(int place) {
        return alwaysKept[place];
    }

    int[] placesByName() {
        return byName;
    }
}
