package org.annals.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What browsers need on every answer, the page's and the API's: who may read and write from other
/// origins (reading is open, writing is not), and the rules that keep the page safe.
@ApplicationScoped
class Browsers {

    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String EXPOSED =
            "Link, ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Memento-Datetime,"
                    + " Content-Disposition, Annals-Changes-After";
    private static final String ALLOWED =
            "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Accept-Datetime,"
                    + " Last-Event-ID";
    private static final String READ_METHODS = "GET, HEAD";
    private static final String ALL_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    // Swagger UI writes its own styles into the page; everything else is ours and needs no
    // exception.
    private static final String STRICT_BUT_FRAMES =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors ";
    private static final String STRICT = STRICT_BUT_FRAMES + "'none'";
    // The one view that is made to stand in pages of others. It reads what is open to all and
    // writes
    // nothing, so that there is nothing in it to be tricked into.
    private static final String EMBEDDED = STRICT_BUT_FRAMES + "*";
    private static final Set<String> EMBEDDED_PATHS = Set.of("/embed", "/embed.html");
    private static final String FOR_SWAGGER_UI =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                    + " script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'";
    private static final int BEFORE_ALL = 1000;

    private final PublicAddress address;
    private final EarlyProblems problems;
    private final Set<String> writers;

    Browsers(
            PublicAddress address,
            EarlyProblems problems,
            @ConfigProperty(name = "annals.write-origins") Optional<List<String>> writers) {
        this.address = address;
        this.problems = problems;
        this.writers = Set.copyOf(writers.orElse(List.of()));
    }

    void filters(@Observes Filters filters) {
        filters.register(this::eachRequest, BEFORE_ALL);
    }

    private void eachRequest(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        response.putHeader("Vary", "Origin, Accept, Accept-Encoding, Accept-Datetime");
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.putHeader("Content-Security-Policy", policyOf(request));
        if (origin == null) {
            context.next();
            return;
        }
        boolean mayWrite = writers.contains(origin) || origin.equals(address.base(request));
        response.putHeader("Access-Control-Allow-Origin", mayWrite ? origin : "*");
        response.putHeader("Access-Control-Expose-Headers", EXPOSED);
        if (request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("Access-Control-Request-Method") != null) {
            response.putHeader(
                            "Access-Control-Allow-Methods", mayWrite ? ALL_METHODS : READ_METHODS)
                    .putHeader("Access-Control-Allow-Headers", ALLOWED)
                    .putHeader("Access-Control-Max-Age", "86400")
                    .setStatusCode(204)
                    .end();
        } else if (!READS.contains(request.method()) && !mayWrite) {
            problems.send(
                    context,
                    Problem.of(
                            ProblemType.FORBIDDEN_ORIGIN,
                            "Pages of %s may read here, but not write. The operator can add it to annals.write-origins."
                                    .formatted(origin)));
        } else {
            context.next();
        }
    }

    private static String policyOf(HttpServerRequest request) {
        if (request.uri().startsWith("/q/")) return FOR_SWAGGER_UI;
        return EMBEDDED_PATHS.contains(request.path()) ? EMBEDDED : STRICT;
    }
}
