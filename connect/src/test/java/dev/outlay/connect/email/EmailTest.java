package dev.outlay.connect.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.alert.Channel;
import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.ChannelContract;
import dev.outlay.connect.channel.Messages;
import dev.outlay.connect.channel.SetUp;
import dev.outlay.connect.email.MailReceiver.Manner;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EmailTest implements ChannelContract {

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public MailReceiver receiver() {
        return new MailReceiver(Manner.STARTTLS);
    }

    @Test
    void aMailHasPlainTextAndHtmlAndSaysWhoSentItToWhom() throws Exception {
        try (MailReceiver server = receiver()) {
            Outcome outcome = channel(server, Map.of()).deliver(Messages.trigger());
            assertThat(outcome.sentence())
                    .isEqualTo("localhost:" + server.port() + " took the mail for ada@example.com, grace@example.com");
            assertThat(server.recipients).containsExactly("ada@example.com", "grace@example.com");
            MimeMessage mail = read(server.mails().getFirst());
            assertThat(mail.getSubject()).isEqualTo("[Outlay] CRITICAL: Budget <team-budget> & more is over its limit");
            assertThat(mail.getFrom()[0]).hasToString("Outlay <outlay@example.com>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getSentDate()).isEqualTo(Messages.START);
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains(
                            "Budget <team-budget> & more is over its limit", "spent: 10,240 USD", "team: data-science")
                    .contains("Budget: https://outlay.example/budgets/team-budget");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat((String) parts.getBodyPart(1).getContent())
                    .contains("<h2>Budget &lt;team-budget&gt; &amp; more is over its limit</h2>")
                    .contains("<a href=\"https://outlay.example/budgets/team-budget\">Budget</a>");
        }
    }

    @Test
    void theSameMessageHasTheSameMessageIdAndOneAlertIsOneThread() throws Exception {
        try (MailReceiver server = receiver()) {
            Channel channel = channel(server, Map.of());
            channel.deliver(Messages.trigger());
            channel.deliver(Messages.trigger());
            channel.deliver(Messages.resolve());
            MimeMessage first = read(server.mails().get(0));
            MimeMessage again = read(server.mails().get(1));
            MimeMessage end = read(server.mails().get(2));
            assertThat(first.getMessageID())
                    .matches("<[0-9a-f]{40}@example.com>")
                    .isEqualTo(again.getMessageID());
            assertThat(end.getMessageID()).isNotEqualTo(first.getMessageID());
            assertThat(end.getHeader("References")).isEqualTo(first.getHeader("References"));
            assertThat(end.getSubject()).startsWith("[Outlay] RESOLVED: ");
        }
    }

    @Test
    void aServerThatEncryptsFromTheStartIsSpokenToSo() {
        try (MailReceiver server = new MailReceiver(Manner.TLS)) {
            assertThat(channel(server, Map.of("security", "tls")).deliver(Messages.trigger()))
                    .isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void aServerThatCannotEncryptGetsNothingUnlessThatWasAllowed() {
        try (MailReceiver server = new MailReceiver(Manner.PLAIN)) {
            assertThat(channel(server, Map.of()).deliver(Messages.trigger()).sentence())
                    .contains("cannot be reached", "STARTTLS");
            assertThat(server.mails()).isEmpty();
            Map<String, String> open = new LinkedHashMap<>(server.settings());
            open.remove("password");
            open.remove("user");
            open.put("auth", "none");
            open.put("security", "none");
            Channel plain = SetUp.channels(SetUp.yaml(kind(), open), Map.of())
                    .named("here")
                    .channel();
            assertThat(plain.deliver(Messages.trigger())).isInstanceOf(Outcome.Delivered.class);
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedOrForAnotherNameGetsNoPassword() {
        try (MailReceiver server = receiver()) {
            Map<String, String> untrusted = new LinkedHashMap<>(server.settings());
            untrusted.remove("ca_file");
            assertThat(SetUp.channels(SetUp.yaml(kind(), untrusted), server.environment())
                            .named("here")
                            .channel()
                            .deliver(Messages.trigger()))
                    .isInstanceOf(Outcome.TryLater.class);
            Certificates other = Certificates.of("dns:mail.example.com");
            assertThat(channel(server, Map.of("ca_file", other.file().toString()))
                            .deliver(Messages.trigger()))
                    .isInstanceOf(Outcome.TryLater.class);
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNotTriedAgain() {
        try (MailReceiver server = receiver()) {
            Channel channel = SetUp.channels(
                            SetUp.yaml(kind(), server.settings()), Map.of("HERE_PASSWORD", "wr0ngexample"))
                    .named("here")
                    .channel();
            assertThat(channel.deliver(Messages.trigger()))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.sentence())
                                    .contains("does not take the user and password")
                                    .doesNotContain("wr0ngexample"));
        }
    }

    @Test
    void thoseWhoseAddressIsTakenGetTheMailAlthoughAnotherIsRefused() {
        try (MailReceiver server = receiver()) {
            Outcome outcome = channel(server, Map.of("to", "[ada@example.com, nobody@example.com]"))
                    .deliver(Messages.trigger());
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
            assertThat(outcome.sentence()).contains("took the mail for ada@example.com, not for others", "550");
        }
    }

    @Test
    void settingsThatCannotBeAreRefusedWithTheLine() {
        String start = "channels:\n  here:\n    kind: email\n    host: mail.example.com\n    from: a@example.com\n";
        assertMistake(start + "    to: ada\n    auth: none\n", "alerts.yaml, line 6: no address of e-mail: ada");
        assertMistake(start + "    to: []\n    auth: none\n", "alerts.yaml, line 6: to is empty");
        assertMistake(
                start + "    to: b@example.com\n    user: a\n    password: env:P\n    security: none\n",
                "alerts.yaml, line 9: security: none would send the password of here in the clear");
        assertMistake(
                start + "    to: b@example.com\n    auth: none\n    port: 99999\n", "alerts.yaml, line 8: a port is");
        assertMistake(
                start + "    to: b@example.com\n    auth: none\n    security: ssl\n",
                "alerts.yaml, line 8: security is starttls, tls or none, not ssl");
        assertMistake(
                start + "    to: b@example.com\n    auth: none\n    ca_file: nowhere.pem\n",
                "alerts.yaml, line 8: the file nowhere.pem cannot be read");
    }

    private static void assertMistake(String yaml, String message) {
        assertThatThrownBy(() -> SetUp.channels(yaml, Map.of("P", "p4ssw0rdexample")))
                .hasMessageStartingWith(message);
    }

    private Channel channel(MailReceiver server, Map<String, String> instead) {
        Map<String, String> settings = new LinkedHashMap<>(server.settings());
        settings.putAll(instead);
        return SetUp.channels(SetUp.yaml(kind(), settings), server.environment())
                .named("here")
                .channel();
    }

    private static MimeMessage read(String mail) throws MessagingException, IOException {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }
}
