package org.annals.support;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServedContractTest {

    @Test
    void the_served_document_is_the_published_one() throws Exception {
        String json = given().get("/q/openapi?format=json").asString();
        assertEquals(Contract.published().document(), new ObjectMapper().readTree(json));
        String yaml = given().get("/q/openapi?format=yaml").asString();
        assertEquals(Contract.published().document(), new YAMLMapper().readTree(yaml));
    }
}
