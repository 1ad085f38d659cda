package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// How one event stands to another.
@RegisterForReflection
public enum LinkRel implements Code {
    PART_OF("part-of", "Is part of"),
    CAUSED_BY("caused-by", "Was caused by"),
    RESPONSE_TO("response-to", "Responds to"),
    FOLLOWS("follows", "Follows"),
    SAME_AS("same-as", "Is the same as");

    private final String code;
    private final String label;

    LinkRel(String code, String label) {
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
