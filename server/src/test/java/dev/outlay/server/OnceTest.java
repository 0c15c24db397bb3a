package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.outlay.Outlay;
import dev.outlay.ledger.SourceException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that are sent twice, writes that depend on what is there, and pages of lists.
@QuarkusTest
@TestProfile(ApiProfile.class)
class OnceTest {

    private static final String PROBLEM = "application/problem+json";

    @Inject
    Outlay outlay;

    @BeforeEach
    void fillTheLedger() throws SourceException {
        ApiProfile.fill(outlay);
    }

    @Test
    void anExpenseSentTwiceWithOneKeyIsEnteredOnceAndAnsweredAsTheFirstTime() {
        Response first = expense("once-1", "7.25 USD");
        Response second = expense("once-1", "7.25 USD");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        given().queryParam("filter", "provider=once-hoster")
                .get("/api/v1/cost")
                .then()
                .body("total", is("7.25"));
        expense("once-1", "7.26 USD")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("detail", containsString("once-1"));
        expense("no key", "1 USD").then().statusCode(400).body("detail", containsString("Idempotency-Key"));
    }

    private static Response expense(String key, String amount) {
        return given().header("Idempotency-Key", key)
                .queryParam("provider", "once-hoster")
                .queryParam("amount", amount)
                .queryParam("team", "vision")
                .post("/api/v1/budgets/record");
    }

    @Test
    void aFileSentTwiceWithOneKeyIsTakenInOnceAndAnsweredAsTheFirstTime() {
        String header = "id,start,end,provider,team,gpu_model,quantity\n";
        String line = "once-%d,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,lab,once,A100-SXM4-80GB,1\n";
        Response first = file("file-1", header + line.formatted(1));
        Response second = file("file-1", header + line.formatted(1));

        first.then().statusCode(200).body("added", is("1"));
        assertThat(second.asString()).isEqualTo(first.asString());
        file("file-1", header + line.formatted(2)).then().statusCode(422).contentType(PROBLEM);
        file("file-2", header + line.formatted(2)).then().statusCode(200).body("added", is("1"));
    }

    private static Response file(String key, String text) {
        return given().header("Idempotency-Key", key)
                .contentType("text/csv")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/imports?kind=usage&name=once.csv");
    }

    @Test
    void budgetsAreReplacedOnlyWhereNobodyChangedThemMeanwhile() {
        String seen = given().get("/api/v1/budgets").header("ETag");
        given().queryParam("name", "once-budget")
                .queryParam("parent", "company")
                .queryParam("limit", "5 USD")
                .queryParam("scope", "team=once")
                .post("/api/v1/budgets/create")
                .then()
                .statusCode(200);

        set(seen, false).then().statusCode(412).contentType(PROBLEM).body("remedy", containsString("ETag"));
        set(null, true).then().statusCode(428).contentType(PROBLEM).body("remedy", containsString("If-Match"));
        set(given().get("/api/v1/budgets").header("ETag"), false).then().statusCode(200);
    }

    private static Response set(@Nullable String match, boolean prune) {
        String yaml = "budgets:\n  - {name: once-more, parent: company, limit: 9 USD, scope: {team: more}}\n";
        var request = given().contentType("application/yaml").body(yaml.getBytes(StandardCharsets.UTF_8));
        if (match != null) {
            request.header("If-Match", match);
        }
        return request.queryParam("prune", prune).put("/api/v1/budgets");
    }

    @Test
    void anAnswerThatIsAskedForOnConditionOfATagIsRefusedWhereItIsAnother() {
        given().header("If-Match", "\"another\"")
                .get("/api/v1/offers")
                .then()
                .statusCode(412)
                .contentType(PROBLEM);
        given().header("If-Match", "*").get("/api/v1/offers").then().statusCode(200);
    }

    @Test
    void pagesOfChargesAreFollowedByTheirLinksAndEachChargeIsSeenOnce() {
        List<String> all = given().get("/api/v1/charges?limit=20000").jsonPath().getList("rows.origin");
        List<String> paged = new ArrayList<>();
        String address = "/api/v1/charges?limit=7";
        while (address != null) {
            Response page = given().urlEncodingEnabled(false).get(address);
            paged.addAll(page.jsonPath().getList("rows.origin"));
            Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"")
                    .matcher(page.header("Link") == null ? "" : page.header("Link"));
            address = link.matches() ? link.group(1) : null;
        }

        assertThat(paged).hasSizeGreaterThan(30).containsExactlyElementsOf(all);
        given().get("/api/v1/charges?after=nonsense!")
                .then()
                .statusCode(400)
                .body("detail", containsString("after is no place in this list"));
    }
}
