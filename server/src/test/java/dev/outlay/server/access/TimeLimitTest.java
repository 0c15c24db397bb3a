package dev.outlay.server.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.outlay.ledger.Ledger;
import dev.outlay.server.SampleLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How long an answer may take, on a server whose ledger is slow where it is told to be.
@QuarkusTest
@TestProfile(TimeLimitTest.Slow.class)
class TimeLimitTest {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final String SLOW = "/api/v1/cost?filter=team=vision";
    private static final String QUICK = "/api/v1/cost";

    public static final class Slow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "outlay.home", "target/test-home-slow",
                    "outlay.now", "2026-10-30T09:00:00Z",
                    "outlay.request.limit", "PT1S");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Kept.class);
        }

        /// In place of the ledger of the product.
        @Alternative
        @Singleton
        static final class Kept {

            @Produces
            @Singleton
            @Alternative
            Ledger ledger() {
                return new SlowLedger(SampleLedger.create(), PAUSE);
            }
        }
    }

    @Test
    void anAnswerThatTakesTooLongIsAProblemAndTheServerGoesOn() throws InterruptedException {
        given().get(QUICK).then().statusCode(200);
        Instant before = Instant.now();

        Response answer = given().get(SLOW);

        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(1), PAUSE);
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", is("urn:outlay:took-too-long"))
                .body("detail", containsString("PT1S"))
                .body("remedy", containsString("OUTLAY_REQUEST_LIMIT"));
        given().get(QUICK).then().statusCode(200);
        // what nobody waits for any more comes to its end, and nothing of it reaches the next answers
        Thread.sleep(PAUSE);
        given().get(QUICK).then().statusCode(200);
    }

    @Test
    void whatGoesOnForLongHasNoLimit() throws IOException, InterruptedException {
        // listens for three seconds; a stream that was ended by the limit says so
        assertThat(Visits.heard(null)).contains("event:").doesNotEndWith(" ended");
        String session = Visits.greeted(null);
        assertThat(Visits.asked(
                                null,
                                session,
                                "tools/call",
                                Map.of("name", "cost", "arguments", Map.of("filter", "team=vision")))
                        .getBoolean("result.isError"))
                .isFalse();
    }
}
