package org.annals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// What the build hands to GraalVM: it knows of no class that is only looked at while running, and
/// of no file, unless it is told.
class NativeSourcesIT {

    private static final Path SOURCES = Path.of("target", "native-sources");

    @Test
    void every_shape_of_json_is_told() throws IOException {
        Set<String> told =
                nodes(metadata("reflect-config.json"))
                        .map(type -> type.path("name").asText())
                        .collect(Collectors.toSet());
        List<String> untold =
                new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("org.annals")
                                .stream()
                                .filter(type -> type.isAnnotatedWith(RegisterForReflection.class))
                                .map(JavaClass::getName)
                                .filter(name -> !told.contains(name))
                                .toList();
        assertEquals(List.of(), untold);
        assertTrue(told.contains("org.annals.event.EventDetail"));
    }

    @Test
    void every_file_that_is_read_while_running_is_told() throws IOException {
        List<String> patterns =
                nodes(metadata("resource-config.json").path("resources").path("includes"))
                        .map(file -> file.path("pattern").asText())
                        .toList();
        for (String file :
                List.of(
                        "application.properties",
                        "db/migration/V1__core.sql",
                        "db/migration/R__codebook.sql",
                        "starter/mali.ndjson",
                        "org/annals/time/words.properties")) {
            assertTrue(patterns.stream().anyMatch(file::matches), file);
        }
        String arguments = Files.readString(SOURCES.resolve("native-image.args"));
        assertTrue(arguments.contains("IncludeResourceBundles=org.annals.time.words"), arguments);
    }

    private static JsonNode metadata(String name) throws IOException {
        Path jar;
        try (Stream<Path> files = Files.list(SOURCES)) {
            jar =
                    files.filter(file -> file.toString().endsWith("-runner.jar"))
                            .findFirst()
                            .orElseThrow();
        }
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in =
                        zip.getInputStream(zip.getEntry("META-INF/native-image/" + name))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static Stream<JsonNode> nodes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
