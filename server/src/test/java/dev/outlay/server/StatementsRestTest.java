package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// The closing of a month over HTTP: asking changes nothing, closing is a request of its own.
@QuarkusTest
@TestProfile(SampleProfile.class)
class StatementsRestTest {

    @Test
    void aMonthIsClosedByAPostAndStaysAsItWas() {
        given().queryParam("period", "2026-09")
                .get("/api/v1/reports/chargeback")
                .then()
                .statusCode(200)
                .body("status", is("open"))
                .body("rows.team", hasItems("language", "vision"));

        String closed = given().queryParam("period", "2026-09")
                .queryParam("by", "team")
                .post("/api/v1/statements")
                .then()
                .statusCode(200)
                .body("status", is("closed"))
                .body("version", is("1"))
                .body("closed_at", is("2026-10-30T09:00:00Z"))
                .extract()
                .asString();

        given().queryParam("period", "2026-09")
                .queryParam("by", "team")
                .post("/api/v1/statements")
                .then()
                .statusCode(200)
                .body(equalTo(closed));
        given().queryParam("period", "2026-09")
                .queryParam("by", "team")
                .get("/api/v1/reports/chargeback")
                .then()
                .statusCode(200)
                .body(equalTo(closed));
    }

    @Test
    void monthsAndTheirStatementsAreReadAndTakenAwayAsText() {
        given().queryParam("kind", "showback")
                .get("/api/v1/reports/statements")
                .then()
                .statusCode(200)
                .body("kind", is("showback"))
                .body("rows.period", hasItems("2026-10", "2026-09"))
                .body("rows.find { it.period == '2026-10' }.status", is("running"));
        given().accept("text/markdown")
                .queryParam("period", "2026-09")
                .queryParam("by", "team")
                .get("/api/v1/reports/chargeback")
                .then()
                .statusCode(200)
                .contentType(containsString("text/markdown"))
                .body(containsString("- period: 2026-09"), containsString("| team | month |"));
    }

    @Test
    void whatCannotBeClosedIsTheCallersMistake() {
        given().queryParam("period", "2026-10")
                .post("/api/v1/statements")
                .then()
                .statusCode(400)
                .body("detail", containsString("the month 2026-10 has not ended"));
        given().queryParam("period", "2026-08")
                .queryParam("month", "2026-08")
                .post("/api/v1/statements")
                .then()
                .statusCode(400)
                .body("detail", containsString("chargeback knows no parameter 'month'"));
        given().queryParam("close", "true")
                .get("/api/v1/reports/chargeback")
                .then()
                .statusCode(400);
        given().accept("application/json").get("/openapi").then().body("paths.'/api/v1/statements'", hasKey("post"));
    }
}
