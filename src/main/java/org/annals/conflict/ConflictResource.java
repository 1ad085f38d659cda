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
import java.util.List;
import java.util.Objects;
import org.annals.codebook.NamedPages;
import org.annals.codebook.NamedRecord;
import org.annals.codebook.NamedTable;
import org.annals.codebook.NamedTables;
import org.annals.codebook.OutsideKey;
import org.annals.platform.sql.Snapshot;
import org.jspecify.annotations.Nullable;

/// Conflicts, each with the dyads in it.
@Path("/api/v1/conflicts")
@RunOnVirtualThread
class ConflictResource {

    @RegisterForReflection
    record Conflict(
            int id, String name, @Nullable OutsideKey origin, String url, List<Name> dyads) {}

    @RegisterForReflection
    record Name(int id, String name) {}

    private final NamedPages pages;
    private final NamedTables tables;

    ConflictResource(NamedPages pages, NamedTables tables) {
        this.pages = pages;
        this.tables = tables;
    }

    @GET
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return pages.list(NamedTable.CONFLICT, (r, at) -> conflict(r, at, uri), uri, headers);
    }

    @GET
    @Path("/{id}")
    public Response get(
            @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return pages.one(NamedTable.CONFLICT, id, (r, at) -> conflict(r, at, uri), uri, headers);
    }

    private Conflict conflict(NamedRecord record, Snapshot snapshot, UriInfo uri) {
        List<Name> dyads =
                tables.at(NamedTable.DYAD, snapshot).all().stream()
                        .filter(dyad -> Objects.equals(dyad.parent(), record.id()))
                        .map(dyad -> new Name(dyad.id(), dyad.name()))
                        .toList();
        return new Conflict(
                record.id(),
                record.name(),
                record.origin(),
                pages.url(NamedTable.CONFLICT, record.id(), uri),
                dyads);
    }
}
