package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The addresses that the outside relies on.
@QuarkusTest
@TestProfile(SampleProfile.class)
class ServerTest {
    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void saysThatItIsUp(String address) {
        given().get(address).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void describesItselfAsOpenApi() {
        given().get("/openapi").then().statusCode(200).body(containsString("openapi: 3."));
    }

    @Test
    void hasMetricsForPrometheus() {
        given().get("/metrics").then().statusCode(200).body(containsString("# TYPE jvm_memory_used_bytes gauge"));
    }
}
