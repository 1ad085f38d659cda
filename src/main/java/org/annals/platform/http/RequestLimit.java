package org.annals.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How often one client may ask, by a token bucket for each address.
@ApplicationScoped
class RequestLimit {

    private static final int AFTER_BROWSERS = 950;
    private static final int MOST_CLIENTS = 100_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final String OPERATOR = "/q/";

    private final EarlyProblems problems;
    private final int perSecond;
    private final int atOnce;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(FORGOTTEN).build();

    RequestLimit(
            EarlyProblems problems,
            @ConfigProperty(name = "annals.limits.requests-per-second") int perSecond,
            @ConfigProperty(name = "annals.limits.requests-at-once") int atOnce) {
        this.problems = problems;
        this.perSecond = perSecond;
        this.atOnce = Math.max(atOnce, perSecond);
    }

    void filters(@Observes Filters filters) {
        if (perSecond > 0) filters.register(this::eachRequest, AFTER_BROWSERS);
    }

    private void eachRequest(RoutingContext context) {
        if (context.normalizedPath().startsWith(OPERATOR)) {
            context.next();
            return;
        }
        String client = context.request().remoteAddress().hostAddress();
        ConsumptionProbe probe = buckets.get(client, c -> bucket()).tryConsumeAndReturnRemaining(1);
        HttpServerResponse response = context.response();
        // RateLimit header fields (IETF draft): what is left, and the policy by which.
        response.putHeader("RateLimit-Policy", "\"client\";q=%d;w=1".formatted(perSecond));
        response.putHeader("RateLimit", "\"client\";r=%d".formatted(probe.getRemainingTokens()));
        if (probe.isConsumed()) {
            context.next();
            return;
        }
        problems.send(
                context,
                Problem.of(
                                ProblemType.TOO_MANY_REQUESTS,
                                "One client may ask %d times a second, and %d times at once. For everything that matches, ask once with format=csv."
                                        .formatted(perSecond, atOnce))
                        .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
