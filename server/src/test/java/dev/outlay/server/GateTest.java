package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask at all.
@QuarkusTest
@TestProfile(SampleProfile.class)
class GateTest {

    private static final String IMPORT = "/api/v1/imports?kind=prices&name=gate.txt";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/cost", "/health/live", "/metrics", "/openapi", "/assets/page.js"})
    void refusesTheNameOfAnotherHost(String address) {
        given().header("Host", "rebound.example:8052")
                .get(address)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("rebound.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8052", "127.0.0.1", "[::1]:8052"})
    void answersToItsOwnNames(String host) {
        given().header("Host", host).get("/api/v1/cost").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "https://localhost"})
    void takesNothingFromAPageOfAnotherOrigin(String origin) {
        given().header("Origin", origin)
                .contentType("text/plain")
                .body("T9 1")
                .post(IMPORT)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", is("urn:outlay:forbidden"));
    }

    @Test
    void takesNothingThatABrowserCallsCrossSite() {
        given().header("Sec-Fetch-Site", "cross-site")
                .contentType("text/plain")
                .body("T9 1")
                .post(IMPORT)
                .then()
                .statusCode(403);
    }

    @Test
    void takesWhatItsOwnPageSends() {
        given().header("Origin", ConfigProvider.getConfig().getValue("test.url", String.class))
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("text/plain")
                .body("T9 1")
                .post(IMPORT)
                .then()
                .statusCode(200);
    }
}
