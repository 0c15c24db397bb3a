package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Alerts over HTTP: looking for them, reading them, dealing with them.
@QuarkusTest
@TestProfile(SampleProfile.class)
class AlertsRestTest {

    private static final Instant START = Instant.parse("2026-10-30T01:00:00Z");

    @Inject
    Ledger ledger;

    @Test
    void anAlertIsFoundTakenOnAndEnded() throws SourceException {
        ledger.append(Reading.of(List.of(new Run(
                Origin.of("runs/broken-over-rest/1", "test"),
                START.plus(Duration.ofHours(2)),
                Span.of(START, Duration.ofHours(2)),
                "broken-over-rest",
                1,
                RunStatus.FAILED,
                Owner.UNKNOWN,
                "ranker",
                Map.of()))));
        given().post("/api/v1/alerts/check")
                .then()
                .statusCode(200)
                .body("rows.findAll { it.rule == 'job-failed' }.subject", hasItem("run broken-over-rest"));
        given().post("/api/v1/alerts/check").then().statusCode(200).body("fired", is("0"));
        JsonPath list = given().queryParam("rule", "job-failed")
                .get("/api/v1/alerts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<String> ids = list.getList("rows.id");
        assertThat(ids).hasSize(1);
        String id = ids.getFirst();
        given().post("/api/v1/alerts/" + id + "/acknowledge")
                .then()
                .statusCode(400)
                .body("detail", containsString("by is missing"));
        given().queryParam("by", "anna")
                .queryParam("note", "looking")
                .post("/api/v1/alerts/" + id + "/acknowledge")
                .then()
                .statusCode(200)
                .body("rows[0].status", is("acknowledged"))
                .body("rows[0].acknowledged_by", is("anna"));
        given().queryParam("by", "anna")
                .post("/api/v1/alerts/" + id + "/resolve")
                .then()
                .statusCode(200)
                .body("rows[0].status", is("resolved"));
        given().get("/api/v1/alerts/" + id).then().statusCode(200).body("rows[0].resolved_by", is("anna"));
        given().get("/api/v1/alerts/history")
                .then()
                .statusCode(200)
                .body("rows.happened", hasItems("fired", "acknowledged", "resolved"));
        given().queryParam("by", "anna")
                .post("/api/v1/alerts/" + id + "/resolve")
                .then()
                .statusCode(400)
                .body("detail", containsString("is over since"));
    }

    @Test
    void alertsAreSilencedAndHeardAgain() {
        String silence = given().queryParam("for", "2h")
                .queryParam("rule", "price-low")
                .queryParam("by", "anna")
                .post("/api/v1/alerts/silences")
                .then()
                .statusCode(200)
                .body("rows[0].rule", is("price-low"))
                .extract()
                .jsonPath()
                .getString("rows[0].id");
        given().get("/api/v1/alerts/silences").then().statusCode(200).body("rows.id", hasItem(silence));
        given().queryParam("by", "anna")
                .post("/api/v1/alerts/silences/" + silence + "/end")
                .then()
                .statusCode(200)
                .body("rows.find { it.id == '" + silence + "' }.status", is("over"));
        given().queryParam("for", "2h")
                .queryParam("by", "anna")
                .post("/api/v1/alerts/silences")
                .then()
                .statusCode(400)
                .body("detail", containsString("a silence is for a rule, an alert or labels"));
    }

    @Test
    void whatIsWatchedIsTold() {
        given().get("/api/v1/alerts/rules")
                .then()
                .statusCode(200)
                .body("rows.rule", hasItems("budget-threshold", "anomaly", "bill-late"));
        given().get("/api/v1/alerts/ffffffffff-9")
                .then()
                .statusCode(400)
                .body("detail", containsString("no alert is called ffffffffff-9"));
        given().get("/api/v1/alerts/ffffffffff-9/resolve").then().statusCode(405);
        given().accept("application/json").get("/openapi").then().body("paths.'/api/v1/alerts/check'", hasKey("post"));
    }
}
