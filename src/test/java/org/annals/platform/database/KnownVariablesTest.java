package org.annals.platform.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownVariablesTest {
    private final KnownVariables known = KnownVariables.ofThisBuild();

    @Test
    void every_setting_in_the_application_properties_is_a_known_variable() {
        assertTrue(known.names().contains("ANNALS_DATABASE"), known::toString);
        assertTrue(known.names().contains("ANNALS_DATA_DIR"), known::toString);
    }

    @Test
    void every_known_variable_is_in_the_guide_to_deploying() throws Exception {
        String guide = Files.readString(Path.of("docs", "deploying.md"));
        for (String name : known.names()) {
            assertTrue(guide.contains("| `" + name + "` |"), name);
        }
    }

    @Test
    void other_programs_variables_are_none_of_our_business() {
        assertDoesNotThrow(
                () -> known.check(List.of("PATH", "ANNALS", "MY_ANNALS_DATA", "ANNALS_DATA_DIR")));
    }

    @Test
    void an_unknown_variable_is_refused_with_the_nearest() {
        StartRefused refused =
                assertThrows(StartRefused.class, () -> known.check(List.of("ANNALS_DATA_DRI")));
        assertTrue(
                refused.getMessage()
                        .contains(
                                "ANNALS_DATA_DRI is not a setting of Annals; the nearest is"
                                        + " ANNALS_DATA_DIR"),
                refused.getMessage());
    }
}
