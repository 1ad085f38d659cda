package org.annals.platform.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Answers the problems that arise before a request reaches a resource.
@ApplicationScoped
class EarlyProblems {

    private final PublicAddress address;

    EarlyProblems(PublicAddress address) {
        this.address = address;
    }

    void failures(@Observes Router router) {
        router.errorHandler(400, context -> fail(context, ProblemType.MALFORMED_REQUEST));
        router.errorHandler(404, context -> fail(context, ProblemType.PATH_NOT_FOUND));
        router.errorHandler(413, context -> fail(context, ProblemType.BODY_TOO_LARGE));
        router.errorHandler(414, context -> fail(context, ProblemType.URI_TOO_LONG));
        router.errorHandler(431, context -> fail(context, ProblemType.HEADERS_TOO_LARGE));
    }

    private void fail(RoutingContext context, ProblemType type) {
        send(context, Problem.of(type, type.meaning() + " " + type.remedy()));
    }

    void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            // Too late for an answer: a chunked body that is not ended tells the client that it is
            // cut.
            response.reset();
            return;
        }
        ProblemBody body = ProblemBody.of(problem, address.base(context.request()));
        response.setStatusCode(body.status())
                .putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        problem.headers().forEach(response::putHeader);
        response.end(Json.encodeToBuffer(body));
    }
}
