package dev.outlay.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;

/// What the official client has to have seen, whatever the transport.
public final class ClientSaw {

    private static final int LONGEST_MILLISECONDS = 20_000;

    private ClientSaw() {}

    public static void everything(JsonPath seen, List<String> tools) {
        assertThat(seen.getString("server.name")).isEqualTo("outlay");
        assertThat(seen.getList("tools", String.class)).containsExactlyElementsOf(tools);
        for (String tool : tools) {
            JsonPath answers = JsonPath.from(seen.prettify()).setRootPath("answers.'" + tool + "'");
            for (String kind : List.of("good", "broken")) {
                assertThat(answers.getString(kind + ".thrown"))
                        .as("%s %s", tool, kind)
                        .isNull();
                assertThat(answers.getString(kind + ".text"))
                        .as("%s %s", tool, kind)
                        .isNotBlank()
                        .doesNotContain("bug of Outlay");
                assertThat(answers.getInt(kind + ".milliseconds")).isLessThan(LONGEST_MILLISECONDS);
            }
            assertThat(answers.getBoolean("good.structured")).isEqualTo(!answers.getBoolean("good.failed"));
            assertThat(answers.getBoolean("broken.failed")).isTrue();
        }
        assertThat(tools.stream()
                        .filter(tool -> seen.getBoolean("answers.'" + tool + "'.good.failed"))
                        .toList())
                .as("what cannot be answered in a ledger without runs, alerts and advice")
                .contains("forecast_training_cost", "run")
                .doesNotContain("cost", "plan", "explain_change", "compare_training_configs", "budget-status");
        assertThat(seen.getList("resources", String.class)).contains("outlay://budgets");
        assertThat(seen.getString("read.'outlay://reports/cost'")).contains("\"total\"");
        assertThat(seen.getString("prompted.post_run_optimization")).contains("asked-for");
    }
}
