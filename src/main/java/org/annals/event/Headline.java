package org.annals.event;

import java.util.Arrays;
import java.util.Locale;
import org.annals.platform.http.Parameters;
import org.annals.platform.sql.Snapshot;

/// By which rule date and toll of an event are taken from what its sources say. An event whose
/// sources say nothing of one of them has it as its editor does.
public enum Headline {
    /// What the editor decided on.
    EDITOR(0),
    /// The claim that was published last.
    LATEST(1),
    /// The middle one, the lower of two: always something that somebody said.
    MEDIAN(2),
    /// The lowest toll, the earliest date.
    LOWEST(4),
    /// The highest toll, the latest date.
    HIGHEST(8);

    static final String PARAMETER = "headline";

    private final int rule;

    Headline(int rule) {
        this.rule = rule;
    }

    public static Headline read(Parameters parameters) {
        return parameters
                .value(
                        PARAMETER,
                        text ->
                                Parameters.word(
                                        PARAMETER,
                                        text,
                                        Arrays.asList(values()),
                                        rule -> rule.name().toLowerCase(Locale.ROOT)))
                .orElse(EDITOR);
    }

    /// Has `snapshot` read dates and tolls so, in the state that it looks at.
    public void in(Snapshot snapshot) {
        if (this != EDITOR) snapshot.takeHeadline(rule);
    }
}
