package org.annals.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the body of a request as JSON: strictly, and with a word on where it stops being JSON.
public final class JsonBody {

    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 1000;

    private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            new com.fasterxml.jackson.core.JsonFactoryBuilder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(LONGEST_NUMBER)
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

    // What the parser says in its own words names its classes, so it is said anew.
    static Problem unreadable(JacksonException e) {
        JsonLocation at = e.getLocation();
        String where =
                at == null
                        ? ""
                        : " Reading stopped at line %d, column %d."
                                .formatted(at.getLineNr(), at.getColumnNr());
        return Problem.of(ProblemType.UNREADABLE_BODY, reason(e) + where);
    }

    private static String reason(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "The body is nested more than %d levels deep, or holds a number of more than %d digits."
                    .formatted(DEEPEST, LONGEST_NUMBER);
        }
        Matcher twice = TWICE.matcher(e.getOriginalMessage());
        if (twice.matches()) {
            return "The field '%s' stands there twice.".formatted(twice.group(1));
        }
        return e.getOriginalMessage().contains("UTF-8")
                ? "The body is not UTF-8."
                : "The body is not JSON.";
    }
}
