package org.annals.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fails a test when an answer that it gets breaks the contract, whatever else the test looks at.
public final class ContractFilter implements Filter {

    private static final int SHOWN = 2000;

    private final Contract contract;

    public ContractFilter() {
        this(Contract.published());
    }

    ContractFilter(Contract contract) {
        this.contract = contract;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification expected,
            FilterContext context) {
        Response response = context.next(request, expected);
        byte[] body = response.asByteArray();
        Exchange exchange = exchange(request, response, new String(body, UTF_8));
        List<String> violations = contract.violations(exchange);
        if (!violations.isEmpty()) throw new AssertionError(text(request, exchange, violations));
        // The body can be read from the connection only once, and the test wants it too.
        return new ResponseBuilder().clone(response).setBody(body).build();
    }

    private static Exchange exchange(
            FilterableRequestSpecification request, Response response, String body) {
        URI uri = URI.create(request.getURI());
        Map<String, String> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (one, other) -> one + ", " + other);
        }
        return new Exchange(
                request.getMethod(),
                uri.getRawPath(),
                parameters(uri.getRawQuery()),
                response.statusCode(),
                headers,
                body);
    }

    private static List<String> parameters(@Nullable String query) {
        if (query == null || query.isEmpty()) return List.of();
        return Arrays.stream(query.split("&"))
                .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], UTF_8))
                .toList();
    }

    private static String text(
            FilterableRequestSpecification request, Exchange exchange, List<String> violations) {
        String body = exchange.body();
        return "%s %s answered %d %s, which breaks openapi/annals.yaml:%n- %s%nThe body:%n%s"
                .formatted(
                        exchange.method(),
                        request.getURI(),
                        exchange.status(),
                        exchange.mediaType(),
                        String.join(System.lineSeparator() + "- ", violations),
                        body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body);
    }
}
