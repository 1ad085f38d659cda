package org.annals.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/// How to cite a release: as a sentence, for BibTeX, and for what reads CSL-JSON.
@RegisterForReflection
record Citation(String text, String bibtex, Csl csl) {

    /// A data set as the Citation Style Language describes one.
    @RegisterForReflection
    record Csl(
            String id,
            String type,
            String title,
            String version,
            String publisher,
            Issued issued,
            @JsonProperty("URL") String url,
            String note) {}

    @RegisterForReflection
    record Issued(@JsonProperty("date-parts") List<List<Integer>> dateParts) {}

    static Citation of(Release release, String base) {
        LocalDate day = release.at().atOffset(ZoneOffset.UTC).toLocalDate();
        String url = release.url(base);
        String title = release.title() == null ? "Annals: dated events" : release.title();
        String made =
                release.contents()
                        .map(contents ->
                                contents.datasets().stream()
                                        .map(part ->
                                                "%s (%d events)"
                                                        .formatted(
                                                                part.citation() == null
                                                                        ? part.name()
                                                                        : part.citation(),
                                                                part.events()))
                                        .collect(Collectors.joining("; ")))
                        .orElse("");
        String text =
                "%s. Release %s of %s. %s%s"
                        .formatted(
                                title,
                                release.name(),
                                day,
                                url,
                                made.isEmpty() ? "." : ". Made of: " + made + ".");
        String bibtex =
                """
                @misc{annals-%s,
                  title = {%s},
                  howpublished = {Annals},
                  version = {%s},
                  year = {%d},
                  month = {%d},
                  url = {%s},
                  note = {%s}
                }
                """
                        .formatted(
                                release.name(),
                                escaped(title),
                                release.name(),
                                day.getYear(),
                                day.getMonthValue(),
                                url,
                                escaped(made.isEmpty() ? "" : "Made of: " + made));
        return new Citation(
                text,
                bibtex,
                new Csl(
                        "annals-" + release.name(),
                        "dataset",
                        title,
                        release.name(),
                        "Annals",
                        new Issued(
                                List.of(
                                        List.of(
                                                day.getYear(),
                                                day.getMonthValue(),
                                                day.getDayOfMonth()))),
                        url,
                        made));
    }

    // What TeX would take for itself.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append(c);
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
