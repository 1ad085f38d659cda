package org.annals.explorer;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.annals.platform.http.PublicAddress;
import org.jboss.logging.Logger;

/// Says where the page and the API's own page are, once they can be opened.
@ApplicationScoped
class Whereabouts {

    private static final Logger LOG = Logger.getLogger(Whereabouts.class);

    private final PublicAddress address;

    Whereabouts(PublicAddress address) {
        this.address = address;
    }

    void tell(@ObservesAsync HttpServerStart start, HttpServer server) {
        String base = address.base(server);
        LOG.infof("Page: %s/  Swagger UI: %s/q/swagger-ui", base, base);
    }
}
