package org.annals.event;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.annals.codebook.OutsideKey;
import org.annals.platform.http.Sha256;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// An event as it is stored: for changing one, and as the row that a bulk load writes. It never
/// leaves this package. Transaction, record times, span class, toll and liveness are the
/// database's.
///
/// The trigger that keeps the superseded version wants one revision a statement, so an edit is
/// flushed once.
@Entity
class Event extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int revision;

    @Column(name = "start_earliest")
    int startEarliest;

    @Column(name = "start_latest")
    int startLatest;

    @Column(name = "end_earliest")
    int endEarliest;

    @Column(name = "end_latest")
    int endLatest;

    @ColumnTransformer(write = "?::int4range[]")
    @Nullable String members;

    @Column(name = "members_kind")
    @Nullable String membersKind;

    String edtf;

    @Column(name = "date_precision")
    String datePrecision;

    @Column(name = "date_qualifier")
    @ColumnTransformer(write = "?::date_qualifier")
    @Nullable String dateQualifier;

    boolean ongoing;

    @Nullable Integer confirmed;

    @Column(name = "date_text")
    @Nullable String dateText;

    @Column(name = "date_reported")
    @Nullable Integer dateReported;

    String title;

    @Nullable String description;

    int kind;

    @Column(name = "kind_branch")
    int kindBranch;

    @Column(name = "violence_type")
    @ColumnTransformer(write = "?::violence_type")
    @Nullable String violenceType;

    @Nullable Boolean aggregate;

    @ColumnTransformer(write = "?::event_status")
    String status;

    @Column(name = "tag_ids")
    @JdbcTypeCode(SqlTypes.ARRAY)
    int[] tagIds;

    @Column(name = "place_name")
    @Nullable String placeName;

    @Nullable Integer country;

    @Nullable String admin1;

    @Nullable String admin2;

    @Nullable Double latitude;

    @Nullable Double longitude;

    @Column(name = "place_precision")
    @ColumnTransformer(write = "?::place_precision")
    @Nullable String placePrecision;

    @JdbcTypeCode(SqlTypes.ARRAY)
    int[] concerns;

    @Column(name = "conflict_ids")
    @JdbcTypeCode(SqlTypes.ARRAY)
    int[] conflictIds;

    @Column(name = "dyad_ids")
    @JdbcTypeCode(SqlTypes.ARRAY)
    int[] dyadIds;

    @Column(name = "actor_ids")
    @JdbcTypeCode(SqlTypes.ARRAY)
    int[] actorIds;

    @Column(name = "actor_roles")
    @JdbcTypeCode(SqlTypes.ARRAY)
    short[] actorRoles;

    @Column(name = "fat_low")
    @Nullable Integer fatLow;

    @Column(name = "fat_best")
    @Nullable Integer fatBest;

    @Column(name = "fat_high")
    @Nullable Integer fatHigh;

    @Column(name = "fat_side_a")
    @Nullable Integer fatSideA;

    @Column(name = "fat_side_b")
    @Nullable Integer fatSideB;

    @Column(name = "fat_civilians")
    @Nullable Integer fatCivilians;

    @Column(name = "fat_unknown")
    @Nullable Integer fatUnknown;

    @ColumnTransformer(write = "?::jsonb")
    String sources;

    @ColumnTransformer(write = "?::jsonb")
    @Nullable String claims;

    @Column(name = "source_count")
    @Nullable Integer sourceCount;

    @ColumnTransformer(write = "?::jsonb")
    String links;

    @ColumnTransformer(write = "?::jsonb")
    @Nullable String extra;

    @Column(name = "origin_dataset")
    int originDataset;

    @Column(name = "origin_key")
    String originKey;

    @Column(name = "origin_version")
    @Nullable String originVersion;

    @Column(name = "origin_url")
    @Nullable String originUrl;

    @Column(name = "content_hash")
    byte[] contentHash;

    @Column(name = "recorded_by")
    String recordedBy;

    @Nullable String reason;

    @Column(name = "import_id")
    @Nullable Long importId;

    @Column(name = "merged_into")
    @Nullable Long mergedInto;

    /// Takes what another event that is the same has of sources, tags and links; `datasets` gives
    /// the codes by which links name them.
    void takeIn(Event other, IntFunction<String> datasets) {
        int sourcesBefore = StoredJson.size(sources);
        cite(StoredJson.sources(StoredJson.union(sources, other.sources)));
        int sourcesNow = StoredJson.size(sources);
        boolean counted = sourceCount == null || sourceCount == sourcesBefore;
        if (sourcesNow > sourcesBefore && counted) sourceCount = sourcesNow;
        tagIds =
                IntStream.concat(Arrays.stream(tagIds), Arrays.stream(other.tagIds))
                        .distinct()
                        .toArray();
        links =
                StoredJson.without(
                        StoredJson.union(links, other.links),
                        Set.of(
                                new OutsideKey(datasets.apply(originDataset), originKey),
                                new OutsideKey(
                                        datasets.apply(other.originDataset), other.originKey)));
    }

    /// Takes these sources, and what they say of date and toll.
    void cite(List<Source> all) {
        sources = StoredJson.sources(all);
        claims = StoredJson.claims(all);
    }

    /// What tells two drafts of one event apart: everything written but `confirmed`, which by
    /// default is the day of recording, and the version and address of the data set, which change
    /// with every release.
    byte[] hash() {
        return Sha256.of(
                String.join(
                        "\u001f",
                        edtf,
                        text(dateText),
                        text(dateReported),
                        title,
                        text(description),
                        text(kind),
                        text(violenceType),
                        text(aggregate),
                        status,
                        Arrays.toString(tagIds),
                        text(placeName),
                        text(country),
                        text(admin1),
                        text(admin2),
                        text(latitude),
                        text(longitude),
                        text(placePrecision),
                        Arrays.toString(concerns),
                        Arrays.toString(conflictIds),
                        Arrays.toString(dyadIds),
                        Arrays.toString(actorIds),
                        Arrays.toString(actorRoles),
                        text(fatLow),
                        text(fatBest),
                        text(fatHigh),
                        text(fatSideA),
                        text(fatSideB),
                        text(fatCivilians),
                        text(fatUnknown),
                        sources,
                        text(sourceCount),
                        links,
                        text(extra)));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "\u0000" : value.toString();
    }
}
