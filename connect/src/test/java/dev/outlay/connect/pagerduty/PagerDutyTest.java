package dev.outlay.connect.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.alert.Message;
import dev.outlay.alert.Message.Kind;
import dev.outlay.alert.Outcome;
import dev.outlay.alert.Severity;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.channel.ChannelContract;
import dev.outlay.connect.channel.HttpReceiver;
import dev.outlay.connect.channel.Messages;
import dev.outlay.connect.channel.SetUp;
import dev.outlay.connect.json.JsonTree;
import dev.outlay.connect.json.StringsJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagerDutyTest implements ChannelContract {

    private static final String KEY = "R0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPL";
    private static final String ACCEPTED =
            "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"outlay/budget\"}";

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public HttpReceiver receiver() {
        return new HttpReceiver(202, ACCEPTED, "/v2/enqueue", Map.of("url", "{url}"), Map.of("routing_key", KEY));
    }

    @Test
    void aTriggerHasTheFieldsOfTheEventsApi() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            Outcome outcome = SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            assertThat(outcome.sentence()).contains("answered 202", "Event processed");
            assertThat(receiver.asked().getFirst().uri().getPath()).isEqualTo("/v2/enqueue");
            assertThat(tree(receiver.received().getFirst())).isEqualTo(tree("""
                            {"routing_key": "R0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPL", "event_action": "trigger",
                             "dedup_key": "outlay/budget/team-budget/2026-08/100", "client": "Outlay",
                             "client_url": "https://outlay.example/budgets/team-budget",
                             "links": [{"href": "https://outlay.example/budgets/team-budget", "text": "Budget"}],
                             "payload": {
                               "summary": "Budget <team-budget> & more is over its limit: Spent 10,240 of 10,000 USD.",
                               "source": "outlay", "severity": "critical", "timestamp": "2026-08-20T12:00:00Z",
                               "component": "team-budget", "group": "data-science", "class": "budget-exceeded",
                               "custom_details": {"spent": "10,240 USD", "limit": "10,000 USD", "threshold": "100 %",
                                 "team": "data-science", "budget": "team-budget",
                                 "sentence": "Spent 10,240 of 10,000 USD.",
                                 "message_id": "outlay/budget/team-budget/2026-08/100/trigger"}}}
                            """));
        }
    }

    @Test
    void acknowledgeAndResolveHoldTheKeysAlone() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            var channel = SetUp.line(kind(), receiver).channel();
            channel.deliver(Messages.of("a", Kind.ACKNOWLEDGE, Severity.CRITICAL, Messages.LATER));
            channel.deliver(Messages.resolve());
            assertThat(StringsJson.read(receiver.received().get(0)))
                    .isEqualTo(Map.of(
                            "routing_key",
                            KEY,
                            "event_action",
                            "acknowledge",
                            "dedup_key",
                            "outlay/budget/team-budget/2026-08/100"));
            assertThat(StringsJson.read(receiver.received().get(1)))
                    .containsEntry("event_action", "resolve")
                    .containsEntry("dedup_key", "outlay/budget/team-budget/2026-08/100");
        }
    }

    @Test
    void itSendsWhatTheExampleOfTheApiShows() throws IOException {
        String resolve = Files.readString(Ledgers.shared("api-shapes/pagerduty-resolve.request.json"));
        String trigger = Files.readString(Ledgers.shared("api-shapes/pagerduty-trigger.request.json"));
        assertThat(tree(PagerDutyEvent.about(Messages.resolve(), "resolve", KEY)))
                .isEqualTo(tree(resolve));
        Map<?, ?> ours = (Map<?, ?>) tree(PagerDutyEvent.trigger(Messages.trigger(), KEY));
        Map<?, ?> theirs = (Map<?, ?>) tree(trigger);
        assertThat(names(theirs)).containsExactlyInAnyOrderElementsOf(with(names(ours), "images"));
        assertThat(names(ours.get("payload"))).isEqualTo(names(theirs.get("payload")));
    }

    @Test
    void aTestLeavesNoIncidentOpen() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            Message test = Message.test("here", "ada", Messages.START, "1");
            Outcome outcome = SetUp.line(kind(), receiver).channel().deliver(test);
            assertThat(outcome.sentence()).contains("the incident of the test was resolved");
            assertThat(receiver.received()).hasSize(2);
            assertThat(StringsJson.read(receiver.received().get(1)))
                    .containsEntry("event_action", "resolve")
                    .containsEntry("dedup_key", test.alert());
        }
    }

    @Test
    void aKeyOfAnyLengthHasAtMost255CharactersAndStaysApartFromOthers() throws IOException {
        Map<String, String> event = StringsJson.read(PagerDutyEvent.about(Messages.huge(), "resolve", KEY));
        assertThat(event.get("dedup_key")).hasSize(255).contains("~");
    }

    @Test
    void aRoutingKeyOfAnotherLengthIsRefusedWithTheLine() {
        assertThatThrownBy(() -> SetUp.channels(
                        "channels:\n  here:\n    kind: pagerduty\n    routing_key: env:KEY\n", Map.of("KEY", "short")))
                .hasMessageStartingWith("alerts.yaml, line 4: the routing key in env:KEY has not 32 characters");
        assertThatThrownBy(() -> SetUp.channels(
                        "channels:\n  here:\n    kind: pagerduty\n    routing_key: env:KEY\n    region: mars\n",
                        Map.of("KEY", KEY)))
                .hasMessageStartingWith("alerts.yaml, line 5: a region of PagerDuty is us or eu, not mars");
    }

    private static Set<String> names(@Nullable Object fields) {
        return ((Map<?, ?>) Objects.requireNonNull(fields))
                .keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static Set<String> with(Set<String> names, String more) {
        Set<String> all = new HashSet<>(names);
        all.add(more);
        return all;
    }

    private static Object tree(String json) throws IOException {
        return Objects.requireNonNull(JsonTree.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    }
}
