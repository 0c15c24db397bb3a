package dev.outlay.connect.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.alert.Message;
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

class AlertmanagerTest implements ChannelContract {

    @Override
    public String kind() {
        return "alertmanager";
    }

    @Override
    public HttpReceiver receiver() {
        return new HttpReceiver(
                200, "", "", Map.of("url", "{url}", "user", "outlay"), Map.of("password", "p4ssw0rdexample"));
    }

    @Test
    void aTriggerIsAnAlertThatHoldsForADay() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            var asked = receiver.asked().getFirst();
            assertThat(asked.uri().getPath()).isEqualTo("/api/v2/alerts");
            // base64 of outlay:p4ssw0rdexample
            assertThat(asked.header("Authorization")).isEqualTo("Basic b3V0bGF5OnA0c3N3MHJkZXhhbXBsZQ==");
            List<?> alerts = tree(asked.body());
            assertThat(alerts).hasSize(3);
            assertThat(alerts.getFirst()).isEqualTo(tree("""
                            [{"labels": {"team": "data-science", "budget": "team-budget",
                                "alertname": "OutlayBudgetExceeded",
                                "alert": "outlay/budget/team-budget/2026-08/100", "severity": "critical"},
                              "annotations": {"summary": "Budget <team-budget> & more is over its limit",
                                "description": "Spent 10,240 of 10,000 USD.",
                                "spent": "10,240 USD", "limit": "10,000 USD", "threshold": "100 %"},
                              "startsAt": "2026-08-20T12:00:00Z", "endsAt": "2026-08-21T12:00:00Z",
                              "generatorURL": "https://outlay.example/budgets/team-budget"}]
                            """).getFirst());
            // those of the severities that it had before, if it had
            assertThat(alerts.subList(1, 3))
                    .allSatisfy(
                            each -> assertThat(((Map<?, ?>) each).get("endsAt")).isEqualTo("2026-08-20T12:00:00Z"));
        }
    }

    @Test
    void aResolveEndsTheAlertOfTheSameLabels() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            var channel = SetUp.line(kind(), receiver).channel();
            channel.deliver(Messages.trigger());
            channel.deliver(Messages.resolve());
            Map<?, ?> begun = (Map<?, ?>) tree(receiver.received().get(0)).getFirst();
            Map<?, ?> ended = (Map<?, ?>) tree(receiver.received().get(1)).getFirst();
            assertThat(ended.get("labels")).isEqualTo(begun.get("labels"));
            assertThat(ended.get("startsAt")).isEqualTo(begun.get("startsAt"));
            assertThat(ended.get("endsAt")).isEqualTo("2026-08-20T12:05:00Z");
        }
    }

    @Test
    void aTestEndsByItself() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            SetUp.line(kind(), receiver).channel().deliver(Message.test("here", "ada", Messages.START, "1"));
            List<?> alerts = tree(receiver.received().getFirst());
            assertThat(alerts).hasSize(1);
            assertThat(((Map<?, ?>) alerts.getFirst()).get("endsAt")).isEqualTo("2026-08-20T12:01:00Z");
        }
    }

    @Test
    void labelsOfTheSettingsAreOnEveryAlertAndATokenIsSent() throws IOException {
        try (HttpReceiver receiver = new HttpReceiver(
                200,
                "",
                "/prefix/",
                Map.of("url", "{url}", "labels", "{cluster: main}", "lasts", "PT2H"),
                Map.of("token", "t0kenexample"))) {
            SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            var asked = receiver.asked().getFirst();
            assertThat(asked.uri().getPath()).isEqualTo("/prefix/api/v2/alerts");
            assertThat(asked.header("Authorization")).isEqualTo("Bearer t0kenexample");
            Map<?, ?> alert = (Map<?, ?>) tree(asked.body()).getFirst();
            assertThat(((Map<?, ?>) Objects.requireNonNull(alert.get("labels"))).get("cluster"))
                    .isEqualTo("main");
            assertThat(alert.get("endsAt")).isEqualTo("2026-08-20T14:00:00Z");
        }
    }

    @Test
    void oneThatAsksForNothingIsSetUpAsSuch() {
        try (HttpReceiver receiver = new HttpReceiver(200, "", "", Map.of("url", "{url}", "auth", "none"), Map.of())) {
            SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            assertThat(receiver.asked().getFirst().header("Authorization")).isEmpty();
        }
        assertThatThrownBy(() -> SetUp.channels(
                        "channels:\n  here:\n    kind: alertmanager\n    url: https://example.com\n", Map.of()))
                .hasMessageStartingWith("alerts.yaml, line 3: the channel here has no secret: write password: env:NAME")
                .hasMessageContaining("auth: none");
    }

    private static List<?> tree(String json) throws IOException {
        return (List<?>)
                Objects.requireNonNull(JsonTree.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    }
}
