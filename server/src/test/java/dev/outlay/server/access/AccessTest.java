package dev.outlay.server.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens, who signs, names and origins, how much is taken, and what is written down, on a running server.
@QuarkusTest
@TestProfile(GuardedProfile.class)
class AccessTest {

    private static final String RECORD = "/api/v1/budgets/record?provider=aws&amount=5 USD&team=vision&id=";

    @Inject
    Tokens tokens;

    @Test
    void aTokenIsMadeShownOnceUsedAndRevoked() throws IOException, InterruptedException {
        String name = "once-" + System.nanoTime();
        Response made = owner().post("/api/v1/tokens?name=" + name + "&role=viewer&team=vision&expires=2h");
        String token = made.jsonPath().getString("token");
        Path file = Path.of("target/test-home-guarded/tokens.jsonl");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(token).startsWith("outlay_").hasSize("outlay_".length() + 12 + 1 + 43);
        assertThat(Files.readString(file)).doesNotContain(token).contains("sha256");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        owner().get("/api/v1/tokens").then().statusCode(200).body(not(containsString(token)));
        Thread.sleep(700);
        bearer(token).get("/api/v1/cost").then().statusCode(200);
        bearer(token).get("/api/v1/tokens").then().statusCode(403);
        bearer(token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A"))
                .get("/api/v1/cost")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("detail", containsString("unknown, expired or revoked"));

        owner().post("/api/v1/tokens/" + name + "/revoke")
                .then()
                .statusCode(200)
                .body("rows.state", hasItem("revoked"));
        Thread.sleep(700);
        bearer(token).get("/api/v1/cost").then().statusCode(401);
    }

    @Test
    void aTokenOfARoleOrTimeThatIsNoneIsRefused() {
        owner().post("/api/v1/tokens?name=x&role=king")
                .then()
                .statusCode(400)
                .body("detail", containsString("viewer, editor, approver, admin"));
        owner().post("/api/v1/tokens?name=x&role=viewer&expires=2020-01-01")
                .then()
                .statusCode(400);
        owner().post("/api/v1/tokens?name=x&role=viewer&expires=soon").then().statusCode(400);
        owner().post("/api/v1/tokens?role=viewer").then().statusCode(400);
    }

    @Test
    void whoeverHasATokenSignsWithItsName() throws InterruptedException {
        String signer = "signer-" + System.nanoTime();
        String token = made(signer, "editor", "vision");

        bearer(token).post(RECORD + "signed").then().statusCode(200);
        bearer(token)
                .post(RECORD + "forged&by=ada")
                .then()
                .statusCode(400)
                .body("detail", containsString("you are '" + signer + "'"));
        owner().get("/api/v1/reports/budget-history").then().body("rows.by", hasItem(signer));
        // the person at this machine signs for somebody, as the command line does
        owner().post(RECORD + "local&by=grace").then().statusCode(200);
    }

    @Test
    void writesAndRefusalsAreWrittenDownWithoutSecrets() throws InterruptedException {
        String audited = "audited-" + System.nanoTime();
        String token = made(audited, "viewer", "vision");
        bearer(token).post(RECORD + "denied").then().statusCode(403);
        owner().post(RECORD + "audited").then().statusCode(200);
        Thread.sleep(800);

        String audit = owner().get("/api/v1/reports/audit?from=2026-01-01&to=2100-01-01&limit=500")
                .asString();
        Response refused =
                owner().get("/api/v1/reports/audit?from=2026-01-01&to=2100-01-01&who=" + audited + "&outcome=refused");

        assertThat(refused.jsonPath().getList("rows.what")).containsOnly("POST /api/v1/budgets/record");
        assertThat(refused.jsonPath().getList("rows.role")).containsOnly("viewer");
        assertThat(audit).contains("\"local\"", "done").doesNotContain("outlay_");
        bearer(token).get("/api/v1/reports/audit").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/cost", "/health/live", "/metrics", "/openapi"})
    void aForeignHostIsRefusedAndTheServersOwnNamesAreNot(String address) {
        owner().header("Host", "rebound.example:8052").get(address).then().statusCode(403);
        owner().header("Host", "outlay.example.org").get(address).then().statusCode(200);
    }

    @Test
    void aForeignOriginIsRefused() {
        owner().header("Origin", "https://evil.example")
                .post(RECORD + "evil")
                .then()
                .statusCode(403);
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBack() throws InterruptedException {
        var buckets = new Buckets(2, 5);
        for (int i = 0; i < 10; i++) {
            assertThat(buckets.take("a", 0)).isZero();
        }
        assertThat(buckets.take("a", 0)).isEqualTo(1);
        assertThat(buckets.take("b", 0)).isZero();
        assertThat(buckets.take("a", 600_000_000)).isZero();
        assertThat(new Buckets(0, 1).take("a", 0)).isZero();

        Response last = null;
        for (int i = 0; i < 200; i++) {
            last = given().get("/api/v1/cost");
            if (last.statusCode() == 429) {
                break;
            }
        }
        Objects.requireNonNull(last, "requests were sent")
                .then()
                .statusCode(429)
                .header("Retry-After", is("1"))
                .body("remedy", containsString("wait"));
    }

    @Test
    void aBodyThatIsNoFileIsBounded() {
        owner().contentType("application/yaml")
                .body(new byte[17 << 20])
                .put("/api/v1/budgets")
                .then()
                .statusCode(413);
    }

    @Test
    void thePageAndItsAnswersAreGuardedByHeaders() {
        owner().get("/")
                .then()
                .header("X-Frame-Options", "DENY")
                .header("Permissions-Policy", containsString("camera=()"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    private String made(String name, String role, String team) throws InterruptedException {
        String token = owner().post("/api/v1/tokens?name=" + name + "&role=" + role + "&team=" + team)
                .jsonPath()
                .getString("token");
        Thread.sleep(700);
        return token;
    }

    private RequestSpecification owner() {
        return bearer(tokens.localKey().orElseThrow());
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
