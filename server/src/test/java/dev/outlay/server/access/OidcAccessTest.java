package dev.outlay.server.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.outlay.connect.token.TokenFile;
import dev.outlay.server.oidc.FakeProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// People whom an OpenID Connect provider vouches for, on a running server. The provider is one on this machine.
@QuarkusTest
@TestProfile(GuardedProfile.Vouched.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcAccessTest {

    private static final String THEIRS = GuardedProfile.THEIRS;
    private static final String RECORD = "/api/v1/budgets/record?provider=aws&amount=5 USD&team=vision&id=";

    private static @Nullable FakeProvider provider;
    private static @Nullable PublicJsonWebKey key;

    @Inject
    Tokens tokens;

    @BeforeEach
    void makeKey() throws JoseException {
        if (key == null) {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("one");
        }
    }

    @AfterAll
    static void stop() {
        if (provider != null) {
            provider.close();
        }
    }

    /// First, while the server has not heard of the provider yet.
    @Test
    @Order(1)
    void aProviderThatIsDownOpensNothingAndIsAskedAgain() throws IOException, InterruptedException {
        var unheard = new FakeProvider(0);
        unheard.close();
        String token = FakeProvider.signed(key(), "RS256", claims(unheard, Map.of("roles", "editor")));

        bearer(token)
                .get("/api/v1/cost")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", is("5"))
                .body("type", is("urn:outlay:provider-away"))
                .body("detail", containsString("cannot be checked"))
                .body("remedy", containsString("OUTLAY_OIDC_ISSUER"));
        bearer(token).get("/api/v1/events").then().statusCode(503);
        Visits.agent(token, "").body("{}").post("/mcp").then().statusCode(503);
        bearer(token).get("/health/live").then().statusCode(200).body(not(containsString("duckdb")));
        String own = tokens.file()
                .create(
                        new TokenFile.Wish("own-" + System.nanoTime(), "viewer", Set.of("vision"), "the test", null),
                        Instant.now())
                .secret()
                .text();
        Thread.sleep(700);
        bearer(own).get("/api/v1/cost").then().statusCode(200);

        provider().publish(key());
        Thread.sleep(Duration.ofSeconds(6));
        // while this waits for the provider its body waits too
        bearer(token)
                .contentType("application/json")
                .body("""
                        {"run": "vouched-1", "attempt": 1, "start": "2026-10-01T00:00:00Z", "end": "2026-10-01T01:00:00Z",
                         "status": "succeeded", "team": "vision"}
                        """)
                .post("/api/v1/runs")
                .then()
                .statusCode(200)
                .body("added", is("1"));
    }

    @Test
    @Order(2)
    void aViewerOfATeamSeesThatTeamOnlyInEverySurface() throws IOException, InterruptedException {
        String viewer = token(Map.of());

        bearer(viewer)
                .get("/api/v1/reports/cost?by=team&last=30d")
                .then()
                .statusCode(200)
                .body(containsString("vision"));
        for (String address : List.of(
                "/api/v1/reports/cost?by=team,run&last=30d",
                "/api/v1/reports/runs",
                "/api/v1/reports/charges?last=30d",
                "/api/v1/alerts",
                "/api/v1/exports/focus?version=1.2")) {
            bearer(viewer).get(address).then().statusCode(200).body(not(containsString(THEIRS)));
        }
        bearer(viewer).get("/metrics").then().statusCode(403);
        bearer(viewer).get("/api/v1/tokens").then().statusCode(403);
        bearer(viewer)
                .post(RECORD + "denied-by-oidc")
                .then()
                .statusCode(403)
                .body("detail", containsString("'oidc:ada' is a viewer"));
        assertThat(Visits.heard(viewer)).contains("vision").doesNotContain(THEIRS);
        String session = Visits.greeted(viewer);
        for (String tool : List.of("runs", "cost", "charges")) {
            assertThat(Visits.asked(viewer, session, "tools/call", Map.of("name", tool, "arguments", Map.of()))
                            .prettify())
                    .doesNotContain(THEIRS);
        }
    }

    @Test
    @Order(3)
    void whoeverIsVouchedForSignsAndIsWrittenDown() throws InterruptedException {
        String editor = token(Map.of("roles", "editor", "preferred_username", "grace"));

        bearer(editor).post(RECORD + "signed-by-oidc").then().statusCode(200);
        bearer(editor).post(RECORD + "forged-by-oidc&by=ada").then().statusCode(400);
        bearer(editor)
                .post("/api/v1/budgets/record?provider=aws&amount=5 USD&team=" + THEIRS + "&id=theirs")
                .then()
                .statusCode(400)
                .body("detail", containsString("whoever sees vision only may not do this"));

        String admin = token(Map.of("roles", List.of("platform"), "preferred_username", "local"));
        bearer(admin).get("/api/v1/reports/runs").then().statusCode(200).body(containsString(THEIRS));
        bearer(admin).get("/api/v1/reports/budget-history").then().body("rows.by", hasItem("oidc:grace"));
        bearer(admin)
                .post(RECORD + "not-the-person-here&by=grace")
                .then()
                .statusCode(400)
                .body("detail", containsString("you are 'oidc:local'"));
        Thread.sleep(800);
        bearer(admin)
                .get("/api/v1/reports/audit?from=2026-01-01&to=2100-01-01&who=oidc:grace")
                .then()
                .statusCode(200)
                .body("rows.role", hasItem("editor"));
    }

    @Test
    @Order(4)
    void aTokenThatIsNotGoodOrGivesNoRightIsToldWhy() {
        bearer(token(Map.of("aud", "grafana")))
                .get("/api/v1/cost")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("detail", containsString("not made out to outlay"));
        bearer(token(Map.of("exp", Instant.now().minusSeconds(90).getEpochSecond())))
                .get("/api/v1/events")
                .then()
                .statusCode(401)
                .body("detail", containsString("has expired"));
        bearer(token(Map.of("roles", "visitor")))
                .get("/api/v1/cost")
                .then()
                .statusCode(403)
                .body("detail", containsString("names no role that this server knows"))
                .body("remedy", containsString("viewer, editor, platform"));
        bearer(token(Map.of("teams", List.of())))
                .get("/api/v1/cost")
                .then()
                .statusCode(403)
                .body("detail", containsString("names no team"));
        bearer("nothing").get("/api/v1/cost").then().statusCode(401).body("detail", containsString("nor a signed JWT"));
        bearer("outlay_000000000000_" + "A".repeat(43))
                .get("/api/v1/cost")
                .then()
                .statusCode(401);
        given().get("/api/v1/cost").then().statusCode(401);
    }

    @Test
    @Order(5)
    void theSettingsShowTheProvider() {
        bearer(token(Map.of("roles", "platform")))
                .get("/api/v1/settings")
                .then()
                .statusCode(200)
                .body("rows.setting", hasItem("OUTLAY_OIDC_ISSUER"));
    }

    private static FakeProvider provider() {
        try {
            if (provider == null) {
                provider = new FakeProvider(
                        URI.create(ConfigProvider.getConfig().getValue("outlay.oidc.issuer", String.class))
                                .getPort());
            }
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublicJsonWebKey key() {
        return Objects.requireNonNull(key);
    }

    private static String token(Map<String, ?> claims) {
        return FakeProvider.signed(key(), "RS256", provider().claims(claims));
    }

    private static Map<String, Object> claims(FakeProvider other, Map<String, ?> claims) {
        Map<String, Object> all = other.claims(claims);
        all.put("iss", ConfigProvider.getConfig().getValue("outlay.oidc.issuer", String.class));
        return all;
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
