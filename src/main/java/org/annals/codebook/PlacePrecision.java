package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// How near the point of an event lies to where it happened, from the finest to the coarsest.
@RegisterForReflection
public enum PlacePrecision implements Code {
    EXACT("exact", "The place itself"),
    NEAR("near", "Within about 25 km"),
    DISTRICT("district", "Second-order division"),
    REGION("region", "First-order division"),
    LINEAR("linear", "Along a line or in a fuzzy area"),
    COUNTRY("country", "Only the country is known"),
    INTERNATIONAL("international", "International waters or airspace");

    private final String code;
    private final String label;

    PlacePrecision(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }
}
