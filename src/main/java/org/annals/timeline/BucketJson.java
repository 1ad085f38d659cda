package org.annals.timeline;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/// How a bucket is written as JSON, field by field: a histogram has hundreds of them, and to have
/// their fields looked up took a fifth of the service's time for it.
final class BucketJson extends JsonSerializer<Bucket> {

    private static final SerializableString START = new SerializedString("start");
    private static final SerializableString END = new SerializedString("end");
    private static final SerializableString EVENTS = new SerializedString("events");
    private static final SerializableString FATALITIES = new SerializedString("fatalities");
    private static final SerializableString LOW = new SerializedString("low");
    private static final SerializableString BEST = new SerializedString("best");
    private static final SerializableString HIGH = new SerializedString("high");
    private static final SerializableString UNKNOWN = new SerializedString("unknown");
    private static final SerializableString CERTAIN = new SerializedString("certain");
    private static final SerializableString EXPECTED = new SerializedString("expected");
    private static final SerializableString POSSIBLE = new SerializedString("possible");

    @Override
    public void serialize(Bucket bucket, JsonGenerator json, SerializerProvider context)
            throws IOException {
        json.writeStartObject();
        json.writeFieldName(START);
        json.writeString(bucket.start());
        json.writeFieldName(END);
        json.writeString(bucket.end());
        write(json, EVENTS, bucket.events());
        json.writeFieldName(FATALITIES);
        json.writeStartObject();
        write(json, LOW, bucket.fatalities().low());
        write(json, BEST, bucket.fatalities().best());
        write(json, HIGH, bucket.fatalities().high());
        write(json, UNKNOWN, bucket.fatalities().unknown());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SerializableString name, Weights weights)
            throws IOException {
        json.writeFieldName(name);
        json.writeStartObject();
        json.writeFieldName(CERTAIN);
        json.writeNumber(weights.certain());
        if (weights.expected() != null) {
            json.writeFieldName(EXPECTED);
            json.writeNumber(weights.expected());
        }
        json.writeFieldName(POSSIBLE);
        json.writeNumber(weights.possible());
        json.writeEndObject();
    }
}
