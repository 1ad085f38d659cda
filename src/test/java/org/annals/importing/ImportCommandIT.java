package org.annals.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.annals.support.PackagedService;
import org.annals.support.PackagedService.Setup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `./annals import` against a running service.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportCommandIT {

    private static final String SAMPLES = "src/test/resources/org/annals/importing/ucdp-ged/";

    private record Outcome(int code, String said) {}

    private final PackagedService service = Setup.warm("import-command").launch();

    @BeforeAll
    void it_runs() {
        service.awaitReady();
    }

    @AfterAll
    void it_stops() {
        service.close();
    }

    @Test
    void a_file_that_goes_in_whole_is_reported_and_ends_with_0() throws Exception {
        Outcome first =
                annals(
                        "import",
                        SAMPLES + "ged231-central-african-republic.csv",
                        "--format",
                        "ucdp-ged",
                        "--dataset",
                        "whole",
                        "--version",
                        "23.1");
        assertEquals(0, first.code(), first.said());
        assertSays(first, "Sending " + SAMPLES);
        assertSays(first, "status       succeeded\n");
        assertSays(first, "rows         1848\n");
        assertSays(first, "inserted     1848\n");
        Outcome again =
                annals(
                        "import",
                        SAMPLES + "ged231-central-african-republic.csv",
                        "--dataset",
                        "whole");
        assertEquals(0, again.code(), again.said());
        assertSays(again, "unchanged    1848\n");
    }

    @Test
    void a_file_that_goes_in_partly_ends_with_1_and_says_where_the_reasons_are() throws Exception {
        Outcome outcome = annals("import", SAMPLES + "odd-and-broken.csv", "--dataset", "odd");
        assertEquals(1, outcome.code(), outcome.said());
        assertSays(outcome, "status       partly\n");
        assertSays(outcome, "/complaints says why");
    }

    @Test
    void a_file_that_is_something_else_ends_with_1_and_the_reason() throws Exception {
        Outcome outcome = annals("import", "pom.xml", "--format", "ucdp-ged");
        assertEquals(1, outcome.code(), outcome.said());
        assertSays(outcome, "status       failed\n");
        assertSays(outcome, "HTML or XML");
    }

    @Test
    void what_the_service_refuses_is_told_in_its_words() throws Exception {
        Outcome outcome = annals("import", "pom.xml", "--format", "ucdp");
        assertEquals(1, outcome.code(), outcome.said());
        assertSays(outcome, "ucdp-ged");
    }

    @Test
    void what_cannot_be_sent_is_told_before_it_is() throws Exception {
        assertSays(annals("import", "no-such-file.csv"), "needs a file that can be read");
        assertSays(
                annals("import", "pom.xml", "--colour", "red"), "--format, --dataset, --version");
        assertSays(annals("import", "pom.xml", "--dataset"), "needs a value");
    }

    @Test
    void a_service_that_does_not_run_is_told() throws Exception {
        Outcome outcome = run("http://127.0.0.1:1", List.of("import", "pom.xml"));
        assertEquals(1, outcome.code(), outcome.said());
        assertSays(outcome, "does not answer");
    }

    private static void assertSays(Outcome outcome, String words) {
        assertTrue(outcome.said().contains(words), outcome.said());
    }

    private Outcome annals(String... arguments) throws IOException, InterruptedException {
        String url = service.uri("").toString();
        return run(url, List.of(arguments));
    }

    private Outcome run(String url, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Path.of("annals").toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ANNALS_"));
        builder.environment().put("ANNALS_URL", url);
        builder.environment().put("ANNALS_DATA_DIR", service.setup().folder().toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
