package org.annals.security;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.annals.platform.http.Parameters;
import org.jspecify.annotations.Nullable;

/// `GET /me`: who the token says one is.
@Path("/api/v1/me")
@RunOnVirtualThread
@Authenticated
class MeResource {

    @RegisterForReflection
    record Me(String name, String role, @Nullable Instant expiresAt) {}

    private final Caller caller;

    MeResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    public Response me(@Context UriInfo uri) {
        Parameters.of(uri).done();
        Me me = new Me(caller.name(), caller.role().code(), caller.expiresAt().orElse(null));
        return Response.ok(me).header("Cache-Control", "no-store").build();
    }
}
