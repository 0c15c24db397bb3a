package dev.outlay.server.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.outlay.connect.token.TokenFile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that asks nobody who they are: whoever says so all the same is who they say, and no more.
@QuarkusTest
@TestProfile(GuardedProfile.Unasked.class)
class UnaskedAccessTest {

    private static final String THEIRS = GuardedProfile.THEIRS;
    private static final String RECORD = "/api/v1/budgets/record?provider=aws&amount=5 USD&team=vision&id=";

    @Inject
    Tokens tokens;

    private String viewer = "";

    @BeforeEach
    void makeToken() throws InterruptedException {
        viewer = token("viewer-" + System.nanoTime(), "viewer", Set.of("vision"), null);
        Thread.sleep(700);
    }

    @Test
    void withoutATokenTheVisitorIsThePersonAtThisMachine() throws IOException, InterruptedException {
        given().get("/api/v1/tokens").then().statusCode(200);
        given().get("/api/v1/reports/runs").then().statusCode(200).body(containsString(THEIRS));
        given().post(RECORD + "unasked").then().statusCode(200);
        assertThat(Visits.heard(null)).contains(THEIRS);
        String session = Visits.greeted(null);
        assertThat(Visits.asked(null, session, "tools/call", Map.of("name", "runs", "arguments", Map.of()))
                        .prettify())
                .contains(THEIRS);
    }

    @Test
    void aViewersTokenDoesNotBecomeTheAdministrator() throws IOException, InterruptedException {
        bearer(viewer).get("/api/v1/tokens").then().statusCode(403);
        bearer(viewer).get("/api/v1/settings").then().statusCode(403);
        bearer(viewer).post("/api/v1/tokens?name=more&role=admin").then().statusCode(403);
        bearer(viewer).post(RECORD + "denied").then().statusCode(403);
        String runs = bearer(viewer)
                .get("/api/v1/reports/runs")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(runs).doesNotContain(THEIRS);
        assertThat(Visits.heard(viewer)).contains("vision").doesNotContain(THEIRS);
        String session = Visits.greeted(viewer);
        for (String tool : List.of("runs", "cost", "charges")) {
            assertThat(Visits.asked(viewer, session, "tools/call", Map.of("name", tool, "arguments", Map.of()))
                            .prettify())
                    .doesNotContain(THEIRS);
        }
    }

    @Test
    void anEditorSignsWithTheNameOfTheToken() throws InterruptedException {
        String name = "editor-" + System.nanoTime();
        String editor = token(name, "editor", Set.of("vision"), null);
        Thread.sleep(700);

        bearer(editor).post(RECORD + "signed-unasked").then().statusCode(200);

        given().get("/api/v1/reports/budget-history").then().body("rows.by", hasItem(name));
        bearer(editor).post(RECORD + "forged-unasked&by=ada").then().statusCode(400);
    }

    @Test
    void aTokenThatIsUnknownExpiredOrRevokedIsRefusedEverywhere() throws InterruptedException {
        String ended = "ended-" + System.nanoTime();
        String expired = token("expired-" + System.nanoTime(), "admin", Set.of(), Duration.ofMillis(1_500));
        String revoked = token(ended, "admin", Set.of(), null);
        tokens.file().revoke(ended, Instant.now());
        Thread.sleep(2_000);

        for (String token : List.of("outlay_000000000000_" + "A".repeat(43), "secret", expired, revoked)) {
            bearer(token)
                    .get("/api/v1/cost")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .contentType("application/problem+json")
                    .body("detail", containsString("the token sent is unknown, expired or revoked"))
                    .body("remedy", containsString("send none"));
            bearer(token).get("/api/v1/events").then().statusCode(401);
            Visits.agent(token, "").body("{}").post("/mcp").then().statusCode(401);
            bearer(token).get("/metrics").then().statusCode(401);
        }
        // the page itself tells nothing, and has to be there to ask for another token
        bearer("secret").get("/").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer ", "Bearer\t", "BEARER x y"})
    void aTokenThatWasForgottenIsOneThatOpensNothing(String header) {
        given().header("Authorization", header).get("/api/v1/tokens").then().statusCode(401);
    }

    @Test
    void aTokenCountsBehindAnotherHeaderAndNotTwice() {
        given().header("Authorization", "Basic YTpi")
                .header("Authorization", "Bearer " + viewer)
                .get("/api/v1/tokens")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + viewer)
                .header("Authorization", "Bearer " + viewer)
                .get("/api/v1/cost")
                .then()
                .statusCode(401);
    }

    private String token(String name, String role, Set<String> teams, @Nullable Duration life) {
        Instant now = Instant.now();
        return tokens.file()
                .create(new TokenFile.Wish(name, role, teams, "the test", life == null ? null : now.plus(life)), now)
                .secret()
                .text();
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
