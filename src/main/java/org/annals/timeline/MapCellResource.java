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

/// `GET /map/cells`: how many events in each cell of a map.
@Path("/api/v1/map/cells")
@Blocking
class MapCellResource {

    private static final int USUAL_ZOOM = 3;

    private final AsOf asOf;
    private final Codebooks codebooks;
    private final MapCells.Count cells;

    MapCellResource(AsOf asOf, Codebooks codebooks, MapCells.Count cells) {
        this.asOf = asOf;
        this.codebooks = codebooks;
        this.cells = cells;
    }

    @GET
    public Response count(@Context UriInfo uri, @Context HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    EventQuery query =
                            EventParameters.readForCounting(parameters, codebooks.at(snapshot));
                    Grid grid =
                            new Grid(parameters.whole("zoom", 0, Grid.DEEPEST).orElse(USUAL_ZOOM));
                    Headline headline = Headline.read(parameters);
                    parameters.done();
                    headline.in(snapshot);
                    return SnapshotTag.of(snapshot, "cells")
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () ->
                                            Response.ok(
                                                    cells.count(snapshot, query, grid),
                                                    MediaType.APPLICATION_JSON_TYPE));
                });
    }
}
