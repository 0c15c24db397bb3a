package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Price feeds over HTTP and by the clock.
@QuarkusTest
@TestProfile(FeedsProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeedsTest {

    @Test
    @Order(1)
    void theScheduleFetchesSoonAfterTheStartWhatItIsSetTo() throws InterruptedException {
        for (int i = 0; i < 100 && !"fresh".equals(status("runpod")); i++) {
            Thread.sleep(100);
        }
        assertThat(status("runpod")).isEqualTo("fresh");
        assertThat(status("azure")).isEqualTo("never");
        assertThat(FeedsProfile.ASKED).hasValue(2);
    }

    @Test
    @Order(2)
    void listsTheFeedsWithTheirState() {
        given().get("/api/v1/feeds")
                .then()
                .statusCode(200)
                .body("rows.feed", hasItems("azure", "lambda", "paperspace", "runpod", "vast-ai"))
                .body("rows.find { it.feed == 'runpod' }.prices", is("4"))
                .body("rows.find { it.feed == 'runpod' }.last_good", is("2026-10-30T09:00:00Z"))
                .body("rows.find { it.feed == 'runpod' }.age", is("0"))
                .body("rows.find { it.feed == 'lambda' }.status", is("not-set-up"))
                .body("notes", hasItem("lambda is not set up: set LAMBDA_API_KEY in the environment"));
    }

    @Test
    @Order(3)
    void fetchesAgainWithoutChangingAnything() {
        given().queryParam("provider", "runpod")
                .post("/api/v1/prices/fetch")
                .then()
                .statusCode(200)
                .body("failed", is("0"))
                .body("rows.feed", is(List.of("runpod")))
                .body("rows.prices", is(List.of("4")))
                .body("rows.new", is(List.of("0")));
    }

    @Test
    @Order(4)
    void whatCannotBeFetchedIsTheCallersMistake() {
        given().queryParam("provider", "akash")
                .post("/api/v1/prices/fetch")
                .then()
                .statusCode(400)
                .body("detail", containsString("no price feed is called 'akash': there are "));
        given().queryParam("provider", "lambda")
                .post("/api/v1/prices/fetch")
                .then()
                .statusCode(400)
                .body("detail", containsString("set LAMBDA_API_KEY"));
        given().queryParam("accept-shrunk", "maybe")
                .post("/api/v1/prices/fetch")
                .then()
                .statusCode(400)
                .body("detail", is("accept-shrunk is true or false, not maybe"));
        given().queryParam("feed", "runpod").post("/api/v1/prices/fetch").then().statusCode(400);
        given().get("/api/v1/prices/fetch").then().statusCode(405).header("Allow", "POST");
        given().queryParam("by", "provider").get("/api/v1/feeds").then().statusCode(400);
    }

    private static String status(String feed) {
        return given().get("/api/v1/feeds")
                .then()
                .statusCode(200)
                .extract()
                .path("rows.find { it.feed == '" + feed + "' }.status");
    }
}
