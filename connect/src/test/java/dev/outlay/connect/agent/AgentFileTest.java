package dev.outlay.connect.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.AgentSettings;
import dev.outlay.connect.Home;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFileTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    void withoutTheFileAgentsMayWriteNothing() {
        assertThat(AgentSettings.of(new Home(home)).get()).isEqualTo(AgentPolicy.NOTHING);
        assertThat(AgentPolicy.NOTHING.leave(WriteTool.RESERVE)).isEmpty();
    }

    @Test
    void saysWhoMayWriteWhatUpToWhichAmount() throws IOException {
        AgentPolicy policy = read("""
                actor: research-agent
                plans: 30m
                write:
                  reserve: 500 USD
                  record_expense: ask
                  acknowledge_alert: allowed
                """);

        assertThat(policy.actor()).isEqualTo("research-agent");
        assertThat(policy.confirmable()).isEqualTo(Duration.ofMinutes(30));
        assertThat(policy.leaves())
                .containsOnlyKeys(WriteTool.RESERVE, WriteTool.RECORD_EXPENSE, WriteTool.ACKNOWLEDGE_ALERT);
        AgentPolicy.Leave reserve = policy.leave(WriteTool.RESERVE).orElseThrow();
        assertThat(reserve.needsApproval(Money.of("USD", "500"))).isFalse();
        assertThat(reserve.needsApproval(Money.of("USD", "500.01"))).isTrue();
        assertThat(reserve.needsApproval(Money.of("USD", "-600")))
                .as("a large credit")
                .isTrue();
        assertThat(reserve.needsApproval(Money.of("EUR", "1"))).isTrue();
        assertThat(reserve.needsApproval(null)).isTrue();
        assertThat(policy.leave(WriteTool.RECORD_EXPENSE).orElseThrow().needsApproval(Money.of("USD", "1")))
                .isTrue();
        assertThat(policy.leave(WriteTool.ACKNOWLEDGE_ALERT).orElseThrow().needsApproval(null))
                .isFalse();
    }

    @Test
    void takesTheFileThatTheDocumentsShow() throws IOException {
        String page = Files.readString(Path.of("../docs/how-to/use-with-an-agent.md"));
        int begin = page.indexOf("`mcp.yaml` in the home:") + "`mcp.yaml` in the home:".length();
        String block = page.substring(begin, page.indexOf("\nA tool that writes", begin))
                .lines()
                .map(String::strip)
                .map(line -> line.matches("(actor|write):.*") ? line : "  " + line)
                .collect(Collectors.joining("\n"));

        assertThat(read(block).leaves()).containsOnlyKeys(WriteTool.values());
    }

    @Test
    void followsTheFile() throws IOException {
        AgentSettings settings = AgentSettings.of(new Home(home));
        Path file = home.resolve("mcp.yaml");
        Files.writeString(file, "write:\n  reserve: 5 USD\n");
        assertThat(settings.get().leave(WriteTool.RESERVE)).isPresent();

        Files.delete(file);
        assertThat(settings.get().leave(WriteTool.RESERVE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write: {reserve: plenty}|an amount and its currency such as 500 USD",
                "write: {reserve: -5 USD}|an amount that is not negative is expected",
                "write: {delete_everything: allowed}|unknown key delete_everything",
                "write: {acknowledge_alert: 5 USD}|acknowledge_alert is about no amount of money",
                "plans: 2d|a length of time such as 10m or 1h is expected",
                "plans: 30h|a plan can be confirmed for 1m to 24h",
                "actors: me|did you mean actor?"
            })
    void namesTheLineOfAMistake(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("mcp.yaml, line 1")
                .hasMessageContaining(sentence);
    }

    private AgentPolicy read(String text) throws IOException {
        return AgentFile.read(Files.writeString(home.resolve("mcp.yaml"), text));
    }
}
