package org.annals.event;

import jakarta.ws.rs.core.HttpHeaders;
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
        EventShape shape,
        Optional<EventFormat> format,
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

    /// @throws org.annals.platform.http.Problem that names every parameter that cannot be read
    static EventListRequest read(
            Parameters parameters, HttpHeaders headers, Codebook codebook, EventFormats formats) {
        EventQuery query = EventParameters.read(parameters, codebook);
        boolean limited = parameters.has("limit") | parameters.has("cursor");
        Optional<EventFormat> format = formats.chosen(parameters, headers);
        EventFormat.Options options =
                new EventFormat.Options(
                        format.map(other -> other.named(parameters))
                                .orElseGet(() -> EventShape.named(parameters)),
                        parameters.flag("bom"),
                        parameters.texts("extra"));
        View view = view(parameters);
        EventListRequest request =
                new EventListRequest(
                        query,
                        Headline.read(parameters),
                        parameters.value("sort", EventListRequest::order).orElse(EventOrder.DATE),
                        PageRequest.read(parameters),
                        limited,
                        parameters.value("total", EventListRequest::total).orElse(Total.BOUNDED),
                        format.map(other -> other.shape(options))
                                .orElseGet(() -> json(view, options.fields())),
                        format,
                        options);
        if (request.order == EventOrder.RELEVANCE && query.words().isEmpty()) {
            parameters.missing("q", "sort=relevance needs words to look for: give 'q' too.");
        }
        parameters.done();
        return request;
    }

    private static View view(Parameters parameters) {
        if (parameters.has("view") && parameters.has("fields")) {
            parameters.conflict(
                    "fields",
                    "view",
                    "'fields' names what is shown, of all that 'view=full' has; leave 'view' out.");
        }
        return parameters.value("view", EventListRequest::view).orElse(View.SUMMARY);
    }

    private static EventShape json(View view, List<String> fields) {
        if (!fields.isEmpty()) return EventShape.of(fields);
        return view == View.FULL ? EventShape.WHOLE : EventShape.LISTED;
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

    /// What a cursor belongs to.
    String identity(Snapshot snapshot) {
        return query
                + " "
                + order
                + (headline == Headline.EDITOR ? "" : " " + headline)
                + snapshot.past().map(past -> " at " + past.position()).orElse("");
    }
}
