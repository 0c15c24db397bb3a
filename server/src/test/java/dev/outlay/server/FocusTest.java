package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// Charges out and data sets judged, over REST.
@QuarkusTest
@TestProfile(SampleProfile.class)
class FocusTest {

    @Test
    void theExportOfTheServerPassesItsOwnValidation() {
        byte[] file = given().get("/api/v1/exports/focus?version=1.3&name=charges.csv.gz&from=2026-10-29")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"charges.csv.gz\"")
                .extract()
                .asByteArray();
        given().contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/focus/validations?name=charges.csv.gz")
                .then()
                .statusCode(200)
                .body("focus_version", is("1.3"))
                .body("rows_read", not("0"))
                .body("failed_must", is("0"));
    }

    @Test
    void aDataSetThatLacksAColumnFailsItsRule() {
        given().contentType("text/csv")
                .body("BilledCost,BillingCurrency\n1.5,USD\n")
                .post("/api/v1/focus/validations?name=bill.csv&version=1.2")
                .then()
                .statusCode(200)
                .body("rows.find { it.rule == 'EffectiveCost-present' }.result", is("fail"));
    }

    @Test
    void whatCannotBeDoneIsTheCallersMistake() {
        given().get("/api/v1/exports/focus?version=9")
                .then()
                .statusCode(400)
                .body("detail", containsString("unknown FOCUS version 9"));
        given().get("/api/v1/exports/focus?name=charges.xlsx")
                .then()
                .statusCode(400)
                .body("detail", containsString(".parquet"));
        given().get("/api/v1/exports/focus?color=red")
                .then()
                .statusCode(400)
                .body("detail", containsString("unknown parameter color"));
        given().contentType("text/csv")
                .body("a,b\n")
                .post("/api/v1/focus/validations")
                .then()
                .statusCode(400)
                .body("detail", containsString("name is missing"));
    }
}
