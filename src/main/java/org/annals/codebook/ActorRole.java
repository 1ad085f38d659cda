package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What an actor did in an event.
@RegisterForReflection
public enum ActorRole implements Code {
    SIDE_A("side-a", "Side A"),
    SIDE_B("side-b", "Side B"),
    ASSOCIATED_A("associated-a", "With side A"),
    ASSOCIATED_B("associated-b", "With side B"),
    PERPETRATOR("perpetrator", "Perpetrator"),
    TARGET("target", "Target"),
    PARTICIPANT("participant", "Participant"),
    MEDIATOR("mediator", "Mediator"),
    SPEAKER("speaker", "Speaker");

    private final String code;
    private final String label;

    ActorRole(String code, String label) {
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
