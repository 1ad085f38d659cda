package org.annals.support;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The guide to querying and the contract speak of the same parameters.
class ContractGuideTest {

    private static final Pattern ADDRESS =
            Pattern.compile("http://localhost:8080(/[^'\"?]*)\\?([^'\"]*)");

    private final Contract contract = Contract.published();
    private final String guide;

    ContractGuideTest() throws IOException {
        guide = Files.readString(Path.of("docs", "querying.md"));
    }

    @Test
    void the_guide_names_every_parameter_of_the_list() {
        List<String> unnamed = new ArrayList<>(contract.parameters("GET", "/api/v1/events"));
        unnamed.removeIf(name -> guide.contains("`" + name + "`") || guide.contains(name + "="));
        assertEquals(List.of(), unnamed);
    }

    @Test
    void the_guide_uses_only_parameters_that_exist() {
        TreeSet<String> unknown =
                ADDRESS.matcher(guide)
                        .results()
                        .flatMap(address -> unknown(address).stream())
                        .collect(toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(), unknown);
    }

    private List<String> unknown(MatchResult address) {
        List<String> names = new ArrayList<>(List.of(address.group(2).split("=[^&]*&?")));
        names.removeAll(contract.parameters("GET", address.group(1)));
        return names;
    }
}
