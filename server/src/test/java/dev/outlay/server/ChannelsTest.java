package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.outlay.Outlay;
import dev.outlay.alert.Message;
import dev.outlay.alert.Message.Kind;
import dev.outlay.alert.Outbox;
import dev.outlay.alert.Severity;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Channels over HTTP, and the schedule that delivers.
@QuarkusTest
@TestProfile(ChannelsProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChannelsTest {

    @Inject
    Outlay outlay;

    @Test
    @Order(1)
    void theScheduleDeliversWhatIsQueuedAndTriesAgainWhatWasNotTaken() throws SourceException, InterruptedException {
        Instant now = Instant.now();
        Message message = new Message(
                ChannelsProfile.MESSAGE,
                "budget/vision/2026-10/80",
                "budget-threshold",
                Kind.TRIGGER,
                Severity.WARNING,
                now,
                now,
                "Budget vision is at 80 %",
                "Spent 8,000 of 10,000 USD.",
                Map.of("team", "vision"),
                Map.of("spent", "8,000 USD"),
                List.of(),
                List.of());
        outlay.ledger().append(Reading.of(Outbox.queue(message, List.of("robot"), now)));
        for (int i = 0; i < 300 && !"sent".equals(status()); i++) {
            Thread.sleep(100);
        }
        assertThat(status()).isEqualTo("sent");
        given().get("/api/v1/reports/deliveries")
                .then()
                .body("rows[0].attempts", is("2"))
                .body("rows[0].said", containsString("answered 204"));
        assertThat(ChannelsProfile.RECEIVED).hasSize(2).allMatch(body -> body.contains("Spent 8,000 of 10,000 USD."));
    }

    @Test
    @Order(2)
    void listsTheChannelsWithoutTheirSecrets() {
        String body = given().get("/api/v1/channels")
                .then()
                .statusCode(200)
                .body("rows.channel", is(List.of("robot", "nobody")))
                .body("rows.kind", is(List.of("webhook", "webhook")))
                .extract()
                .asString();
        assertThat(body).doesNotContain("0example");
    }

    @Test
    @Order(3)
    void aTestSaysWhatHappened() {
        given().queryParam("by", "ada")
                .post("/api/v1/channels/robot/test")
                .then()
                .statusCode(200)
                .body("delivered", is("true"))
                .body("said", containsString("answered 204"));
        assertThat(ChannelsProfile.RECEIVED.getLast()).contains("asked for by ada");
        given().post("/api/v1/channels/nobody/test")
                .then()
                .statusCode(200)
                .body("delivered", is("false"))
                .body("outcome", is("not taken"))
                .body("said", containsString("cannot be reached"));
    }

    @Test
    @Order(4)
    void whatIsAskedWronglyIsTheCallersMistake() {
        given().post("/api/v1/channels/nothing/test")
                .then()
                .statusCode(400)
                .body("detail", containsString("no channel is called nothing"));
        given().post("/api/v1/deliveries/retry").then().statusCode(400).body("detail", containsString("id is missing"));
        given().queryParam("id", ChannelsProfile.MESSAGE + "@robot")
                .post("/api/v1/deliveries/retry")
                .then()
                .statusCode(400)
                .body("detail", containsString("is sent: only what is dead or unknown can be tried again"));
        given().queryParam("nmae", "x").get("/api/v1/channels").then().statusCode(400);
        given().get("/api/v1/channels/robot/test").then().statusCode(405);
    }

    private static String status() {
        List<String> statuses =
                given().get("/api/v1/reports/deliveries").then().extract().path("rows.status");
        return statuses.isEmpty() ? "none" : statuses.getFirst();
    }
}
