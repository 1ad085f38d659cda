package org.annals.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.annals.event.Source;
import org.jspecify.annotations.Nullable;

/// The reports that a row of UCDP GED since 2013 lists in `source_article`:
///
///     "Office,2013-01-03,Headline";"Office,2013-01-04,Headline"
///
/// Quotes inside are not doubled, and headlines hold commas, semicolons, quotes and whole `";"`. So
/// an entry begins where `Office,day,` can be read, and what comes before the next beginning belongs
/// to the headline. The columns `source_office`, `source_date` and `source_headline` say the same in
/// three lists that cannot be taken apart again; they only serve to tell whether anything is lost.
record UcdpReports(List<Report> reports) {
    private static final String BETWEEN = "\";\"";
    private static final int DAY_LENGTH = 10;

    /// How UCDP writes that a report has no date.
    private static final LocalDate NO_DATE = LocalDate.of(1753, 1, 1);

    /// Reads the cell; empty when it is the free text of older events.
    static Optional<UcdpReports> parse(String article) {
        if (article.length() < 2 || !article.startsWith("\"") || !article.endsWith("\"")) {
            return Optional.empty();
        }
        String list = article.substring(1, article.length() - 1);
        if (endOfOffice(list, 0) < 0) return Optional.empty();

        var reports = new ArrayList<Report>();
        for (int from = 0; from < list.length(); ) {
            int end = endOfReport(list, from);
            reports.add(Report.at(list, from, end));
            from = end + BETWEEN.length();
        }
        return Optional.of(new UcdpReports(List.copyOf(reports)));
    }

    /// The place of the comma after the office, -1 when no report begins at `from`.
    private static int endOfOffice(String list, int from) {
        for (int i = from; i + DAY_LENGTH + 1 < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '"') return -1;
            if (c == ',' && isDay(list, i + 1) && list.charAt(i + 1 + DAY_LENGTH) == ',') return i;
        }
        return -1;
    }

    private static boolean isDay(String text, int from) {
        for (int i = 0; i < DAY_LENGTH; i++) {
            char c = text.charAt(from + i);
            boolean right = i == 4 || i == 7 ? c == '-' : '0' <= c && c <= '9';
            if (!right) return false;
        }
        return true;
    }

    private static int endOfReport(String list, int from) {
        int end = list.indexOf(BETWEEN, from);
        while (end >= 0 && endOfOffice(list, end + BETWEEN.length()) < 0) {
            end = list.indexOf(BETWEEN, end + 1);
        }
        return end < 0 ? list.length() : end;
    }

    List<Source> sources() {
        return reports.stream().map(Report::source).toList();
    }

    /// The list that can be written again from [#sources], equal to the one read unless there was
    /// space around a value.
    String article() {
        return reports.stream()
                .map(r -> r.office.strip() + "," + r.day + "," + r.headline.strip())
                .collect(Collectors.joining(BETWEEN, "\"", "\""));
    }

    /// What `source_office` has to be, going by `source_article`; the next two likewise.
    String offices() {
        return reports.stream().map(Report::office).collect(Collectors.joining(";"));
    }

    String days() {
        return reports.stream().map(Report::day).collect(Collectors.joining(";"));
    }

    String headlines() {
        return reports.stream().map(Report::headline).collect(Collectors.joining(";"));
    }

    /// Whether every day is one of the calendar, so that the sources lose none.
    boolean hasRealDays() {
        return reports.stream().allMatch(r -> UcdpRow.dayAtStart(r.day) != null);
    }

    /// One report, letter for letter.
    record Report(String office, String day, String headline) {

        private static Report at(String list, int from, int end) {
            int day = endOfOffice(list, from) + 1;
            int headline = day + DAY_LENGTH + 1;
            return new Report(
                    list.substring(from, day - 1),
                    list.substring(day, day + DAY_LENGTH),
                    list.substring(headline, end));
        }

        Source source() {
            LocalDate published = UcdpRow.dayAtStart(day);
            return new Source(
                    textOrNull(office),
                    null,
                    published == null || published.equals(NO_DATE) ? null : published.toString(),
                    textOrNull(headline),
                    null);
        }

        private static @Nullable String textOrNull(String text) {
            String stripped = text.strip();
            return stripped.isEmpty() ? null : stripped;
        }
    }
}
