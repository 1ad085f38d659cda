package org.annals.platform.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.SplittableRandom;
import org.annals.support.Events;
import org.annals.support.Http;
import org.annals.support.Http.Answer;
import org.annals.support.Refused;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// Whatever is sent, the service does not blame itself.
@QuarkusTest
class RandomRequestsTest {

    private static final long SEED = 19_140_628;
    private static final int REQUESTS = 2_000;

    private static final List<String> PARAMETERS =
            List.of(
                    "date",
                    "from",
                    "to",
                    "match",
                    "kind",
                    "country",
                    "admin1",
                    "placePrecision",
                    "conflict",
                    "dyad",
                    "actor",
                    "role",
                    "tag",
                    "dataset",
                    "status",
                    "violenceType",
                    "id",
                    "origin",
                    "bbox",
                    "latitude",
                    "longitude",
                    "radius",
                    "minFatalities",
                    "maxFatalities",
                    "estimate",
                    "qualifier",
                    "maxUncertaintyDays",
                    "q",
                    "recordedFrom",
                    "recordedTo",
                    "sort",
                    "limit",
                    "cursor",
                    "total",
                    "view",
                    "format",
                    "bom",
                    "extra",
                    "colour");
    private static final List<String> VALUES =
            List.of(
                    "",
                    "0",
                    "1",
                    "-1",
                    "7",
                    "2147483647",
                    "2147483648",
                    "1e9",
                    "NaN",
                    "-Infinity",
                    "2013",
                    "2013-01/2014",
                    "../..",
                    "/",
                    "Y17E8",
                    "[2013,2014]",
                    "2013?",
                    "20XX",
                    "-0001",
                    "1,2,3,4",
                    "170,-10,-170,10",
                    "a",
                    "possible",
                    "certain",
                    "contains",
                    "within",
                    "violence",
                    "talks",
                    "MLI",
                    "ml",
                    "annals",
                    "retracted",
                    "confirmed,retracted",
                    "date",
                    "-date",
                    "-fatalities",
                    "-recorded",
                    "relevance",
                    "csv",
                    "ndjson",
                    "geojson",
                    "exact",
                    "none",
                    "full",
                    "true",
                    "annals:kati-attack",
                    "a:b:c",
                    "::",
                    "%",
                    "'",
                    "\"",
                    "\\",
                    "\"open",
                    "-a b",
                    "a | b & c ! d <-> e",
                    "(",
                    ":*",
                    "é",
                    "\u0000",
                    "😀",
                    "2023-02-05T00:00:00Z",
                    "{x}",
                    "<b>",
                    "; drop table event",
                    " ",
                    ",",
                    "mali or coup",
                    "9".repeat(400));
    private static final List<String> PATHS =
            List.of(
                    "/api/v1/events",
                    "/api/v1/events",
                    "/api/v1/events",
                    "/api/v1/events/1",
                    "/api/v1/dates",
                    "/api/v1/actors",
                    "/api/v1/conflicts",
                    "/api/v1/dyads",
                    "/api/v1/kinds",
                    "/api/v1/datasets",
                    "/api/v1/imports",
                    "/api/v1/codebook",
                    "/api/v1/nothing",
                    "/problems/stale-revision");
    private static final List<String> OTHERS =
            List.of("edtf", "text", "reported", "confirmed", "order", "q", "limit", "cursor");
    private static final List<String> BODIES =
            List.of(
                    "",
                    "{",
                    "null",
                    "[]",
                    "{}",
                    "{\"title\": 1}",
                    "{\"date\": {}}",
                    "{\"title\": \"\\u0000\", \"kind\": \"x\"}",
                    "{\"links\": [{\"event\": 1e9}]}",
                    "{\"actors\": [{\"id\": 99999999}]}",
                    "{\"extra\": {\"\": {\"\": \"\"}}}",
                    "{\"status\": \"retracted\"}",
                    "{\"origin\": {\"dataset\": \"annals\", \"key\": \"kati-attack\"}}",
                    "{\"sources\": [{\"says\": {\"edtf\": \"?\"}}]}",
                    "{\"place\": {\"latitude\": null}}",
                    "{\"date\": {\"text\": \"last week\"}}",
                    "{\"date\": null, \"kind\": null}",
                    "{\"name\": \"x\", \"role\": \"king\"}",
                    "{\"name\": \"x\", \"role\": \"editor\", \"expiresAt\": \"+1000000000-01-01T00:00:00Z\"}");

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void two_thousand_random_requests_are_never_the_fault_of_the_service() {
        for (int i = 0; i < REQUESTS; i++) {
            String path = one(PATHS) + query();
            boolean writes = random.nextInt(4) == 0;
            String method = writes ? one(List.of("POST", "PUT", "PATCH", "DELETE")) : "GET";
            String body = writes ? one(BODIES) : "";
            // An event of the starter data is no place for random changes.
            if (writes && path.startsWith("/api/v1/events/1")) path = "/api/v1/events/0" + query();
            String type =
                    method.equals("PATCH")
                            ? Events.MERGE_PATCH
                            : one(List.of("application/json", "text/csv", "text/plain"));
            Answer answer =
                    Http.send(
                            method,
                            path,
                            body,
                            "Authorization",
                            "Bearer " + TestDatabase.ADMIN_TOKEN,
                            "Content-Type",
                            type,
                            "If-Match",
                            one(List.of("*", "\"1-1\"", "x")));
            String seen =
                    "seed %d, request %d: %s %s %s -> %d %s"
                            .formatted(SEED, i, method, path, body, answer.status(), answer.body());
            assertTrue(answer.status() < 500, seen);
            if (answer.status() >= 400) {
                assertTrue(
                        answer.header("Content-Type").startsWith("application/problem+json"), seen);
                if (!answer.body().isEmpty()) Refused.assertNoLeak(answer.body());
            }
        }
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            query.append(i == 0 ? '?' : '&')
                    .append(one(random.nextInt(6) == 0 ? OTHERS : PARAMETERS))
                    .append('=')
                    .append(Http.encoded(one(VALUES)));
        }
        return query.toString();
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
