package org.annals.timeline;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.annals.codebook.Codebooks;
import org.annals.event.EventParameters;
import org.annals.event.EventQuery;
import org.annals.event.Headline;
import org.annals.platform.http.AsOf;
import org.annals.platform.http.SnapshotTag;

/// `GET /facets`: how many of the events that match have each value of a field.
@Path("/api/v1/facets")
@Blocking
class FacetResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final AsOf asOf;
    private final Codebooks codebooks;
    private final Facets.Count facets;

    FacetResource(AsOf asOf, Codebooks codebooks, Facets.Count facets) {
        this.asOf = asOf;
        this.codebooks = codebooks;
        this.facets = facets;
    }

    @GET
    public Response count(@Context UriInfo uri, @Context HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    EventQuery query =
                            EventParameters.readForCounting(parameters, codebooks.at(snapshot));
                    int top = parameters.whole("top", 1, MOST).orElse(USUAL);
                    Headline headline = Headline.read(parameters);
                    parameters.done();
                    headline.in(snapshot);
                    return SnapshotTag.of(snapshot, "facets")
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () -> {
                                        snapshot.askOnce();
                                        return Response.ok(
                                                facets.count(snapshot, query, top),
                                                MediaType.APPLICATION_JSON_TYPE);
                                    });
                });
    }
}
