package org.annals.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.Codebook;
import org.annals.platform.http.PageRequest;
import org.annals.platform.http.Parameters;
import org.annals.platform.sql.Snapshot;

/// All that `GET /events` is asked: which events, in what order, how many, and in what shape.
record EventListRequest(
        EventQuery query,
        Headline headline,
        EventOrder order,
        PageRequest page,
        boolean limited,
        Total total,
        Optional<View> view,
        Optional<String> format,
        EventFormat.Options options) {

    enum Total {
        BOUNDED,
        EXACT,
        NONE
    }

    enum View {
        SUMMARY,
        FULL
    }

    private static final List<String> FORMATS = List.of("json", "csv", "ndjson", "geojson");

    /// @throws org.annals.platform.http.Problem that names every parameter that cannot be read
    static EventListRequest read(Parameters parameters, Codebook codebook) {
        EventQuery query = EventParameters.read(parameters, codebook);
        boolean limited = parameters.has("limit") | parameters.has("cursor");
        Optional<String> format =
                parameters.value(
                        "format", text -> Parameters.word("format", text, FORMATS, code -> code));
        EventListRequest request =
                new EventListRequest(
                        query,
                        Headline.read(parameters),
                        parameters.value("sort", EventListRequest::order).orElse(EventOrder.DATE),
                        PageRequest.read(parameters),
                        limited,
                        parameters.value("total", EventListRequest::total).orElse(Total.BOUNDED),
                        parameters.value("view", EventListRequest::view),
                        format,
                        new EventFormat.Options(parameters.flag("bom"), parameters.texts("extra")));
        if (request.order == EventOrder.RELEVANCE && query.words().isEmpty()) {
            parameters.missing("q", "sort=relevance needs words to look for: give 'q' too.");
        }
        parameters.done();
        return request;
    }

    private static EventOrder order(String text) {
        return Parameters.word("sort", text, Arrays.asList(EventOrder.values()), EventOrder::code);
    }

    private static Total total(String text) {
        return Parameters.word(
                "total",
                text,
                Arrays.asList(Total.values()),
                t -> t.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static View view(String text) {
        return Parameters.word(
                "view",
                text,
                Arrays.asList(View.values()),
                v -> v.name().toLowerCase(java.util.Locale.ROOT));
    }

    boolean full() {
        return view.orElse(View.SUMMARY) == View.FULL;
    }

    /// What a cursor belongs to.
    String identity(Snapshot snapshot) {
        return query
                + " "
                + order
                + (headline == Headline.EDITOR ? "" : " " + headline)
                + snapshot.past().map(past -> " at " + past.position()).orElse("");
    }
}
