package org.annals.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.annals.support.PackagedService;
import org.annals.support.PackagedService.Setup;
import org.junit.jupiter.api.Test;

class PageIT {

    private static final Path SOURCES = Path.of("src", "main", "webui");
    // Events of many countries and years, beside the starter data.
    private static final Path SAMPLE =
            Path.of("src/test/resources/org/annals/importing/ucdp-ged/ged231-world-sample.csv");
    private static final int NO_BROWSER = 77;
    private static final int MINUTES = 10;

    @Test
    void a_person_finds_their_way_through_the_page() throws Exception {
        try (PackagedService service = Setup.fresh("page").start()) {
            service.load("format=ucdp-ged&version=23.1", SAMPLE);
            Path said = Files.createTempFile("annals-page-", ".txt");
            ProcessBuilder person =
                    new ProcessBuilder("node", "e2e/page.mjs", service.uri("").toString())
                            .directory(SOURCES.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile());
            person.environment().put("ANNALS_ADMIN_TOKEN", service.token());
            Process browser = person.start();
            if (!browser.waitFor(MINUTES, TimeUnit.MINUTES)) {
                browser.destroyForcibly();
                fail("the page is not done after %d minutes".formatted(MINUTES));
            }
            String report = Files.readString(said, StandardCharsets.UTF_8);
            System.out.print(report);
            if (browser.exitValue() == NO_BROWSER)
                abort("There is no Chromium: the page is not tried.");
            assertEquals(0, browser.exitValue(), report);
            assertTrue(report.contains(", 0 failed"), report);
        }
    }
}
