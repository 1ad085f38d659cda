package org.annals.timeline;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.annals.platform.http.Parameters;
import org.annals.security.Role;
import org.annals.timeline.Recount.Run;

/// `/timeline/recount`: has the kept sums counted anew, and says how far that is.
@Path("/api/v1/timeline/recount")
@RunOnVirtualThread
class RecountResource {

    private final Recount recount;

    RecountResource(Recount recount) {
        this.recount = recount;
    }

    @GET
    public Response last(@Context UriInfo uri) {
        Parameters.of(uri).done();
        return answer(Response.ok(), recount.last());
    }

    @POST
    @RolesAllowed(Role.Names.ADMIN)
    public Response begin(@Context UriInfo uri) {
        Parameters.of(uri).done();
        return answer(Response.accepted(), recount.begin());
    }

    private static Response answer(Response.ResponseBuilder answer, Run run) {
        return answer.entity(run)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
