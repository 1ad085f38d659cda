package org.annals.time;

import java.util.List;

/// The names of the months, for messages and for reading reports.
final class EnglishMonths {
    static final List<String> NAMES =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");

    private EnglishMonths() {}

    static String name(int month) {
        return NAMES.get(month - 1);
    }
}
