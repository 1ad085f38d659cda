package org.annals.platform.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/// A problem as sent (RFC 9457).
@RegisterForReflection
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<Problem.Fault> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemBody of(Problem problem, String base) {
        return new ProblemBody(
                base + "/problems/" + problem.type().slug(),
                problem.type().title(),
                problem.type().status(),
                problem.detail(),
                "urn:uuid:" + UUID.randomUUID(),
                problem.faults());
    }
}
