package org.annals.explorer;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// How long browsers keep the page: what is named by its content for good, what others embed for an
/// hour, the page itself not without asking. And the short address of the view for frames.
@ApplicationScoped
class PageHeaders {

    private static final String NAMED_BY_CONTENT = "/assets/";
    private static final String FOR_OTHERS = "/embed/";
    private static final String EMBED = "/embed";
    private static final String EMBED_FILE = "/embed.html";
    private static final int BEFORE_ALL = 900;

    void filters(@Observes Filters filters) {
        filters.register(PageHeaders::caching, BEFORE_ALL);
    }

    private static void caching(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals(EMBED)) {
            context.reroute(EMBED_FILE);
            return;
        }
        if (path.startsWith(NAMED_BY_CONTENT)) {
            cached(context, "public, max-age=31536000, immutable");
        } else if (path.startsWith(FOR_OTHERS)) {
            cached(context, "public, max-age=3600");
        } else if (path.equals("/") || path.endsWith(".html") || path.endsWith(".svg")) {
            cached(context, "no-cache");
        }
        context.next();
    }

    private static void cached(RoutingContext context, String value) {
        context.addHeadersEndHandler(end -> {
            if (context.response().getStatusCode() < 400) {
                context.response().putHeader("Cache-Control", value);
            }
        });
    }
}
