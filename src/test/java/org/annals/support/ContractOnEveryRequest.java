package org.annals.support;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/// Puts the [ContractFilter] into every HTTP test, so that none can forget it. Found through
/// `META-INF/services`.
public final class ContractOnEveryRequest implements QuarkusTestBeforeEachCallback {

    private static final ContractFilter FILTER = new ContractFilter();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (!RestAssured.filters().contains(FILTER)) RestAssured.filters(FILTER);
    }
}
