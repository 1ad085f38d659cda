package org.annals.security;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.annals.platform.http.Bodies;
import org.annals.platform.http.JsonBody;
import org.annals.platform.http.JsonObject;
import org.annals.platform.http.Page;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.jspecify.annotations.Nullable;

/// The tokens, for the administrator.
@Path("/api/v1/tokens")
@RunOnVirtualThread
@RolesAllowed(Role.Names.ADMIN)
class TokenResource {

    private static final int LONGEST_NAME = 100;

    @RegisterForReflection
    record TokenView(
            int id, String name, String role, Instant createdAt, @Nullable Instant expiresAt) {

        static TokenView of(Token token) {
            return new TokenView(
                    token.id, token.name, token.role, token.createdAt, token.expiresAt);
        }
    }

    /// A token as it is made: the only time that its secret is shown.
    @RegisterForReflection
    record NewToken(
            int id,
            String name,
            String role,
            Instant createdAt,
            @Nullable Instant expiresAt,
            String token) {}

    private final Clock clock;
    private final PublicAddress address;
    private final Bodies bodies;

    TokenResource(Clock clock, PublicAddress address, Bodies bodies) {
        this.clock = clock;
        this.address = address;
        this.bodies = bodies;
    }

    @GET
    @Transactional
    public Response list(@Context UriInfo uri) {
        Parameters.of(uri).done();
        List<TokenView> tokens = Token.<Token>listAll().stream().map(TokenView::of).toList();
        return new Page<>(tokens, Page.Total.exactly(tokens.size()), null)
                .answer()
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, @Context UriInfo uri) throws IOException {
        Parameters.of(uri).done();
        JsonObject object = JsonObject.of(JsonBody.read(bodies.event(body)));
        Token token = new Token();
        token.name = object.text("name", LONGEST_NAME).orElse("");
        token.role = object.text("role", LONGEST_NAME).orElse("");
        token.expiresAt = object.instant("expiresAt").orElse(null);
        if (token.name.isBlank()) object.fault("name", "A token needs the name of who uses it.");
        List<String> roles = Arrays.stream(Role.values()).map(Role::code).toList();
        if (!roles.contains(token.role)) {
            object.fault("role", "The role is one of " + String.join(", ", roles) + ".");
        }
        object.done(ProblemType.UNREADABLE_BODY);
        String secret = Token.secret();
        token.hash = Token.hash(secret);
        token.createdAt = clock.instant();
        token.persist();
        NewToken made =
                new NewToken(
                        token.id, token.name, token.role, token.createdAt, token.expiresAt, secret);
        return Response.created(URI.create(address.base(uri) + "/api/v1/tokens/" + token.id))
                .header("Cache-Control", "no-store")
                .entity(made)
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    public Response delete(@PathParam("id") String id, @Context UriInfo uri) {
        Parameters.of(uri).done();
        boolean there = id.matches("\\d{1,9}") && Token.deleteById(Integer.valueOf(id));
        if (!there) {
            throw Problem.of(ProblemType.RECORD_NOT_FOUND, "There is no token '%s'.".formatted(id));
        }
        return Response.noContent().build();
    }
}
