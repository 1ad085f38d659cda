package org.annals.codebook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.annals.platform.http.Nearest;
import org.annals.platform.http.Page;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.SnapshotTag;
import org.annals.platform.sql.Snapshots;
import org.jspecify.annotations.Nullable;

/// The tree of kinds, whole in one page.
@Path("/api/v1/kinds")
@RunOnVirtualThread
class KindResource {

    private final Snapshots snapshots;
    private final Codebooks codebooks;

    KindResource(Snapshots snapshots, Codebooks codebooks) {
        this.snapshots = snapshots;
        this.codebooks = codebooks;
    }

    @GET
    public Response list(
            @Context UriInfo uri,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Parameters parameters = Parameters.of(uri);
        Optional<String> words = parameters.text("q").map(Nearest::folded);
        parameters.done();
        return snapshots.read(snapshot ->
                SnapshotTag.ofReferences(snapshot)
                        .answer(
                                ifNoneMatch,
                                () -> {
                                    KindTree tree = codebooks.at(snapshot).kinds();
                                    List<KindView> kinds =
                                            tree.all().stream()
                                                    .filter(k -> matches(k, words))
                                                    .map(k -> KindView.of(k, tree))
                                                    .toList();
                                    return new Page<>(kinds, Page.Total.exactly(kinds.size()), null)
                                            .answer()
                                            .type(MediaType.APPLICATION_JSON_TYPE);
                                }));
    }

    private static boolean matches(Kind kind, Optional<String> words) {
        return words.isEmpty()
                || Nearest.folded(kind.label() + " " + kind.code()).contains(words.get());
    }

    @GET
    @Path("/{code}")
    public Response get(
            @PathParam("code") String code,
            @Context UriInfo uri,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Parameters.of(uri).done();
        return snapshots.read(snapshot -> {
            KindTree tree = codebooks.at(snapshot).kinds();
            KindView kind = KindView.of(named(tree, code), tree);
            return SnapshotTag.ofReferences(snapshot)
                    .answer(
                            ifNoneMatch,
                            () -> Response.ok(kind).type(MediaType.APPLICATION_JSON_TYPE));
        });
    }

    private static Kind named(KindTree tree, String code) {
        try {
            return tree.named(code);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.RECORD_NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }
}
