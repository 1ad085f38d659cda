package org.annals.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/// Refuses requests whose address or header fields are not well-formed or too large, before anyone
/// reads them. The server would end such a request without a word, so its own checks are wider than
/// these, or off (application.properties, and the start).
@ApplicationScoped
class IllFormedRequests {

    private static final int AFTER_BROWSERS = 990;
    // Room for two parameters of a hundred values each.
    private static final int LONGEST_ADDRESS = 16 * 1024;
    private static final int LARGEST_FIELDS = 16 * 1024;
    private static final String OPERATOR = "/q/";

    private final EarlyProblems problems;

    IllFormedRequests(EarlyProblems problems) {
        this.problems = problems;
    }

    void filters(@Observes Filters filters) {
        filters.register(this::eachRequest, AFTER_BROWSERS);
    }

    private void eachRequest(RoutingContext context) {
        Optional<Problem> problem = problem(context.request());
        if (problem.isPresent()) problems.send(context, problem.get());
        else context.next();
    }

    private static Optional<Problem> problem(HttpServerRequest request) {
        String address = request.uri();
        if (address.length() > LONGEST_ADDRESS) {
            return Optional.of(
                    Problem.of(
                            ProblemType.URI_TOO_LONG,
                            "The address has %d characters; %d are read. Name fewer values at once, or use a wider filter."
                                    .formatted(address.length(), LONGEST_ADDRESS)));
        }
        int fields = 0;
        for (Map.Entry<String, String> field : request.headers()) {
            fields += field.getKey().length() + field.getValue().length();
        }
        if (fields > LARGEST_FIELDS) {
            return Optional.of(
                    Problem.of(
                            ProblemType.HEADERS_TOO_LARGE,
                            "The header fields have %d characters; %d are read. Cookies are never needed."
                                    .formatted(fields, LARGEST_FIELDS)));
        }
        if (!isWellFormed(address)) {
            return Optional.of(
                    Problem.of(
                            ProblemType.MALFORMED_REQUEST,
                            "The address is not well-formed: a '%' in it is written %25, a blank %20, other than letters and digits in the same way."));
        }
        // Without it no absolute address can be given; those who only ask for health may do so.
        boolean addressed = request.authority() != null || address.startsWith(OPERATOR);
        return addressed
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                ProblemType.MALFORMED_REQUEST,
                                "The header 'Host' is missing or names no host."));
    }

    private static boolean isWellFormed(String address) {
        try {
            new URI(address);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
