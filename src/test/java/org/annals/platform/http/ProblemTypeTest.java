package org.annals.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void the_guide_says_what_the_table_says() throws IOException {
        String guide = Files.readString(Path.of("docs", "problems.md"));
        String sections =
                Arrays.stream(ProblemType.values())
                        .map(ProblemTypeTest::section)
                        .collect(Collectors.joining("\n"));
        assertEquals(sections, guide.substring(guide.indexOf("## ")));
    }

    @Test
    void every_text_is_a_sentence() {
        for (ProblemType type : ProblemType.values()) {
            assertTrue(type.meaning().matches("[A-Z'].*\\."), type.meaning());
            assertTrue(type.remedy().matches("[A-Z'].*\\."), type.remedy());
            assertTrue(type.status() >= 400 && type.status() < 600, type.slug());
        }
    }

    @Test
    void a_slug_finds_its_type_and_nothing_else_does() {
        for (ProblemType type : ProblemType.values()) {
            assertEquals(Optional.of(type), ProblemType.ofSlug(type.slug()));
        }
        assertEquals(Optional.empty(), ProblemType.ofSlug("STALE_REVISION"));
        assertEquals(Optional.empty(), ProblemType.ofSlug(""));
    }

    private static String section(ProblemType type) {
        return """
        ## %s

        `%s`, status %d

        %s
        %s
        """
                .formatted(type.title(), type.slug(), type.status(), type.meaning(), type.remedy());
    }
}
