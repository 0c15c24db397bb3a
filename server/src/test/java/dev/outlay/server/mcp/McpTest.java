package dev.outlay.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.outlay.report.Reports;
import dev.outlay.server.SampleProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What agents are offered over HTTP, and what they hear.
@QuarkusTest
@TestProfile(SampleProfile.class)
class McpTest {

    private static final long LONGEST_MILLISECONDS = 20_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void listsEveryReportAndEveryNamedQuestionAsToolsThatReadOnly() {
        JsonPath listed = Asked.open().ask("tools/list", Map.of());

        assertThat(listed.getList("result.tools.name", String.class))
                .containsExactlyElementsOf(ToolCalls.names().toList())
                .contains("cost", "explain", "budget-status", "recommend_cost_optimization")
                .doesNotContain("reserve", "confirm");
        assertThat(listed.getList("result.tools.annotations.readOnlyHint")).containsOnly(true);
        assertThat(listed.getList("result.tools.annotations.destructiveHint")).containsOnly(false);
        assertThat(listed.getList("result.tools.outputSchema.required"))
                .containsOnly(List.of("rows", "columns", "notes"));
        assertThat(listed.getString("result.nextCursor")).isNull();
        assertThat(listed.getMap("result.tools.find { it.name == 'forecast_training_cost' }.inputSchema"))
                .containsEntry("required", List.of("job"))
                .containsEntry("additionalProperties", false);
    }

    @ParameterizedTest
    @MethodSource("dev.outlay.server.mcp.ToolCalls#names")
    void answersToEveryToolInTimeAndWithoutABug(String tool) {
        Asked agent = Asked.open();
        long began = System.nanoTime();
        JsonPath good = agent.call(tool, Objects.requireNonNull(ToolCalls.good().get(tool)));
        JsonPath broken = agent.call(tool, ToolCalls.broken());

        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(LONGEST_MILLISECONDS);
        assertThat(good.getString("result.content[0].text")).doesNotContain("bug of Outlay");
        if (!good.getBoolean("result.isError")) {
            assertThat(good.getMap("result.structuredContent")).containsKeys("rows", "columns", "notes");
        }
        assertThat(broken.getBoolean("result.isError")).isTrue();
        assertThat(broken.getString("result.content[0].text"))
                .startsWith(tool + " takes no 'no_such_argument': it takes ");
    }

