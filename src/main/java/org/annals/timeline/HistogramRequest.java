package org.annals.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.Codebook;
import org.annals.event.EventParameters;
import org.annals.event.EventQuery;
import org.annals.event.Headline;
import org.annals.platform.http.Parameters;

/// All that `GET /timeline/histogram` is asked.
record HistogramRequest(
        EventQuery query,
        Headline headline,
        Unit unit,
        Counting counting,
        Split split,
        int top,
        Optional<Form> form) {

    /// In what the answer is written.
    enum Form {
        JSON,
        CSV
    }

    static final int MOST_SPLIT = 50;
    private static final int USUAL_SPLIT = 10;
    private static final List<Split> SPLITS =
            Arrays.stream(Split.values()).filter(split -> split != Split.NONE).toList();

    /// @throws org.annals.platform.http.Problem that names every parameter that cannot be read
    static HistogramRequest read(Parameters parameters, Codebook codebook) {
        EventQuery query = EventParameters.readForCounting(parameters, codebook);
        Optional<Split> split =
                parameters.value(
                        "split", text -> Parameters.word("split", text, SPLITS, Split::code));
        Optional<Integer> top = parameters.whole("top", 1, MOST_SPLIT);
        HistogramRequest request =
                new HistogramRequest(
                        query,
                        Headline.read(parameters),
                        parameters
                                .value("by", text -> word("by", text, Unit.values(), Unit::code))
                                .orElse(Unit.MONTH),
                        parameters
                                .value(
                                        "counting",
                                        text ->
                                                word(
                                                        "counting",
                                                        text,
                                                        Counting.values(),
                                                        Counting::code))
                                .orElse(Counting.ONSET),
                        split.orElse(Split.NONE),
                        top.orElse(USUAL_SPLIT),
                        parameters.value(
                                "format",
                                text ->
                                        word(
                                                "format",
                                                text,
                                                Form.values(),
                                                form ->
                                                        form.name()
                                                                .toLowerCase(
                                                                        java.util.Locale.ROOT))));
        if (top.isPresent() && split.isEmpty() && !parameters.has("split")) {
            parameters.missing(
                    "split", "'top' says how many values of a split are shown: give 'split' too.");
        }
        parameters.done();
        return request;
    }

    private static <T> T word(
            String name, String text, T[] values, java.util.function.Function<T, String> code) {
        return Parameters.word(name, text, Arrays.asList(values), code);
    }
}
