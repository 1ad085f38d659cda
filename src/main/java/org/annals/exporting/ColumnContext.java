package org.annals.exporting;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.annals.codebook.Codebook;
import org.annals.codebook.Country;
import org.annals.codebook.Country.GleditschWard;
import org.annals.event.EventView;
import org.annals.event.Source;
import org.jspecify.annotations.Nullable;

/// What a column needs beside the event: the codebook, and reading of the parts that pass as JSON.
final class ColumnContext {

    private static final TypeReference<List<Source>> SOURCES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Map<String, String>>> EXTRA =
            new TypeReference<>() {};

    private final Codebook codebook;
    private final ObjectMapper json;
    // Two columns are made of the sources of an event.
    private String sourcesRead = "[]";
    private List<Source> sources = List.of();

    ColumnContext(Codebook codebook, ObjectMapper json) {
        this.codebook = codebook;
        this.json = json;
    }

    String branch(EventView event) {
        return codebook.kinds().get(event.branchId()).code();
    }

    Optional<Country> country(EventView event) {
        Integer id = event.countryId();
        return id == null ? Optional.empty() : Optional.of(codebook.countries().get(id));
    }

    /// The number that stood for the country in the year of the event, or the last one where the
    /// year is not sure.
    @Nullable Integer gleditschWard(EventView event) {
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

    List<Source> sources(EventView event) {
        String text = event.sources();
        if (text == null) return List.of();
        if (!text.equals(sourcesRead)) {
            sources = read(text, SOURCES);
            sourcesRead = text;
        }
        return sources;
    }

    /// The value that the import kept of a column which has no field here.
    @Nullable String extra(EventView event, String column) {
        String extra = event.extra();
        if (extra == null) return null;
        return read(extra, EXTRA).values().stream()
                .map(columns -> columns.get(column))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JacksonException e) {
            throw new IllegalStateException("stored JSON does not read", e);
        }
    }
}