    @Test
    void answersToEveryExampleInTheDescriptionsWithARowOrWithWhatIsWrong() {
        Asked agent = Asked.open();
        Reports.ALL.forEach(report -> report.examples().forEach(example -> {
            Map<String, Object> arguments = ReportTools.arguments(report, example);
            String text = agent.call(report.name(), arguments).getString("result.content[0].text");
            assertThat(text)
                    .as("%s of %s", example, report.name())
                    .doesNotContain("bug of Outlay")
                    .doesNotContain("knows no parameter")
                    .doesNotContain(" takes no '");
        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"provider\":\"aws\",\"instance\":\"p3.2xlarge\"}|calculate_training_cost|hours is missing",
                "{\"instance\":\"p3.2xlarge\",\"hours\":1}|calculate_training_cost|provider is missing",
                "{\"hours\":1}|calculate_training_cost|say what it runs on",
                "{\"job\":\"x\"}|forecast_training_cost|remaining_epochs is missing",
                "{\"budget_usd\":1,\"epochs\":1,\"batch_size\":1,\"dataset\":\"imagenet\"}|check_training_budget|model is"
                        + " missing",
                "{\"start\":\"2026-10-01\"}|get_training_cost_report|end is missing",
                "{\"configs\":[{\"gpu\":\"H100\"}]}|compare_training_configs|2 to 50 ways",
                "{\"configs\":\"H100\"}|compare_training_configs|a list of objects is expected",
                "{}|recommend_cost_optimization|run_id is missing",
                "{\"start\":\"2026-10-01\",\"end\":[{}]}|explain_change|a text, a number or a truth value",
                "{\"last\":\"soon\"}|cost|a length such as 24h"
            })
    void asksForWhatIsMissingAndSaysWhatIsWrong(String line) {
        String[] parts = line.split("\\|", -1);
        JsonPath answer = Asked.open().call(parts[1], JsonPath.from(parts[0]).getMap("$"));

        assertThat(answer.getBoolean("result.isError")).isTrue();
        assertThat(answer.getString("result.content[0].text"))
                .contains(parts[2])
                .doesNotContain("--");
    }

    @Test
    void answersWithTheFiguresOfTheReport() {
        JsonPath answer = Asked.open().call("cost", Map.of("by", List.of("team"), "last", "30d"));
        String total = RestAssured.given()
                .get("/api/v1/cost?by=team&last=30d")
                .jsonPath()
                .getString("total");

        assertThat(answer.getString("result.structuredContent.total")).isEqualTo(total);
        assertThat(JsonPath.from(answer.getString("result.content[0].text")).getString("total"))
                .isEqualTo(total);
    }

    @Test
    void handsOutNoMoreRowsThanAnAgentCanHoldAndSaysSo() {
        JsonPath answer = Asked.open().call("cost", Map.of("by", List.of("project", "use", "day")));

        assertThat(answer.getList("result.structuredContent.rows")).hasSize(Answers.MOST_ROWS);
        assertThat(answer.getList("result.structuredContent.notes", String.class))
                .anyMatch(note -> note.startsWith("only the first " + Answers.MOST_ROWS + " of "));
    }

    @Test
    void explainsAChangeByWhatMadeIt() {
        JsonPath answer = Asked.open().call("explain_change", Map.of("start", "2026-10-01", "end", "2026-10-30"));

        assertThat(answer.getString("result.structuredContent.because"))
                .startsWith("spend rose by ")
                .contains(" by quantity of GPU time");
        assertThat(answer.getList("result.structuredContent.dimensions.rows")).isNotEmpty();
    }

    @Test
    void offersWhatCanBeRead() {
        Asked agent = Asked.open();

        assertThat(agent.ask("resources/list", Map.of()).getList("result.resources.uri", String.class))
                .containsExactly(Resources.BUDGETS, Resources.DIMENSIONS, Resources.UNITS);
        assertThat(agent.ask("resources/templates/list", Map.of())
                        .getList("result.resourceTemplates.uriTemplate", String.class))
                .containsExactly(Resources.REPORT);
        assertThat(read(agent, Resources.DIMENSIONS)).contains("`cost-center`", "effective");
        assertThat(read(agent, Resources.UNITS)).contains("GPU-hours");
        assertThat(JsonPath.from(read(agent, "outlay://reports/cost")).getString("total"))
                .isNotNull();
        assertThat(agent.ask("resources/read", Map.of("uri", "outlay://reports/none"))
                        .getString("error.message"))
                .startsWith("no report is called 'none'");
    }

    @Test
    void offersTheThreeWaysOfWorking() {
        Asked agent = Asked.open();

        assertThat(agent.ask("prompts/list", Map.of()).getList("result.prompts.name", String.class))
                .containsExactly("cost_aware_decision", "post_run_optimization", "budget_enforcement");
        List<String> tools = ToolCalls.names().toList();
        String text = agent.ask(
                        "prompts/get",
                        Map.of("name", "post_run_optimization", "arguments", Map.of("run_id", "train-llama")))
                .getString("result.messages[0].content.text");
        assertThat(text).contains("train-llama", "recommend_cost_optimization");
        assertThat(tools).contains("recommend_cost_optimization", "carbon-run", "runs", "budget-check");
    }

    @Test
    void refusesAForeignHostAndAForeignOrigin() {
        String list = Asked.request(1, "tools/list", Map.of());
        Asked.message()
                .header("Host", "rebound.example:8052")
                .body(list)
                .post("/mcp")
                .then()
                .statusCode(403)
                .body("detail", containsString("rebound.example"));
        Asked.message()
                .header("Origin", "http://evil.example")
                .body(list)
                .post("/mcp")
                .then()
                .statusCode(403)
                .body("type", containsString("forbidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "[1]", "1", "null", "{\"jsonrpc\":\"2.0\",\"id\":1}", "{\"id\":{}}"})
    void hasAnAnswerToWhatIsNoMessage(String body) {
        int status = Asked.message().body(body).post("/mcp").statusCode();
        assertThat(status).as(body).isLessThan(500);
    }

    @Test
    void isDescribedToolByTool() throws IOException {
        Path page = Path.of("../docs/reference/mcp.md");
        String text = Files.readString(page);
        ToolCalls.names().forEach(tool -> assertThat(text).contains("`" + tool + "`"));
        WriteNames.ALL.forEach(tool -> assertThat(text).contains("`" + tool + "`"));
    }

    @Test
    void theOfficialClientListsAndCallsEveryToolOverHttp() throws Exception {
        String url = ConfigProvider.getConfig().getValue("test.url", String.class) + "/mcp";
        JsonPath seen = NodeClient.orSkip().calls(folder, ToolCalls.good(), "http", url);

        ClientSaw.everything(seen, ToolCalls.names().toList());
    }

    private static String read(Asked agent, String uri) {
        return agent.ask("resources/read", new LinkedHashMap<>(Map.of("uri", uri)))
                .getString("result.contents[0].text");
    }
}
