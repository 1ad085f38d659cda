package org.annals.codebook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.annals.platform.http.AsOf;
import org.annals.platform.http.Nearest;
import org.annals.platform.http.Page;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.SnapshotTag;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// The data sets from which events came, with their licences and how many events are here.
@Path("/api/v1/datasets")
@RunOnVirtualThread
class DatasetResource {

    private static final Sql EVENTS =
            Sql.of("select count(*) from event where live and origin_dataset = :dataset");

    @RegisterForReflection
    record DatasetView(
            String code,
            String name,
            @Nullable String licence,
            @Nullable String citation,
            @Nullable String url,
            long events) {}

    private final AsOf asOf;
    private final Codebooks codebooks;

    DatasetResource(AsOf asOf, Codebooks codebooks) {
        this.asOf = asOf;
        this.codebooks = codebooks;
    }

    @GET
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    Optional<String> words = parameters.text("q").map(Nearest::folded);
                    parameters.done();
                    return SnapshotTag.of(snapshot, "datasets")
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () -> {
                                        List<DatasetView> sets =
                                                codebooks.at(snapshot).datasets().stream()
                                                        .filter(d -> matches(d, words))
                                                        .map(d -> view(d, snapshot))
                                                        .toList();
                                        return new Page<>(
                                                        sets, Page.Total.exactly(sets.size()), null)
                                                .answer()
                                                .type(MediaType.APPLICATION_JSON_TYPE);
                                    });
                });
    }

    private static boolean matches(Dataset dataset, Optional<String> words) {
        return words.isEmpty()
                || Nearest.folded(dataset.name() + " " + dataset.code()).contains(words.get());
    }

    @GET
    @Path("/{code}")
    public Response get(
            @PathParam("code") String code, @Context UriInfo uri, @Context HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    parameters.done();
                    Codebook codebook = codebooks.at(snapshot);
                    Dataset dataset =
                            codebook.dataset(code).orElseThrow(() -> notFound(code, codebook));
                    return SnapshotTag.of(snapshot, "dataset")
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () ->
                                            Response.ok(view(dataset, snapshot))
                                                    .type(MediaType.APPLICATION_JSON_TYPE));
                });
    }

    private static DatasetView view(Dataset dataset, Snapshot snapshot) {
        return new DatasetView(
                dataset.code(),
                dataset.name(),
                dataset.licence(),
                dataset.citation(),
                dataset.url(),
                snapshot.one(EVENTS.with("dataset", dataset.id()), row -> row.getLong(1)));
    }

    private static Problem notFound(String code, Codebook codebook) {
        List<String> codes = codebook.datasets().stream().map(Dataset::code).toList();
        return Problem.of(
                ProblemType.RECORD_NOT_FOUND,
                "There is no data set '%s'.%s /api/v1/datasets lists them."
                        .formatted(code, Nearest.hint(code, codes)));
    }
}
