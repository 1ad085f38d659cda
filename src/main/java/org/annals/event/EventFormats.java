package org.annals.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;

/// Chooses the format of an answer by what was asked for.
@ApplicationScoped
class EventFormats {

    static final String JSON = "json";

    private final List<EventFormat> formats;
    private final List<String> codes = new ArrayList<>(List.of(JSON));

    EventFormats(@Any Instance<EventFormat> formats) {
        this.formats = formats.stream().sorted(Comparator.comparing(EventFormat::code)).toList();
        this.formats.forEach(format -> codes.add(format.code()));
    }

    /// Empty for JSON. What `format` says goes before `Accept`.
    Optional<EventFormat> chosen(Parameters parameters, HttpHeaders headers) {
        Optional<String> named =
                parameters.value(
                        "format", text -> Parameters.word("format", text, codes, code -> code));
        if (parameters.has("format")) {
            return formats.stream()
                    .filter(format -> named.equals(Optional.of(format.code())))
                    .findFirst();
        }
        for (MediaType accepted : accepted(headers)) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) return Optional.empty();
            for (EventFormat format : formats) {
                if (accepted.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return Optional.of(format);
                }
            }
        }
        throw Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                "Events come as application/json, text/csv, application/x-ndjson or application/geo+json;"
                        + " Accept names none of them.");
    }

    /// None where the header is nothing that names a media type.
    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
