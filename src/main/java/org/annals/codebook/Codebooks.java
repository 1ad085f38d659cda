package org.annals.codebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.annals.codebook.Country.GleditschWard;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.SnapshotCache;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;

/// Keeps the codebook in memory, as new as the snapshot for which it is asked.
@ApplicationScoped
public class Codebooks {

    private static final Sql KINDS =
            Sql.of(
                    """
                    select id, code, branch, label, definition, ucdp, acled, cameo, plover
                      from kind
                     order by id
                    """);
    private static final Sql COUNTRIES =
            Sql.of("select id, alpha3, alpha2, name, iso from country order by alpha3");
    private static final Sql NUMBERS =
            Sql.of("select country, gw, since, until from country_gw order by gw, since");
    private static final Sql DATASETS =
            Sql.of("select id, code, name, licence, citation, url from dataset order by id");
    private static final Sql TAGS = Sql.of("select id, name from tag");

    private final Snapshots snapshots;
    private final SnapshotCache<Codebook> cache = new SnapshotCache<>(Codebooks::load);

    Codebooks(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    public Codebook at(Snapshot snapshot) {
        return cache.at(snapshot);
    }

    /// The codebook at this moment, for the reading of parameters and drafts.
    public Codebook current() {
        return snapshots.read(cache::at);
    }

    private static Codebook load(Snapshot snapshot) {
        record Number(int country, GleditschWard gw) {}
        Map<Integer, List<GleditschWard>> numbers =
                snapshot
                        .list(
                                NUMBERS,
                                row ->
                                        new Number(
                                                row.getInt(1),
                                                new GleditschWard(
                                                        row.getInt(2),
                                                        row.getInt(3),
                                                        row.getObject(4, Integer.class))))
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Number::country,
                                        Collectors.mapping(Number::gw, Collectors.toList())));
        Map<Integer, String> tags = new HashMap<>();
        snapshot.list(TAGS, row -> tags.put(row.getInt(1), row.getString(2)));
        return new Codebook(
                new KindTree(snapshot.list(KINDS, Codebooks::kind)),
                new Countries(
                        snapshot.list(
                                COUNTRIES,
                                row ->
                                        new Country(
                                                row.getInt(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getBoolean(5),
                                                numbers.getOrDefault(row.getInt(1), List.of())))),
                snapshot.list(
                        DATASETS,
                        row ->
                                new Dataset(
                                        row.getInt(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6))),
                tags);
    }

    private static Kind kind(ResultSet row) throws SQLException {
        return new Kind(
                row.getInt(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                new Kind.Crosswalk(
                        texts(row.getArray(6)),
                        texts(row.getArray(7)),
                        texts(row.getArray(8)),
                        texts(row.getArray(9))));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
