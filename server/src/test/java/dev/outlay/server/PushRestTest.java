package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What training code sends, and what those who listen hear of it.
@QuarkusTest
@TestProfile(SampleProfile.Apart.class)
class PushRestTest {

    @TestHTTPResource("/")
    URI server = URI.create("http://127.0.0.1");

    @Test
    void aRunToldAsItGoesIsOneRunAtTheEnd() {
        push("runs/told/start", "{\"team\": \"vision\", \"start\": \"2026-10-30T08:00:00Z\"}")
                .statusCode(200)
                .body("status", is("running"))
                .body("added", is("1"));
        push("runs/told/heartbeat", "{\"at\": \"2026-10-30T08:30:00Z\", \"metrics\": {\"loss\": 0.5}}")
                .statusCode(200);
        given().get("/api/v1/runs/told").then().statusCode(200).body("status", is("lost"));
        for (int i = 0; i < 2; i++) {
            push("runs/told/end", "{\"end\": \"2026-10-30T08:59:00Z\", \"metrics\": {\"accuracy\": 0.9}}")
                    .statusCode(200)
                    .body("added", is(i == 0 ? "1" : "0"))
                    .body("known", is(i == 0 ? "0" : "1"));
        }
        given().get("/api/v1/runs/told").then().statusCode(200).body("status", is("succeeded"));
        given().queryParam("team", "vision")
                .get("/api/v1/runs")
                .then()
                .statusCode(200)
                .body("rows.run", hasItem("told"));
        push("runs/told/heartbeat", "").statusCode(400).body("detail", containsString("succeeded already"));
    }

    @Test
    void pushedUsageIsRatedBeforeItIsAnswered() {
        String usage = """
                {"usage": [{"id": "pushed-1", "start": "2026-10-29T00:00:00Z", "end": "2026-10-29T02:00:00Z",
                  "provider": "aws", "region": "us-east-1", "instance_type": "p3.2xlarge", "run_id": "rated"}]}""";
        push("usage", usage).statusCode(200).body("added", is("1"));
        given().get("/api/v1/runs/rated")
                .then()
                .statusCode(200)
                .body("total", is("6.12"))
                .body("currency", is("USD"));
        push("usage", usage).statusCode(200).body("added", is("0")).body("known", is("1"));
        push("usage", usage.replace("02:00", "03:00"))
                .statusCode(409)
                .body("type", is("urn:outlay:conflict"))
                .body("remedy", containsString("an id"));
    }

    @Test
    void nothingIsTakenOfAPushThatIsWrongInPart() {
        push("usage", """
                        [{"id": "half-1", "start": "2026-10-29", "end": "2026-10-30", "run_id": "half"},
                         {"id": "half-2", "start": "2026-10-29", "end": "2026-10-28"}]""").statusCode(400).body("detail", containsString("record 2: end: 2026-10-28"));
        given().get("/api/v1/runs/half").then().statusCode(400);
        push("runs", "{\"run\": \"r\"").statusCode(400).body("detail", containsString("no JSON"));
        push("runs", "[]").statusCode(400);
        push("runs/nobody/heartbeat", "{}").statusCode(404).body("remedy", containsString("/start"));
        push("runs/nobody/start", "[1]").statusCode(400);
        push("runs/nobody/start", "{\"attempt\": 0}").statusCode(400);
    }

    @Test
    void whoListensHearsWhatIsPushedAndGoesOnWhereItWas() throws Exception {
        try (var first = EventListener.open(server, null, Map.of())) {
            first.await(event -> event.name().equals("open"));
            push("runs", "{\"run\": \"heard\", \"start\": \"2026-10-30\", \"status\": \"running\"}")
                    .statusCode(200);
            first.await(event -> event.data().contains("\"run\":\"heard\""));
        }
        String last = "";
        try (var second = EventListener.open(server, null, Map.of("kind", "run"))) {
            last = second.await(event -> event.name().equals("open")).id();
        }
        push("usage", """
                        {"id": "heard-1", "start": "2026-10-29T00:00:00Z", "end": "2026-10-29T02:00:00Z",
                          "provider": "aws", "region": "us-east-1", "instance_type": "p3.2xlarge", "team": "vision"}""").statusCode(200);
        push("runs", "{\"run\": \"after\", \"start\": \"2026-10-30\", \"status\": \"running\"}")
                .statusCode(200);
        try (var third = EventListener.open(server, last, Map.of())) {
            EventListener.Heard run = third.await(event -> event.data().contains("\"run\":\"after\""));
            EventListener.Heard spend = third.await(event -> event.name().equals("spend"));
            assertThat(spend.data()).contains("\"team\":\"vision\"", "\"effective\":\"6.12\"");
            assertThat(third.heard().stream().filter(event -> event.data().contains("\"run\":\"heard\"")))
                    .as("what was heard before")
                    .isEmpty();
            assertThat(List.of(run.id(), spend.id())).doesNotHaveDuplicates();
        }
    }

    @Test
    void aStreamThatCannotBeIsRefusedWithAReason() {
        given().queryParam("kind", "spnd")
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("detail", containsString("spend, run, import"));
        given().header("Last-Event-ID", "c99999999-r0-e0")
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("detail", containsString("another ledger"));
        given().header("Last-Event-ID", "7").get("/api/v1/events").then().statusCode(400);
        given().queryParam("since", "7").get("/api/v1/events").then().statusCode(400);
    }

    private static ValidatableResponse push(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/" + path)
                .then();
    }
}
