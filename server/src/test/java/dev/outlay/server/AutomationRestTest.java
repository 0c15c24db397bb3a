package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Automation over HTTP and by the clock, with a program that is really run.
@QuarkusTest
@TestProfile(AutomationProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutomationRestTest {

    private static final String ID = "nights/box/2026-10-05T18:00:00Z";

    @Test
    @Order(1)
    void theScheduleRehearsesAndTouchesNothing() throws Exception {
        for (int i = 0; i < 100 && !history().contains("rehearsed"); i++) {
            Thread.sleep(100);
        }
        assertThat(history()).contains("rehearsed", ID);
        assertThat(state()).isEqualTo("running\n");
    }

    @Test
    @Order(2)
    void tellsWhatTheRulesWantAndHowTargetsStand() {
        given().get("/api/v1/automation/plan")
                .then()
                .statusCode(200)
                .body("wanted", is("1"))
                .body("rows.because", hasItem(containsString("it is time")));
        given().get("/api/v1/automation/rules")
                .then()
                .statusCode(200)
                .body("rows.rule", hasItem("nights"))
                .body("targets.rows.state", hasItem("running"));
    }

    @Test
    @Order(3)
    void doesWhatIsDueWhenToldToAndTakesItBack() throws IOException {
        given().post("/api/v1/automation/run?apply=true&by=ada")
                .then()
                .statusCode(200)
                .body("applied", is("true"))
                .body("failed", is("0"))
                .body("actions.rows.status", hasItem("acted"));
        assertThat(state()).isEqualTo("stopped\n");

        given().queryParam("id", ID)
                .queryParam("by", "lin")
                .post("/api/v1/automation/undo")
                .then()
                .statusCode(200)
                .body("rows[0].status", is("undone"));
        assertThat(state()).isEqualTo("running\n");
        given().get("/api/v1/automation/history")
                .then()
                .body("events.rows.verb", hasItems("rehearsed", "announced", "acted", "undoing", "undone"));
    }

    @Test
    @Order(4)
    void saysWhatIsWrong() {
        given().queryParam("id", "none")
                .post("/api/v1/automation/undo")
                .then()
                .statusCode(400)
                .body("detail", containsString("no action is called none"));
        given().post("/api/v1/automation/run?aply=true").then().statusCode(400).body("detail", containsString("aply"));
        given().post("/api/v1/automation/undo").then().statusCode(400).body("detail", containsString("id is missing"));
    }

    private static String history() {
        return given().get("/api/v1/automation/history").asString();
    }

    private static String state() throws IOException {
        return Files.readString(AutomationProfile.HOME.resolve("box"));
    }
}
