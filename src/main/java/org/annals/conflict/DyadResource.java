package org.annals.conflict;

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
import org.annals.codebook.NamedTables;
import org.annals.codebook.OutsideKey;
import org.annals.platform.sql.Snapshot;
import org.jspecify.annotations.Nullable;

/// Pairs of opposed parties, each in a conflict.
@Path("/api/v1/dyads")
@RunOnVirtualThread
class DyadResource {

    @RegisterForReflection
    record Dyad(
            int id,
            String name,
            @Nullable OutsideKey origin,
            String url,
            ConflictResource.@Nullable Name conflict) {}

    private final NamedPages pages;
    private final NamedTables tables;

    DyadResource(NamedPages pages, NamedTables tables) {
        this.pages = pages;
        this.tables = tables;
    }

    @GET
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return pages.list(NamedTable.DYAD, (r, at) -> dyad(r, at, uri), uri, headers);
    }

    @GET
    @Path("/{id}")
    public Response get(
            @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return pages.one(NamedTable.DYAD, id, (r, at) -> dyad(r, at, uri), uri, headers);
    }

    private Dyad dyad(NamedRecord record, Snapshot snapshot, UriInfo uri) {
        Integer parent = record.parent();
        return new Dyad(
                record.id(),
                record.name(),
                record.origin(),
                pages.url(NamedTable.DYAD, record.id(), uri),
                parent == null
                        ? null
                        : tables.at(NamedTable.CONFLICT, snapshot)
                                .find(parent)
                                .map(c -> new ConflictResource.Name(c.id(), c.name()))
                                .orElse(null));
    }
}
