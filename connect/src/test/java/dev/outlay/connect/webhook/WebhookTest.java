package dev.outlay.connect.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.alert.Message.Kind;
import dev.outlay.alert.Outcome;
import dev.outlay.alert.Severity;
import dev.outlay.connect.channel.ChannelContract;
import dev.outlay.connect.channel.HttpReceiver;
import dev.outlay.connect.channel.Messages;
import dev.outlay.connect.channel.SetUp;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.connect.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookTest implements ChannelContract {

    private static final String SECRET = "0example0example0example0example";

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public HttpReceiver receiver() {
        return new HttpReceiver(204, "", "/hooks/outlay", Map.of("url", "{url}"), Map.of("secret", SECRET));
    }

    @Test
    void theBodyIsWhatTheReferencePromises() throws IOException {
        try (HttpReceiver receiver = receiver()) {
            SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            assertThat(tree(receiver.received().getFirst())).isEqualTo(tree("""
                            {"version": 1, "id": "outlay/budget/team-budget/2026-08/100/trigger",
                             "alert": "outlay/budget/team-budget/2026-08/100", "rule": "budget-exceeded",
                             "kind": "trigger", "severity": "critical",
                             "started": "2026-08-20T12:00:00Z", "at": "2026-08-20T12:00:00Z",
                             "title": "Budget <team-budget> & more is over its limit",
                             "sentence": "Spent 10,240 of 10,000 USD.",
                             "labels": {"team": "data-science", "budget": "team-budget"},
                             "evidence": {"spent": "10,240 USD", "limit": "10,000 USD", "threshold": "100 %"},
                             "links": [{"text": "Budget", "address": "https://outlay.example/budgets/team-budget"}],
                             "grouped": []}
                            """));
        }
    }

    @Test
    void theSignatureIsTheHmacOfTimeAndBody() throws Exception {
        try (HttpReceiver receiver = receiver()) {
            SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            var asked = receiver.asked().getFirst();
            String seconds = asked.header("Outlay-timestamp");
            assertThat(Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), Instant.now())
                            .abs())
                    .isLessThan(Duration.ofMinutes(1));
            // as a receiver computes it
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            byte[] expected = mac.doFinal(asked.body().getBytes(StandardCharsets.UTF_8));
            assertThat(asked.header("Outlay-signature"))
                    .isEqualTo("v1=" + HexFormat.of().formatHex(expected));
            assertThat(asked.header("Idempotency-key")).isEqualTo("outlay/budget/team-budget/2026-08/100/trigger");
        }
    }

    @Test
    void theSignatureOfAKnownBodyIsKnown() {
        // computed by: printf '1766397600.{"id":"a"}' | openssl dgst -sha256 -hmac 0example0example0example0example
        assertThat(Signature.of(SECRET, 1_766_397_600L, "{\"id\":\"a\"}")).isEqualTo(OPENSSL);
    }

    @Test
    void aKeyThatNoHeaderCanHoldIsWrittenInPercents() {
        try (HttpReceiver receiver = receiver()) {
            SetUp.line(kind(), receiver)
                    .channel()
                    .deliver(Messages.of("budget/München 100%", Kind.TRIGGER, Severity.INFO, Messages.START));
            assertThat(receiver.asked().getFirst().header("Idempotency-key")).isEqualTo("budget/M%C3%BCnchen%20100%25");
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (FakeSystem elsewhere = FakeSystem.inTurn(FakeSystem.answer(200, "ok"));
                FakeSystem moved = FakeSystem.inTurn(FakeSystem.answer(
                        307, "", "Location", elsewhere.url("/taken").toString()))) {
            var channel = SetUp.channels(
                            SetUp.yaml(kind(), Map.of("url", moved.url("/").toString(), "secret", "env:KEY")),
                            Map.of("KEY", SECRET))
                    .named("here")
                    .channel();
            assertThat(channel.deliver(Messages.trigger()))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.sentence()).contains("redirects are not followed"));
            assertThat(elsewhere.asked).isEmpty();
        }
    }

    @Test
    void anAddressWithoutEncryptionIsForThisMachineOnly() {
        for (String url : new String[] {"http://example.com/x", "ftp://127.0.0.1/x", "https://u:p@example.com/", "x"}) {
            assertThatThrownBy(() -> SetUp.channels(
                            "channels:\n  here:\n    kind: webhook\n    url: " + url + "\n    secret: env:KEY\n",
                            Map.of("KEY", SECRET)))
                    .as(url)
                    .hasMessageStartingWith("alerts.yaml, line 4: an address");
        }
    }

    @Test
    void aSecretThatCanBeGuessedIsRefused() {
        assertThatThrownBy(() -> SetUp.channels(
                        "channels:\n  here:\n    kind: webhook\n    url: https://example.com\n    secret: env:KEY\n",
                        Map.of("KEY", "hunter2")))
                .hasMessageStartingWith("alerts.yaml, line 5: the secret in env:KEY has fewer than 16 characters")
                .hasMessageNotContaining("hunter2");
    }

    private static final String OPENSSL = "v1=0ff505a56145ca2afb2130df8bf58e6aa29084bd9a2838947fd3a7ac74123ad5";

    private static Object tree(String json) throws IOException {
        return java.util.Objects.requireNonNull(
                JsonTree.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    }
}
