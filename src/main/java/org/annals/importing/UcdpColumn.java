package org.annals.importing;

import java.util.Locale;

/// The columns of UCDP GED that are read. All others, of this version and of those to come, go to
/// `extra` as they are.
enum UcdpColumn {
    ID(Presence.REQUIRED, Extra.NO),
    YEAR(Presence.OPTIONAL, Extra.NO),
    CODE_STATUS(Presence.OPTIONAL, Extra.YES),
    TYPE_OF_VIOLENCE(Presence.REQUIRED, Extra.NO),
    CONFLICT_NEW_ID(Presence.REQUIRED, Extra.NO),
    CONFLICT_NAME(Presence.REQUIRED, Extra.NO),
    DYAD_NEW_ID(Presence.REQUIRED, Extra.NO),
    DYAD_NAME(Presence.REQUIRED, Extra.NO),
    SIDE_A_NEW_ID(Presence.REQUIRED, Extra.NO),
    SIDE_A(Presence.REQUIRED, Extra.NO),
    SIDE_B_NEW_ID(Presence.REQUIRED, Extra.NO),
    SIDE_B(Presence.REQUIRED, Extra.NO),
    NUMBER_OF_SOURCES(Presence.OPTIONAL, Extra.NO),
    SOURCE_ARTICLE(Presence.OPTIONAL, Extra.NO),
    SOURCE_OFFICE(Presence.OPTIONAL, Extra.NO),
    SOURCE_DATE(Presence.OPTIONAL, Extra.NO),
    SOURCE_HEADLINE(Presence.OPTIONAL, Extra.NO),
    WHERE_PREC(Presence.REQUIRED, Extra.NO),
    WHERE_COORDINATES(Presence.OPTIONAL, Extra.NO),
    ADM_1(Presence.OPTIONAL, Extra.NO),
    ADM_2(Presence.OPTIONAL, Extra.NO),
    LATITUDE(Presence.REQUIRED, Extra.NO),
    LONGITUDE(Presence.REQUIRED, Extra.NO),
    GEOM_WKT(Presence.OPTIONAL, Extra.NO),
    COUNTRY(Presence.OPTIONAL, Extra.YES),
    COUNTRY_ID(Presence.REQUIRED, Extra.YES),
    EVENT_CLARITY(Presence.REQUIRED, Extra.NO),
    DATE_PREC(Presence.REQUIRED, Extra.YES),
    DATE_START(Presence.REQUIRED, Extra.NO),
    DATE_END(Presence.REQUIRED, Extra.NO),
    DEATHS_A(Presence.REQUIRED, Extra.NO),
    DEATHS_B(Presence.REQUIRED, Extra.NO),
    DEATHS_CIVILIANS(Presence.REQUIRED, Extra.NO),
    DEATHS_UNKNOWN(Presence.REQUIRED, Extra.NO),
    BEST(Presence.REQUIRED, Extra.NO),
    HIGH(Presence.REQUIRED, Extra.NO),
    LOW(Presence.REQUIRED, Extra.NO);

    /// Its name in the header.
    final String header = name().toLowerCase(Locale.ROOT);

    /// Whether a file without it is no UCDP GED.
    final boolean required;

    /// Whether `extra` has it although it is read, since no field says it as finely. What is not
    /// marked so goes to `extra` only from rows whose value no field can hold ([UcdpRow#keep]).
    final boolean alwaysKept;

    UcdpColumn(Presence presence, Extra extra) {
        this.required = presence == Presence.REQUIRED;
        this.alwaysKept = extra == Extra.YES;
    }

    private enum Presence {
        REQUIRED,
        OPTIONAL
    }

    private enum Extra {
        YES,
        NO
    }
}
