package org.annals.platform.http;

import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.annals.platform.sql.Snapshot;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where clients find this service: `annals.public-url` if it is set, else what the request says.
@ApplicationScoped
@Unremovable
public class PublicAddress {

    private final Optional<String> configured;

    PublicAddress(@ConfigProperty(name = "annals.public-url") Optional<String> configured) {
        this.configured = configured.map(PublicAddress::withoutSlash);
    }

    /// The address without a slash at its end, such as `https://annals.example.org`.
    public String base(UriInfo uri) {
        return configured.orElseGet(() -> withoutSlash(uri.getBaseUri().toString()));
    }

    /// Empty where the request does not say to whom it goes: addresses are relative then.
    String base(HttpServerRequest request) {
        return configured.orElseGet(() ->
                request.authority() == null ? "" : request.scheme() + "://" + request.authority());
    }

    /// The address before there is any request: on this machine, where nothing else is configured.
    public String base(HttpServer server) {
        return configured.orElseGet(() -> "http://localhost:" + server.getPort());
    }

    /// The address of this very request with the value of one query parameter set.
    public URI with(UriInfo uri, String parameter, String value) {
        URI same = uri.getRequestUriBuilder().replaceQueryParam(parameter, value).build();
        return URI.create(base(uri) + same.getRawPath() + "?" + same.getRawQuery());
    }

    /// The address of this very request without one query parameter, and from its first page on.
    URI without(UriInfo uri, String parameter) {
        URI same =
                uri.getRequestUriBuilder()
                        .replaceQueryParam(parameter)
                        .replaceQueryParam("cursor")
                        .build();
        String query = same.getRawQuery();
        return URI.create(
                base(uri)
                        + same.getRawPath()
                        + (query == null || query.isEmpty() ? "" : "?" + query));
    }

    /// The address of the page after `cursor`, of the state of the data that this one is of.
    public URI next(UriInfo uri, String cursor, Snapshot snapshot) {
        if (snapshot.past().isEmpty() || uri.getQueryParameters().containsKey("asOf")) {
            return with(uri, "cursor", cursor);
        }
        URI same =
                uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", cursor)
                        .queryParam("asOf", snapshot.past().get().at())
                        .build();
        return URI.create(base(uri) + same.getRawPath() + "?" + same.getRawQuery());
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
