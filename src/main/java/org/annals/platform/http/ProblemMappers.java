package org.annals.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place where whatever is thrown becomes an answer. Nothing of an unexpected failure but
/// its `instance` leaves the service; the log has the rest under the same name.
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final PublicAddress address;
    private final ContractPaths paths;

    ProblemMappers(PublicAddress address, ContractPaths paths) {
        this.address = address;
        this.paths = paths;
    }

    @ServerExceptionMapper(priority = 1)
    public Response problem(Problem problem, @Context UriInfo uri) {
        return answer(problem, uri);
    }

    @ServerExceptionMapper(priority = 1)
    public Response unauthenticated(UnauthorizedException e, @Context UriInfo uri) {
        return answer(unauthenticated("This needs a token: Authorization: Bearer …"), uri);
    }

    @ServerExceptionMapper(priority = 1)
    public Response badToken(AuthenticationFailedException e, @Context UriInfo uri) {
        return answer(unauthenticated("The token is unknown or has expired."), uri);
    }

    private static Problem unauthenticated(String detail) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"annals\"");
    }

    @ServerExceptionMapper(priority = 1)
    public Response forbidden(ForbiddenException e, @Context UriInfo uri) {
        return answer(
                Problem.of(
                        ProblemType.FORBIDDEN_ROLE,
                        "Your token's role may not do this. The contract at /q/openapi says which role"
                                + " may; GET /api/v1/me says which you have."),
                uri);
    }

    @ServerExceptionMapper(priority = 1)
    public Response stale(OptimisticLockException e, @Context UriInfo uri) {
        return answer(
                Problem.of(
                        ProblemType.STALE_REVISION,
                        "Someone changed the event at the same moment. Get it again and try once more."),
                uri);
    }

    @ServerExceptionMapper(priority = 1)
    public Response unreadableJson(JacksonException e, @Context UriInfo uri) {
        return answer(JsonBody.unreadable(e), uri);
    }

    /// A path, method or media type that no resource has.
    @ServerExceptionMapper(priority = 1)
    public Response refused(WebApplicationException e, @Context UriInfo uri) {
        Response original = e.getResponse();
        String allowed = paths.allowed(uri.getPath());
        Problem problem =
                switch (original.getStatus()) {
                    case 400 -> Problem.of(ProblemType.UNREADABLE_BODY, "The body cannot be read.");
                    case 404 ->
                            Problem.of(
                                    ProblemType.PATH_NOT_FOUND,
                                    "There is nothing at %s. /q/openapi lists every path."
                                            .formatted(uri.getPath()));
                    case 405 ->
                            Problem.of(
                                            ProblemType.METHOD_NOT_ALLOWED,
                                            "This path does not take that method; it takes %s."
                                                    .formatted(allowed))
                                    .withHeader("Allow", allowed);
                    case 406 ->
                            Problem.of(
                                    ProblemType.NOT_ACCEPTABLE,
                                    "This path cannot answer in a media type that Accept names.");
                    case 413 ->
                            Problem.of(
                                    ProblemType.BODY_TOO_LARGE,
                                    "The body is larger than this service takes.");
                    case 415 ->
                            Problem.of(
                                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                    "This path does not read that Content-Type. Events are"
                                            + " application/json, changes application/merge-patch+json.");
                    default -> unexpected(e);
                };
        return answer(problem, uri);
    }

    @ServerExceptionMapper(priority = 1)
    public Response notFound(NotFoundException e, @Context UriInfo uri) {
        return refused(e, uri);
    }

    @ServerExceptionMapper(priority = 1)
    public Response anything(Throwable e, @Context UriInfo uri) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) return answer(problem, uri);
            if (cause instanceof OptimisticLockException lock) return stale(lock, uri);
            if (cause instanceof java.sql.SQLException sql) {
                return answer(DatabaseFailures.problem(sql).orElseGet(() -> unexpected(e)), uri);
            }
        }
        return answer(unexpected(e), uri);
    }

    private static Problem unexpected(Throwable e) {
        LOG.error("A request failed inside the service", e);
        return Problem.of(
                ProblemType.INTERNAL,
                "Something went wrong inside the service. The log has the cause.");
    }

    private Response answer(Problem problem, UriInfo uri) {
        ProblemBody body = ProblemBody.of(problem, address.base(uri));
        if (problem.type().status() >= 500) {
            LOG.warnf("%s: %s (%s)", body.instance(), problem.type().slug(), problem.detail());
        }
        Response.ResponseBuilder answer =
                Response.status(body.status())
                        .type(ProblemBody.MEDIA_TYPE)
                        .header("Cache-Control", "no-store")
                        .entity(body);
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
