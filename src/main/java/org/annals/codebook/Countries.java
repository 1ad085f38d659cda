package org.annals.codebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.annals.codebook.Country.GleditschWard;
import org.annals.platform.http.Nearest;

/// The countries, found by either ISO code or by Gleditsch-Ward number.
public final class Countries {

    private final List<Country> countries;
    private final Map<String, Country> byCode = new HashMap<>();
    private final Map<Integer, Country> byId = new HashMap<>();
    private final Map<String, Country> byName = new HashMap<>();
    private final Map<Integer, List<Country>> byGleditschWard = new HashMap<>();

    Countries(List<Country> countries) {
        this.countries = List.copyOf(countries);
        for (Country country : countries) {
            byId.put(country.id(), country);
            byCode.put(country.alpha3(), country);
            if (country.alpha2() != null) byCode.put(country.alpha2(), country);
            byName.put(Nearest.folded(country.name()), country);
            for (GleditschWard gw : country.gw()) {
                byGleditschWard.computeIfAbsent(gw.number(), n -> new ArrayList<>()).add(country);
            }
        }
    }

    public List<Country> all() {
        return countries;
    }

    public Country get(int id) {
        Country country = byId.get(id);
        if (country == null) throw new IllegalStateException("no country " + id);
        return country;
    }

    /// By alpha-3 or alpha-2 code, in any case.
    ///
    /// @throws IllegalArgumentException that says the code, if a name was given
    public Country named(String code) {
        Country country = byCode.get(code.toUpperCase(Locale.ROOT));
        if (country != null) return country;
        String hint =
                Nearest.to(code, byName.keySet())
                        .map(byName::get)
                        .map(named -> " Write %s for %s.".formatted(named.alpha3(), named.name()))
                        .orElse(" /api/v1/codebook lists the codes.");
        throw new IllegalArgumentException(
                "'%s' is no ISO 3166-1 code of a country, such as MLI or ML.%s"
                        .formatted(code, hint));
    }

    /// The country that a Gleditsch-Ward number stood for in a calendar year.
    public Optional<Country> ofGleditschWard(int number, int year) {
        return byGleditschWard.getOrDefault(number, List.of()).stream()
                .filter(c -> c.gw().stream().anyMatch(gw -> gw.number() == number && gw.in(year)))
                .findFirst();
    }
}
