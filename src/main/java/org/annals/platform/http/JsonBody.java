package org.annals.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/// Reads the body of a request as JSON: strictly, and with a word on where it stops being JSON.
public final class JsonBody {

    private static final int DEEPEST = 50;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            new com.fasterxml.jackson.core.JsonFactoryBuilder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private JsonBody() {}

    /// @throws Problem if the text is not one JSON value
    public static JsonNode read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node.isMissingNode()) {
                throw Problem.of(
                        ProblemType.UNREADABLE_BODY, "The body is empty; it should be JSON.");
            }
            return node;
        } catch (JacksonException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw Problem.of(ProblemType.UNREADABLE_BODY, "The body broke off.");
        }
    }

    static Problem unreadable(JacksonException e) {
        JsonLocation at = e.getLocation();
        String where =
                at == null
                        ? ""
                        : " It stops being JSON at line %d, column %d."
                                .formatted(at.getLineNr(), at.getColumnNr());
        return Problem.of(ProblemType.UNREADABLE_BODY, "The body is not JSON." + where);
    }
}
