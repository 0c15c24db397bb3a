package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Budgets over HTTP: what the command line does with them, a server that owns the ledger does too.
@QuarkusTest
@TestProfile(SampleProfile.Apart.class)
class BudgetsRestTest {

    @Test
    void budgetsAreSetAskedForRecordedAgainstResetAndDeleted() {
        String yaml = """
                budgets:
                  - name: rest
                    limit: 1000000 USD
                    below:
                      - {name: rest vision, limit: 10 USD, scope: {team: vision}}
                """;
        given().contentType("application/yaml")
                .queryParam("name", "budgets.yaml")
                .queryParam("by", "ada")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/budgets")
                .then()
                .statusCode(200)
                .body("set", is("2"))
                .body("rows.budget", hasItems("rest", "rest vision"));
        given().contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/budgets")
                .then()
                .statusCode(200)
                .body("set", is("0"))
                .body("unchanged", is("2"));
        given().get("/api/v1/budgets").then().statusCode(200).body("rows.budget", hasItems("rest", "rest vision"));
        given().queryParam("name", "rest vision")
                .queryParam("format", "detailed")
                .get("/api/v1/reports/budget-status")
                .then()
                .statusCode(200)
                .body("rows", hasSize(1))
                .body("rows[0].status", is("exceeded"))
                .body("rows[0].parent", is("rest"));
        given().queryParam("provider", "hoster")
                .queryParam("amount", "12.50 USD")
                .queryParam("team", "vision")
                .queryParam("id", "rest-1")
                .post("/api/v1/budgets/record")
                .then()
                .statusCode(200)
                .body("added", is("true"))
                .body("rows[0].budgets", containsString("rest, rest vision"));
        given().queryParam("provider", "hoster").get("/api/v1/cost").then().statusCode(400);
        given().queryParam("filter", "provider=hoster")
                .get("/api/v1/cost")
                .then()
                .statusCode(200)
                .body("total", is("12.50"));
        given().queryParam("name", "rest vision")
                .queryParam("by", "bob")
                .post("/api/v1/budgets/reset")
                .then()
                .statusCode(200)
                .body("reset", is("1"));
        given().queryParam("name", "rest vision")
                .get("/api/v1/reports/budget-history")
                .then()
                .statusCode(200)
                .body("rows.done", hasItems("set", "reset"))
                .body("rows.by", hasItems("ada", "bob"));
        given().queryParam("name", "rest")
                .post("/api/v1/budgets/delete")
                .then()
                .statusCode(400)
                .body("detail", containsString("below the budget rest"));
        given().queryParam("name", "rest")
                .queryParam("with-below", "true")
                .post("/api/v1/budgets/delete")
                .then()
                .statusCode(200)
                .body("deleted", is("2"));
        given().get("/api/v1/budgets").then().statusCode(200).body("rows.budget", not(hasItem("rest")));
    }

    @Test
    void whatIsRefusedNamesTheLineAndChangesNothing() {
        given().contentType("application/yaml")
                .body("budgets:\n  - {name: fine, limit: 5 USD}\n  - {name: bad, limit: 5 USD, zone: Mars}\n"
                        .getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/budgets")
                .then()
                .statusCode(400)
                .body("detail", containsString("budgets.yaml, line 3: there is no time zone Mars"));
        given().get("/api/v1/budgets").then().statusCode(200).body("rows.budget", not(hasItem("fine")));
        given().queryParam("limit", "5 USD")
                .queryParam("name", "x")
                .queryParam("colour", "red")
                .post("/api/v1/budgets/create")
                .then()
                .statusCode(400)
                .body("detail", containsString("budget create knows no parameter 'colour'"));
        given().get("/api/v1/budgets/create").then().statusCode(405).body("detail", containsString("POST"));
        given().post("/api/v1/budgets/explode").then().statusCode(404);
    }

    @Test
    void theDescriptionOfTheApiNamesEveryActionWithItsParameters() {
        given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/budgets'", allOf(hasKey("get"), hasKey("put")))
                .body("paths.'/api/v1/budgets/create'.post.parameters.name", hasItems("name", "limit", "threshold"))
                .body("paths.'/api/v1/budgets/record'.post.parameters.name", hasItems("provider", "amount"))
                .body("paths", allOf(hasKey("/api/v1/budgets/reset"), hasKey("/api/v1/budgets/delete")))
                .body("paths", not(hasKey("/api/v1/budgets/{action}")))
                .body("paths", hasKey("/api/v1/reports/budget-status"));
    }
}
