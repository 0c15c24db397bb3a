package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every report over HTTP, and what a caller is told who asks wrongly.
@QuarkusTest
@TestProfile(SampleProfile.class)
class RestTest {

    private static final String PROBLEM = "application/problem+json";

    @Test
    void answersWithItsRowsAsCsvToThoseWhoPreferThat() {
        String csv = given().accept("text/csv")
                .queryParam("by", "team")
                .get("/api/v1/cost")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .header("Vary", containsString("Accept"))
                .extract()
                .asString();
        assertThat(csv.lines()).first().isEqualTo("team,value");
        assertThat(csv.lines()).anyMatch(line -> line.startsWith("language,"));

        given().accept("text/csv, application/json;q=0.5")
                .get("/api/v1/cost")
                .then()
                .contentType(containsString("text/csv"));
        given().get("/api/v1/cost").then().contentType(containsString("application/json"));
    }

    @Test
    void answersWhatWasSpentByTeamWithDecimalsAsText() {
        given().queryParam("by", "team")
                .queryParam("last", "30d")
                .get("/api/v1/cost")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("measure", is("effective"))
                .body("currency", is("USD"))
                .body("total", matchesPattern("\\d+\\.\\d+"))
                .body("rows.team", hasItems("language", "vision", "idle"))
                .body("rows.value", everyItem(matchesPattern("\\d+\\.\\d+")))
                .body("columns[0].name", is("team"));
    }

    @Test
    void takesARepeatedParameterAsSeveralValues() {
        given().queryParam("by", "team")
                .queryParam("filter", "team=vision", "team=speech")
                .get("/api/v1/cost")
                .then()
                .statusCode(200)
                .body("rows.team", equalTo(java.util.List.of("vision", "speech")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost", "offers", "charges"})
    void answersTheSameUnderTheShortAddress(String name) {
        String body = given().get("/api/v1/reports/" + name)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        given().get("/api/v1/" + name).then().statusCode(200).body(equalTo(body));
    }

    @Test
    void estimatesAndCompares() {
        given().queryParam("provider", "aws")
                .queryParam("instance", "p3.2xlarge")
                .queryParam("region", "us-east-1")
                .queryParam("hours", "10")
                .get("/api/v1/estimate")
                .then()
                .statusCode(200)
                .body(containsString("30.60"));
        given().queryParam("gpu-count", "1")
                .queryParam("hours", "10")
                .get("/api/v1/compare")
                .then()
                .statusCode(200)
                .body("rows", not(hasSize(0)));
        given().queryParam("params", "7e9")
                .queryParam("tokens", "140e9")
                .queryParam("budget", "5")
                .get("/api/v1/reports/plan")
                .then()
                .statusCode(200)
                .body("feasible", equalTo("false"))
                .body("rows", not(hasSize(0)));
    }

    @Test
    void listsEveryReportWithItsParameters() {
        given().get("/api/v1/reports")
                .then()
                .statusCode(200)
                .body("name", equalTo(Reports.ALL.stream().map(Report::name).toList()))
                .body("[0].parameters[0].name", is("by"))
                .body("[0].parameters[0].kind", is("many"))
                .body("[0].path", is("/api/v1/reports/cost"));
    }

    @Test
    void saysThatNothingChangedToWhomHasTheAnswerAlready() {
        String tag = given().get("/api/v1/cost").then().extract().header("ETag");

        given().header("If-None-Match", tag)
                .get("/api/v1/cost")
                .then()
                .statusCode(304)
                .body(is(""));
        given().header("If-None-Match", tag)
                .queryParam("by", "team")
                .get("/api/v1/cost")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/cost?bu=team, knows no parameter 'bu'",
        "/api/v1/cost?by=tem, unknown dimension tem",
        "/api/v1/cost?from=2026-13-01, from:",
        "/api/v1/cost?last=30d&from=2026-10-01, last was given together with from or to",
        "/api/v1/compare?gpu-count=1&hours=-1, hours",
        "/api/v1/reports?x=1, takes no parameters",
        "/api/v1/imports?x=1, knows no parameter 'x'",
    })
    void saysWhatIsWrongWithAQuestion(String address, String part) {
        given().get(address)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", is("urn:outlay:callers-mistake"))
                .body("status", is(400))
                .body("detail", containsString(part))
                .body("$", hasKey("title"))
                .body("remedy", containsString("/openapi"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1/nothing",
                "/api/v1/reports/cots",
                "/api/v2/cost",
                "/assets/none.js",
                "/_static/lit/0/index.js"
            })
    void saysThatThereIsNothingAtAnAddress(String address) {
        given().get(address)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("status", is(404))
                .body("detail", containsString(address.substring(address.lastIndexOf('/') + 1)))
                .body("$", hasKey("remedy"));
    }

    @Test
    void namesTheMethodsAnAddressKnows() {
        given().delete("/api/v1/cost")
                .then()
                .statusCode(405)
                .contentType(PROBLEM)
                .header("Allow", "GET, HEAD")
                .body("detail", is("cannot DELETE /api/v1/cost: the address knows GET, HEAD"));
        given().delete("/api/v1/imports").then().statusCode(405).header("Allow", "GET, HEAD, POST");
        given().post("/").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void saysWhatItCannotAnswerWith() {
        given().accept("image/png")
                .get("/api/v1/cost")
                .then()
                .statusCode(406)
                .contentType(PROBLEM)
                .body("detail", containsString("application/json"));
    }

    @Test
    void describesEveryReportAsOpenApi() {
        var openapi = given().accept("application/json").get("/openapi").then().statusCode(200);
        Stream.of("/api/v1/reports", "/api/v1/imports").forEach(path -> openapi.body("paths", hasKey(path)));
        openapi.body("paths", not(hasKey("/api/v1/{name}")));
        openapi.body(
                "paths.'/api/v1/imports'.post.parameters.findAll { it.in == 'query' }.name",
                equalTo(java.util.List.of("kind", "name", "currency")));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void describesTheParametersOfAReportAsOpenApi(Report report) {
        var names =
                report.parameters().stream().map(parameter -> parameter.name()).toList();
        String operation = "paths.'/api/v1/reports/" + report.name() + "'.get.";
        var described = given().accept("application/json").get("/openapi").jsonPath();

        assertThat(described.<String>getList(operation + "parameters.findAll { it.in == 'query' }.name"))
                .isEqualTo(names);
        assertThat(described.<String, Object>getMap(operation + "responses.default.content"))
                .containsOnlyKeys(PROBLEM);
    }

    static Stream<Report> reports() {
        return Reports.ALL.stream();
    }
}
