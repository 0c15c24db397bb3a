package dev.outlay.connect.teams;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class TeamsTest implements ChannelContract {

    @Override
    public String kind() {
        return "teams";
    }

    @Override
    public HttpReceiver receiver() {
        return new HttpReceiver(
                202,
                "",
                "/workflows/0example/triggers/manual/paths/invoke?api-version=2016-06-01&sig=s3cr3texample",
                Map.of(),
                Map.of("url", "{url}"));
    }

    @Test
    void theBodyIsAnAdaptiveCardInTheEnvelopeOfAWorkflow() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            var asked = receiver.asked().getFirst();
            assertThat(asked.uri().getQuery()).contains("sig=s3cr3texample");
            assertThat(tree(asked.body())).isEqualTo(tree("""
                            {"type": "message", "attachments": [{
                              "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null,
                              "content": {
                                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                                "type": "AdaptiveCard", "version": "1.4", "msteams": {"width": "Full"},
                                "body": [
                                  {"type": "TextBlock", "text": "Critical: Budget <team-budget> & more is over its limit",
                                   "wrap": true, "weight": "Bolder", "size": "Large"},
                                  {"type": "TextBlock", "text": "Spent 10,240 of 10,000 USD.", "wrap": true},
                                  {"type": "FactSet", "facts": [
                                    {"title": "spent", "value": "10,240 USD"},
                                    {"title": "limit", "value": "10,000 USD"},
                                    {"title": "threshold", "value": "100 %"},
                                    {"title": "team", "value": "data-science"},
                                    {"title": "budget", "value": "team-budget"},
                                    {"title": "severity", "value": "critical"},
                                    {"title": "rule", "value": "budget-exceeded"},
                                    {"title": "at", "value": "2026-08-20T12:00:00Z"}]}],
                                "actions": [{"type": "Action.OpenUrl", "title": "Budget",
                                  "url": "https://outlay.example/budgets/team-budget"}]}}]}
                            """));
        }
    }

    @Test
    void aCardOfAnySizeIsAtMost28Kilobytes() throws IOException {
        String card = TeamsCard.of(Messages.huge());
        assertThat(card.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(28_000);
        assertThat(((Map<?, ?>) tree(card)).get("attachments")).isInstanceOf(List.class);
    }

    private static Object tree(String json) throws IOException {
        return java.util.Objects.requireNonNull(
                JsonTree.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    }
}
