package dev.outlay.connect.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.ChannelContract;
import dev.outlay.connect.channel.HttpReceiver;
import dev.outlay.connect.channel.Messages;
import dev.outlay.connect.channel.SetUp;
import dev.outlay.connect.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SlackTest implements ChannelContract {

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public HttpReceiver receiver() {
        return new HttpReceiver(200, "ok", "/services/T0EXAMPLE/B0EXAMPLE/x0example", Map.of(), Map.of("url", "{url}"));
    }

    @Test
    void theBodyIsBlocksOfBlockKit() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            var asked = receiver.asked().getFirst();
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.uri().getPath()).isEqualTo("/services/T0EXAMPLE/B0EXAMPLE/x0example");
            assertThat(asked.header("Content-type")).isEqualTo("application/json; charset=utf-8");
            assertThat(tree(asked.body())).isEqualTo(tree("""
                            {"text": "Critical: Budget &lt;team-budget&gt; &amp; more is over its limit: Spent 10,240 of 10,000 USD.",
                             "blocks": [
                              {"type": "header", "text": {"type": "plain_text",
                                "text": "Critical: Budget &lt;team-budget&gt; &amp; more is over its limit"}},
                              {"type": "section", "text": {"type": "mrkdwn", "text": "Spent 10,240 of 10,000 USD."}},
                              {"type": "section", "fields": [
                                {"type": "mrkdwn", "text": "*spent*\\n10,240 USD"},
                                {"type": "mrkdwn", "text": "*limit*\\n10,000 USD"},
                                {"type": "mrkdwn", "text": "*threshold*\\n100 %"}]},
                              {"type": "actions", "elements": [
                                {"type": "button", "text": {"type": "plain_text", "text": "Budget"},
                                 "url": "https://outlay.example/budgets/team-budget"}]},
                              {"type": "context", "elements": [{"type": "mrkdwn",
                                "text": "critical | budget-exceeded | team=data-science | budget=team-budget | 2026-08-20T12:00:00Z"}]}]}
                            """));
        }
    }

    @Test
    void aMessageOfAnySizeKeepsToTheLimitsOfBlockKit() throws IOException {
        Map<?, ?> body = (Map<?, ?>) tree(dev.outlay.connect.json.JsonText.of(SlackMessage.of(Messages.huge())));
        assertThat((String) body.get("text")).hasSizeLessThanOrEqualTo(40_000);
        List<?> blocks = (List<?>) Objects.requireNonNull(body.get("blocks"));
        assertThat(blocks).hasSizeLessThanOrEqualTo(50);
        for (Object each : blocks) {
            Map<?, ?> block = (Map<?, ?>) each;
            if (block.get("text") instanceof Map<?, ?> text) {
                String words = (String) text.get("text");
                assertThat(words).hasSizeLessThanOrEqualTo("header".equals(block.get("type")) ? 150 : 3000);
                assertThat(words).doesNotContainPattern("&[a-z]*…");
            }
            if (block.get("fields") instanceof List<?> fields) {
                assertThat(fields)
                        .hasSizeLessThanOrEqualTo(10)
                        .allSatisfy(field -> assertThat((String) ((Map<?, ?>) field).get("text"))
                                .hasSizeLessThanOrEqualTo(2000));
            }
        }
    }

    @Test
    void anAnswerThatIsNotSlacksIsNoDelivery() {
        try (var page =
                new HttpReceiver(200, "<html>Please sign in</html>", "/services/x", Map.of(), Map.of("url", "{url}"))) {
            assertThat(SetUp.line(kind(), page).channel().deliver(Messages.trigger()))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.sentence())
                                    .contains("answered 200 and not ok, as Slack does: check the address"));
        }
    }

    private static Object tree(String json) throws IOException {
        return Objects.requireNonNull(JsonTree.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    }
}
