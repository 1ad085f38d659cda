package org.annals.codebook;

/// UCDP's three classes of organised violence.
public enum ViolenceType implements Code {
    STATE_BASED("state-based", "State-based armed conflict"),
    NON_STATE("non-state", "Non-state conflict"),
    ONE_SIDED("one-sided", "One-sided violence against civilians");

    private final String code;
    private final String label;

    ViolenceType(String code, String label) {
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
