package org.annals.exporting;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.annals.codebook.Codebook;
import org.annals.codebook.Country;
import org.annals.codebook.Country.GleditschWard;
import org.annals.event.EventDetail;
import org.annals.event.Source;
import org.jspecify.annotations.Nullable;

/// What the columns of one stream need beside the event: the codebook, and reading of the parts
/// that pass as JSON.
final class ColumnContext {

    private final Codebook codebook;
    private final ObjectReader sources;
    private final ObjectReader extra;

    // More than one column asks for them, one event after the other.
    private @Nullable String sourcesText;
    private List<Source> sourcesRead = List.of();

    ColumnContext(Codebook codebook, ObjectMapper json) {
        this.codebook = codebook;
        this.sources = json.readerForListOf(Source.class);
        this.extra = json.readerFor(new TypeReference<Map<String, Map<String, String>>>() {});
    }

    String branch(EventDetail event) {
        return codebook.kinds().get(event.row().branch()).code();
    }

    Optional<Country> country(EventDetail event) {
        Integer id = event.row().country();
        return id == null ? Optional.empty() : Optional.of(codebook.countries().get(id));
    }

    /// The number that stood for the country in the year of the event, or the last one where the
    /// year is not sure.
    @Nullable Integer gleditschWard(EventDetail event) {
        Optional<Country> country = country(event);
        if (country.isEmpty() || country.get().gw().isEmpty()) return null;
        Integer year = EventColumn.year(event);
        List<GleditschWard> numbers = country.get().gw();
        return numbers.stream()
                .filter(gw -> year != null && gw.in(year))
                .findFirst()
                .orElse(numbers.getLast())
                .number();
    }

    List<Source> sources(EventDetail event) {
        String text = event.sources();
        if (text == null || text.equals("[]")) return List.of();
        if (!text.equals(sourcesText)) {
            sourcesRead = read(sources, text);
            sourcesText = text;
        }
        return sourcesRead;
    }

    /// The value that the import kept of a column which has no field here.
    @Nullable String extra(EventDetail event, String column) {
        String text = event.extra();
        if (text == null) return null;
        Map<String, Map<String, String>> datasets = read(extra, text);
        return datasets.values().stream()
                .map(columns -> columns.get(column))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    private static <T> T read(ObjectReader reader, String text) {
        try {
            return reader.readValue(text);
        } catch (JacksonException e) {
            throw new IllegalStateException("stored JSON does not read", e);
        }
    }
}
