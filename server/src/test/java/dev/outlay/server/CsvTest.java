package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The button CSV of the dashboard: it asks the address of a table for `text/csv`.
@QuarkusTest
@TestProfile(SampleProfile.class)
class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/settings",
                "/api/v1/tokens",
                "/api/v1/imports",
                "/api/v1/automation/plan",
                "/api/v1/automation/rules",
                "/api/v1/automation/history",
                "/api/v1/runs",
                "/api/v1/channels",
                "/api/v1/feeds",
                "/api/v1/budgets",
                "/api/v1/alerts",
                "/api/v1/alerts/rules",
                "/api/v1/alerts/silences",
                "/api/v1/reports/cost",
            })
    void everyTableOfTheDashboardIsThereAsCsv(String address) {
        Response json = given().accept("application/json").get(address);
        Response csv = given().accept("text/csv").get(address);

        assertThat(csv.statusCode()).as(csv.asString()).isEqualTo(200);
        assertThat(csv.contentType()).startsWith("text/csv");
        List<Map<String, Object>> columns = json.jsonPath().getList("columns");
        assertThat(csv.asString().lines().findFirst())
                .contains(String.join(
                        ",",
                        columns.stream()
                                .map(column -> String.valueOf(column.get("name")))
                                .toList()));
        assertThat(json.contentType()).startsWith("application/json");
        assertThat(json.header("Vary")).isEqualTo("Accept");
    }

    @Test
    void theRowsOfCsvAreThoseOfJson() {
        List<Object> rows = given().get("/api/v1/settings").jsonPath().getList("rows");
        List<String> lines = given().accept("text/csv")
                .get("/api/v1/settings")
                .asString()
                .lines()
                .toList();

        assertThat(lines).hasSize(rows.size() + 1).anyMatch(line -> line.startsWith("OUTLAY_AUTH,"));
    }
}
