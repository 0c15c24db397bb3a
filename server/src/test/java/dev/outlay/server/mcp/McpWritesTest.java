package dev.outlay.server.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.ledger.Event;
import dev.outlay.units.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What agents may write: nothing, until a policy lets them, and then only what was planned and confirmed.
@QuarkusTest
@TestProfile(AgentProfile.class)
// a bean is injected after the constructor
@SuppressWarnings("NullAway")
class McpWritesTest {

    private static final String POLICY = """
            actor: research-agent
            write:
              reserve: 500 USD
              record_expense: 100 USD
              acknowledge_alert: allowed
            """;

    @Inject
    Outlay outlay;

    @BeforeEach
    void stateABudget() {
        given().queryParam("name", "robots")
                .queryParam("limit", "2000 USD")
                .queryParam("scope", "team=robots")
                .queryParam("by", "ada")
                .post("/api/v1/budgets/create");
        AgentProfile.state(POLICY);
    }

    @AfterEach
    void takeThePolicyAway() {
        AgentProfile.state("");
    }

    @Test
    void offersNoToolThatWritesWithoutAPolicyAndSaysWhyWhereOneIsCalled() {
        AgentProfile.state("");
        Asked agent = Asked.open();

        assertThat(tools(agent)).doesNotContainAnyElementsOf(WriteNames.ALL);
        assertThat(error(agent.call("reserve", Map.of("team", "robots", "cost", 5))))
                .startsWith("agents may not call reserve: the file mcp.yaml of the home does not let them");
        assertThat(events("refused")).anyMatch(event -> event.subject().equals("mcp plan reserve"));
    }

    @Test
    void letsNothingWhileThePolicyCannotBeReadAndNamesItsLine() {
        AgentProfile.state("write:\n  reserve: plenty\n");
        Asked agent = Asked.open();

        assertThat(tools(agent)).doesNotContainAnyElementsOf(WriteNames.ALL);
        assertThat(error(agent.call("reserve", Map.of("team", "robots", "cost", 5))))
                .contains("mcp.yaml, line 2: an amount and its currency such as 500 USD");
    }

    @Test
    void listsWhatThePolicyLetsAndNoMore() {
        assertThat(tools(Asked.open()))
                .contains("reserve", "record_expense", "acknowledge_alert", "confirm")
                .doesNotContain("accept_recommendation");
    }

    @Test
    void reservesWhatWasPlannedOnceItIsConfirmedAndNotTwice() {
        Asked agent = Asked.open();
        JsonPath plan = agent.call("reserve", Map.of("team", "robots", "run", "arm-1", "cost", 50));
        String id = plan.getString("result.structuredContent.plan_id");

        assertThat(plan.getString("result.structuredContent.approval")).isEqualTo("not needed");
        assertThat(plan.getString("result.structuredContent.amount")).contains("50");
        assertThat(plan.getString("result.structuredContent.effect.rows[0].budget"))
                .isEqualTo("robots");
        assertThat(reserved()).doesNotContain("arm-1");

        JsonPath done = agent.call("confirm", Map.of("plan_id", id));
        assertThat(done.getString("result.structuredContent.done")).isEqualTo("true");
        assertThat(reserved()).contains("arm-1");
        assertThat(events("done"))
                .anyMatch(event -> event.subject().equals("mcp confirm reserve")
                        && "research-agent".equals(event.actor())
                        && id.equals(event.details().get("plan")));

        assertThat(error(agent.call("confirm", Map.of("plan_id", id)))).startsWith("no plan " + id);
    }

    @Test
    void waitsForSomebodyElseAboveTheAmountOfThePolicy() {
        Asked agent = Asked.open();
        JsonPath plan = agent.call("reserve", Map.of("team", "robots", "run", "arm-2", "cost", 700));
        String id = plan.getString("result.structuredContent.plan_id");

        assertThat(plan.getString("result.structuredContent.approval")).isEqualTo("needed");
        assertThat(plan.getString("result.structuredContent.notes[0]"))
                .contains("up to 500.00 USD without a person", "outlay budget approve " + id);
        assertThat(error(agent.call("confirm", Map.of("plan_id", id)))).startsWith("nobody approved " + id);
        assertThat(approve(id, "research-agent")).isEqualTo(400);
        assertThat(error(agent.call("confirm", Map.of("plan_id", id)))).startsWith("nobody approved " + id);
        assertThat(reserved()).doesNotContain("arm-2");

        assertThat(approve(id, "ada")).isEqualTo(200);
        assertThat(agent.call("confirm", Map.of("plan_id", id)).getString("result.structuredContent.done"))
                .isEqualTo("true");
        assertThat(reserved()).contains("arm-2");
    }

    @Test
    void anApprovalOfAPlanLetsNobodyOverABudget() {
        Asked agent = Asked.open();
        JsonPath plan = agent.call("reserve", Map.of("team", "robots", "run", "arm-3", "cost", 5000));
        String id = plan.getString("result.structuredContent.plan_id");
        assertThat(plan.getString("result.structuredContent.effect.decision")).isEqualTo("block");
        assertThat(approve(id, "ada")).isEqualTo(200);

        JsonPath done = agent.call("confirm", Map.of("plan_id", id));
        assertThat(done.getString("result.structuredContent.done")).isEqualTo("false");
        assertThat(done.getString("result.structuredContent.outcome.because")).contains("robots");
        assertThat(reserved()).doesNotContain("arm-3");
    }

    @Test
    void recordsAnExpenseAndShowsTheBudgetsBefore() {
        Asked agent = Asked.open();
        JsonPath plan = agent.call(
                "record_expense",
                Map.of("provider", "runpod", "amount", "80 USD", "team", "robots", "id", "invoice-1"));
        assertThat(plan.getString("result.structuredContent.effect.rows[0].asked"))
                .isEqualTo("80.00");

        JsonPath done = agent.call("confirm", Map.of("plan_id", plan.getString("result.structuredContent.plan_id")));
        assertThat(done.getString("result.structuredContent.done")).isEqualTo("true");
        assertThat(given().get("/api/v1/cost?by=provider&team=robots")
                        .jsonPath()
                        .getString("total"))
                .isEqualTo("80.00");
    }

    @Test
    void refusesAPlanOfWhatIsNotThere() {
        Asked agent = Asked.open();

        assertThat(error(agent.call("record_expense", Map.of("provider", "runpod"))))
                .startsWith("amount is missing");
        assertThat(error(agent.call("acknowledge_alert", Map.of("id", "none")))).contains("none");
        assertThat(error(agent.call("confirm", Map.of("plan_id", "plan-none")))).startsWith("no plan plan-none");
        assertThat(error(agent.call("reserve", Map.of("team", "robots")))).startsWith("say what it will take");
    }

    private static int approve(String id, String by) {
        return given().queryParam("id", id)
                .queryParam("until", "1d")
                .queryParam("why", "agreed")
                .queryParam("by", by)
                .post("/api/v1/budgets/approve")
                .statusCode();
    }

    private static List<String> tools(Asked agent) {
        return agent.ask("tools/list", Map.of()).getList("result.tools.name", String.class);
    }

    private static String error(JsonPath answer) {
        assertThat(answer.getBoolean("result.isError")).isTrue();
        return answer.getString("result.content[0].text");
    }

    private static String reserved() {
        return given().get("/api/v1/reports/budget-reservations").asString();
    }

    private List<Event> events(String verb) {
        try (Stream<Event> events = outlay.ledger().facts(Event.class, Span.EVER)) {
            return events.filter(event ->
                            event.topic().equals("audit") && event.verb().equals(verb))
                    .toList();
        }
    }
}
