package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The door of budgets over HTTP: what is asked at once never comes to more than the budget.
@QuarkusTest
@TestProfile(SampleProfile.class)
class DoorTest {

    @Test
    void fiftyAtOnceNeverReserveMoreThanTheBudget() throws Exception {
        create("door-fifty", "500 USD", "experiment=fifty");
        List<Future<JsonPath>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                String id = "fifty-" + i;
                String cost = Integer.toString(7 + i % 31);
                answers.add(threads.submit(() -> given().queryParam("experiment", "fifty")
                        .queryParam("id", id)
                        .queryParam("cost", cost)
                        .queryParam("reserve", "true")
                        .queryParam("by", "test")
                        .post("/api/v1/budgets/check")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()));
            }
        }
        BigDecimal admitted = BigDecimal.ZERO;
        int refused = 0;
        for (Future<JsonPath> answer : answers) {
            JsonPath said = answer.get();
            if (said.getString("feasible").equals("true")) {
                admitted = admitted.add(new BigDecimal(said.getString("cost")));
            } else {
                refused++;
            }
        }
        List<String> held = given().queryParam("budget", "door-fifty")
                .get("/api/v1/reports/budget-reservations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("rows.held", String.class);
        BigDecimal sum = held.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(admitted).isLessThanOrEqualTo(new BigDecimal("500"));
        assertThat(sum).isGreaterThan(new BigDecimal("463"));
        assertThat(refused).isPositive();
    }

    @Test
    void anAskIsRefusedApprovedReservedAndReleasedAndTheTrailTellsIt() {
        create("door-story", "10 USD", "experiment=story");
        check("story", "15").body("verdict", is("EXCEEDS")).body("rows.budget", hasItem("door-story"));

        given().queryParam("id", "job-story")
                .queryParam("until", "8h")
                .queryParam("why", "launch")
                .post("/api/v1/budgets/approve")
                .then()
                .statusCode(400)
                .body("detail", containsString("by is missing"));
        given().queryParam("id", "job-story")
                .queryParam("until", "8h")
                .queryParam("why", "launch")
                .queryParam("by", "boss")
                .post("/api/v1/budgets/approve")
                .then()
                .statusCode(200)
                .body("for", is("job-story"));
        check("story", "15").body("verdict", is("FEASIBLE")).body("reservation", is("job-story"));
        given().queryParam("id", "job-story")
                .post("/api/v1/budgets/release")
                .then()
                .statusCode(200)
                .body("released", equalTo("job-story"));

        given().queryParam("of", "job-story")
                .get("/api/v1/reports/budget-audit")
                .then()
                .statusCode(200)
                .body("rows.done", hasItems("refused", "approved", "reserved", "released"))
                .body("rows.by", hasItems("test", "boss"));
    }

    @Test
    void whatIsNotUnderstoodIsTheCallersMistakeAndTheApiSaysWhatThereIs() {
        given().queryParam("cots", "5")
                .post("/api/v1/budgets/check")
                .then()
                .statusCode(400)
                .body("detail", containsString("budget check knows no parameter 'cots'"));
        given().post("/api/v1/budgets/check").then().statusCode(400).body("detail", containsString("--cost 50"));
        given().accept("application/json")
                .get("/openapi")
                .then()
                .body("paths.'/api/v1/budgets/check'", hasKey("post"))
                .body("paths.'/api/v1/queue/plan'", hasKey("post"));
    }

    @Test
    void aQueueIsPlannedFromItsFile() {
        given().contentType("text/plain")
                .body("quota: {gpus: 1}\njobs:\n- {name: a, gpus: 1, hours: 2, cost: 6, team: vision, count: 3}\n")
                .post("/api/v1/queue/plan")
                .then()
                .statusCode(200)
                .body("ends", is("2026-10-30T15:00:00Z"))
                .body("cost", is("18.00"))
                .body("rows.start", hasItems("2026-10-30T09:00:00Z", "2026-10-30T11:00:00Z", "2026-10-30T13:00:00Z"));
        given().contentType("text/plain")
                .queryParam("name", "jobs.yaml")
                .body("quota: {gpus: 1}\njobs:\n- {name: a, gpu: H100, hours: 2, gpsu: 3}\n")
                .post("/api/v1/queue/plan")
                .then()
                .statusCode(400)
                .body("detail", containsString("jobs.yaml, line 3: unknown key gpsu: did you mean gpus?"));
    }

    private static ValidatableResponse check(String experiment, String cost) {
        return given().queryParam("experiment", experiment)
                .queryParam("id", "job-" + experiment)
                .queryParam("cost", cost)
                .queryParam("reserve", "true")
                .queryParam("by", "test")
                .post("/api/v1/budgets/check")
                .then()
                .statusCode(200);
    }

    private static void create(String name, String limit, String scope) {
        given().queryParam("name", name)
                .queryParam("limit", limit)
                .queryParam("scope", scope)
                .queryParam("by", "test")
                .post("/api/v1/budgets/create")
                .then()
                .statusCode(200);
    }
}
