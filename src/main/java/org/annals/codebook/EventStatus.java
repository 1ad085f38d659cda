package org.annals.codebook;

/// How far an event is believed.
public enum EventStatus implements Code {
    REPORTED("reported", "Reported"),
    CONFIRMED("confirmed", "Confirmed by several sources"),
    DISPUTED("disputed", "Disputed"),
    RETRACTED("retracted", "Retracted: not counted any more");

    private final String code;
    private final String label;

    EventStatus(String code, String label) {
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
