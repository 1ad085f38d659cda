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
import org.annals.platform.http.PublicAddress;
import org.annals.platform.http.SnapshotTag;

/// `GET /timeline/density`: what is worth drawing of a timeline.
@Path("/api/v1/timeline/density")
@Blocking
class DensityResource {

    private static final int USUAL_WIDTH = 1000;
    private static final int WIDEST = 10_000;

    private final AsOf asOf;
    private final Codebooks codebooks;
    private final Density.Drawing drawing;
    private final PublicAddress address;

    DensityResource(
            AsOf asOf, Codebooks codebooks, Density.Drawing drawing, PublicAddress address) {
        this.asOf = asOf;
        this.codebooks = codebooks;
        this.drawing = drawing;
        this.address = address;
    }

    @GET
    public Response draw(@Context UriInfo uri, @Context HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    EventQuery query =
                            EventParameters.readForCounting(parameters, codebooks.at(snapshot));
                    int width = parameters.whole("width", 1, WIDEST).orElse(USUAL_WIDTH);
                    Headline headline = Headline.read(parameters);
                    parameters.done();
                    headline.in(snapshot);
                    String base = address.base(uri);
                    return SnapshotTag.of(snapshot, "density")
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () ->
                                            Response.ok(
                                                    drawing.draw(snapshot, query, width, base),
                                                    MediaType.APPLICATION_JSON_TYPE));
                });
    }
}
