package org.annals.actor;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.annals.codebook.NamedPages;
import org.annals.codebook.NamedRecord;
import org.annals.codebook.NamedTable;
import org.annals.codebook.OutsideKey;
import org.jspecify.annotations.Nullable;

/// States, groups and people that events refer to.
@Path("/api/v1/actors")
@RunOnVirtualThread
class ActorResource {

    @RegisterForReflection
    record Actor(int id, String name, @Nullable OutsideKey origin, String url) {}

    private final NamedPages pages;

    ActorResource(NamedPages pages) {
        this.pages = pages;
    }

    @GET
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return pages.list(NamedTable.ACTOR, (r, at) -> actor(r, uri), uri, headers);
    }

    @GET
    @Path("/{id}")
    public Response get(
            @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return pages.one(NamedTable.ACTOR, id, (r, at) -> actor(r, uri), uri, headers);
    }

    private Actor actor(NamedRecord record, UriInfo uri) {
        return new Actor(
                record.id(),
                record.name(),
                record.origin(),
                pages.url(NamedTable.ACTOR, record.id(), uri));
    }
}
