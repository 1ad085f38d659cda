package org.annals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The papers say what the code says.
class PapersTest {

    private static final Path ARCHITECTURE = Path.of("ARCHITECTURE.md");
    private static final Path DEPENDENCIES = Path.of("docs/dependencies.md");

    private static final Pattern TYPE = Pattern.compile("`@?([A-Z][a-z]\\w*)`");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    // Names of others that the map of the code needs.
    private static final Set<String> FOREIGN = Set.of("RegisterForReflection");

    @Test
    void every_type_that_the_architecture_names_exists() throws IOException {
        Set<String> types =
                new ClassFileImporter()
                        .importPackages("org.annals").stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.toSet());
        assertNothing(
                found(TYPE, ARCHITECTURE).filter(n -> !types.contains(n) && !FOREIGN.contains(n)));
    }

    @Test
    void the_architecture_shows_the_map_of_packages() throws IOException {
        Map<String, Set<String>> shown = new LinkedHashMap<>();
        for (String line : Files.readAllLines(ARCHITECTURE)) {
            String[] cells = line.split("\\|");
            if (cells.length < 4) continue;
            List<String> name = CODE.matcher(cells[1]).results().map(m -> m.group(1)).toList();
            if (name.size() != 1 || !ArchitectureTest.MAY_USE.containsKey(name.getFirst()))
                continue;
            String uses = cells.length > 4 ? cells[4] : "";
            shown.putIfAbsent(
                    name.getFirst(),
                    CODE.matcher(uses).results().map(m -> m.group(1)).collect(Collectors.toSet()));
        }
        assertEquals(ArchitectureTest.MAY_USE, shown);
        assertEquals(List.copyOf(ArchitectureTest.MAY_USE.keySet()), List.copyOf(shown.keySet()));
    }

    @Test
    void every_dependency_has_its_row_and_every_row_its_dependency() throws IOException {
        SortedSet<String> used =
                found(ARTIFACT, Path.of("pom.xml")).collect(Collectors.toCollection(TreeSet::new));
        used.remove("annals");
        JsonNode page =
                new ObjectMapper().readTree(Path.of("src/main/webui/package.json").toFile());
        for (String kind : List.of("dependencies", "devDependencies")) {
            page.path(kind).fieldNames().forEachRemaining(used::add);
        }
        List<String> told =
                Files.readAllLines(DEPENDENCIES).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|")[1])
                        .flatMap(cell -> CODE.matcher(cell).results().map(m -> m.group(1)))
                        .sorted()
                        .toList();
        assertEquals(List.copyOf(used), told);
    }

    @Test
    void every_link_to_a_file_leads_to_one() throws IOException {
        for (Path paper : papers()) {
            assertNothing(
                    found(LINK, paper)
                            .filter(link -> !Files.exists(paper.resolveSibling(link)))
                            .map(link -> paper + " links to " + link));
        }
    }

    private static List<Path> papers() throws IOException {
        List<Path> folders =
                List.of(Path.of("."), Path.of("docs"), Path.of("src/main/resources/db/migration"));
        SortedSet<Path> papers = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(papers::add);
            }
        }
        assertFalse(papers.isEmpty());
        return List.copyOf(papers);
    }

    private static Stream<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map((MatchResult m) -> m.group(1));
    }

    private static void assertNothing(Stream<String> wrong) {
        assertEquals(List.of(), wrong.distinct().sorted().toList());
    }
}
