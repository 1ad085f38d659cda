package org.annals.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.annals.codebook.Code;
import org.annals.codebook.Codebook;
import org.annals.codebook.Codebooks;
import org.annals.codebook.Country;
import org.annals.codebook.Dataset;
import org.annals.codebook.EventStatus;
import org.annals.codebook.Kind;
import org.annals.codebook.NamedTable;
import org.annals.codebook.NamedTables;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.ViolenceType;
import org.annals.platform.sql.Snapshot;

/// Says how the number under which something is counted is written and read.
@ApplicationScoped
class Labels {

    private final Codebooks codebooks;
    private final NamedTables tables;

    Labels(Codebooks codebooks, NamedTables tables) {
        this.codebooks = codebooks;
        this.tables = tables;
    }

    Label of(Snapshot snapshot, Dimension dimension, int key) {
        Codebook codebook = codebooks.at(snapshot);
        return switch (dimension) {
            case COUNTRY, COUNTRY_ONLY -> {
                Country country = codebook.countries().get(key);
                yield new Label(country.alpha3(), country.name());
            }
            case KIND, BRANCH -> {
                Kind kind = codebook.kinds().get(key);
                yield new Label(kind.code(), kind.label());
            }
            case DATASET -> {
                Dataset dataset = codebook.dataset(key);
                yield new Label(dataset.code(), dataset.name());
            }
            case TAG -> new Label(codebook.tag(key), codebook.tag(key));
            case CONFLICT -> record(snapshot, NamedTable.CONFLICT, key);
            case DYAD -> record(snapshot, NamedTable.DYAD, key);
            case ACTOR -> record(snapshot, NamedTable.ACTOR, key);
            case STATUS -> code(List.of(EventStatus.values()), key);
            case VIOLENCE_TYPE -> code(List.of(ViolenceType.values()), key);
            case PLACE_PRECISION -> code(List.of(PlacePrecision.values()), key);
            case ALL, CELL, IMPRECISE_CELL ->
                    throw new IllegalArgumentException(dimension + " has no names");
        };
    }

    private Label record(Snapshot snapshot, NamedTable table, int id) {
        return new Label(String.valueOf(id), tables.at(table, snapshot).get(id).name());
    }

    // The enums of the database number from 1, in the order of these.
    private static Label code(List<? extends Code> codes, int place) {
        Code code = codes.get(place - 1);
        return new Label(code.code(), code.label());
    }
}
