package dev.outlay.connect.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.alert.Courier;
import dev.outlay.alert.Courier.Worked;
import dev.outlay.alert.Dispatch;
import dev.outlay.alert.Dispatch.Status;
import dev.outlay.alert.Line;
import dev.outlay.alert.Message;
import dev.outlay.alert.Outbox;
import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.Receiver.Answer;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every channel does, shown against a real server on this machine.
public interface ChannelContract {

    /// The kind of channel.
    String kind();

    /// A new receiver, which takes what comes.
    Receiver receiver();

    @Test
    default void aMessageThatIsTakenIsDelivered() {
        try (Receiver receiver = receiver()) {
            Outcome outcome = SetUp.line(kind(), receiver).channel().deliver(Messages.trigger());
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
            assertThat(receiver.received()).hasSize(1);
            assertThat(receiver.received().getFirst()).contains("10,240 of 10,000 USD");
        }
    }

    @Test
    default void everyKindOfMessageIsTaken() {
        try (Receiver receiver = receiver()) {
            for (Message.Kind each : Message.Kind.values()) {
                Message message = each == Message.Kind.TEST
                        ? Message.test("here", "ada", Messages.START, "1")
                        : Messages.of("x/" + each, each, dev.outlay.alert.Severity.WARNING, Messages.LATER);
                assertThat(SetUp.line(kind(), receiver).channel().deliver(message))
                        .as(each.word())
                        .isInstanceOf(Outcome.Delivered.class);
            }
        }
    }

    @Test
    default void aMessageThatIsTooLargeIsCutToWhatTheReceiverTakes() {
        try (Receiver receiver = receiver()) {
            assertThat(SetUp.line(kind(), receiver).channel().deliver(Messages.huge()))
                    .isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    default void aBusyReceiverIsLeftAloneAsLongAsItAsks() throws SourceException {
        try (Receiver receiver = receiver()) {
            receiver.answers(Answer.BUSY, Answer.TAKEN);
            var delivery = new OneDelivery(SetUp.line(kind(), receiver));
            assertThat(delivery.work()).isEqualTo(new Worked(0, 1, 0, 0));
            Dispatch waiting = delivery.dispatch();
            assertThat(waiting.holdsChannel()).isTrue();
            Instant next = java.util.Objects.requireNonNull(waiting.notBefore());
            if (receiver.asksForPauses()) {
                assertThat(next).isEqualTo(Messages.START.plusSeconds(7));
            }
            delivery.now = next.minusMillis(1);
            assertThat(delivery.work()).isEqualTo(Worked.NOTHING);
            assertThat(receiver.received()).hasSize(1);
            delivery.now = next;
            assertThat(delivery.work()).isEqualTo(new Worked(1, 0, 0, 0));
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @Test
    default void aReceiverThatFailsIsTriedAgain() throws SourceException {
        try (Receiver receiver = receiver()) {
            receiver.answers(Answer.FAILED, Answer.FAILED, Answer.TAKEN);
            var delivery = new OneDelivery(SetUp.line(kind(), receiver));
            for (int i = 0; i < 3; i++) {
                delivery.work();
                delivery.now = delivery.now.plus(Duration.ofMinutes(5));
            }
            assertThat(delivery.dispatch().status()).isEqualTo(Status.SENT);
            assertThat(delivery.dispatch().attempts()).isEqualTo(3);
            assertThat(receiver.received()).hasSize(3);
        }
    }

    @Test
    default void whatIsRefusedIsNotTriedAgain() throws SourceException {
        try (Receiver receiver = receiver()) {
            receiver.answers(Answer.REFUSED);
            var delivery = new OneDelivery(SetUp.line(kind(), receiver));
            delivery.work();
            delivery.now = delivery.now.plus(Duration.ofDays(1));
            delivery.work();
            assertThat(delivery.dispatch().status()).isEqualTo(Status.DEAD);
            assertThat(delivery.dispatch().attempts()).isEqualTo(1);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    default void whatWasHandedOverWithoutAnAnswerIsSentAgainOnlyWhereThatDoesNoHarm() throws SourceException {
        try (Receiver receiver = receiver()) {
            receiver.answers(Answer.SILENT, Answer.TAKEN);
            Line line = SetUp.line(kind(), receiver);
            var delivery = new OneDelivery(line);
            delivery.work();
            delivery.now = delivery.now.plus(Duration.ofMinutes(5));
            delivery.work();
            Status expected = line.channel().deduplicates() ? Status.SENT : Status.UNKNOWN;
            assertThat(delivery.dispatch().status()).isEqualTo(expected);
            assertThat(receiver.received()).hasSize(line.channel().deduplicates() ? 2 : 1);
        }
    }

    @Test
    default void aReceiverThatIsNotThereGetsTheMessageLater() {
        Receiver receiver = receiver();
        Line line = SetUp.line(kind(), receiver);
        receiver.close();
        assertThat(line.channel().deliver(Messages.trigger()))
                .isInstanceOfSatisfying(
                        Outcome.TryLater.class,
                        later -> assertThat(later.wholeChannel()).isTrue());
    }

    @Test
    default void noSecretIsInWhatIsSaidOrKept() throws SourceException {
        for (Answer answer : Answer.values()) {
            try (Receiver receiver = receiver()) {
                receiver.answers(answer);
                Line line = SetUp.line(kind(), receiver);
                var delivery = new OneDelivery(line);
                delivery.work();
                List<String> said = new ArrayList<>(List.of(
                        line.toString(),
                        line.channel().toString(),
                        line.channel().deliver(Messages.resolve()).sentence()));
                delivery.events().forEach(event -> said.add(event.toString()));
                receiver.environment()
                        .values()
                        .forEach(secret -> assertThat(said).noneMatch(text -> text.contains(secret)));
            }
        }
    }

    @Test
    default void aChannelWithoutItsSecretIsRefusedWithTheLine() {
        try (Receiver receiver = receiver()) {
            for (String key : receiver.secretKeys()) {
                Map<String, String> settings = new LinkedHashMap<>(receiver.settings());
                settings.remove(key);
                assertThatThrownBy(() -> SetUp.channels(SetUp.yaml(kind(), settings), receiver.environment()))
                        .isInstanceOf(CallersMistake.class)
                        .hasMessageStartingWith("alerts.yaml, line 3: the channel here has no secret: write " + key);

                String yaml = SetUp.yaml(kind(), receiver.settings());
                long line = yaml.lines()
                                .takeWhile(text -> !text.contains(key + ":"))
                                .count()
                        + 1;
                assertThatThrownBy(() -> SetUp.channels(yaml, Map.of()))
                        .isInstanceOf(CallersMistake.class)
                        .hasMessageStartingWith("alerts.yaml, line " + line + ": the channel here has no secret in "
                                + key + ": the variable HERE_")
                        .hasMessageEndingWith("is not set");

                String open = yaml.replace("env:HERE_", "hunter2");
                assertThatThrownBy(() -> SetUp.channels(open, receiver.environment()))
                        .isInstanceOf(CallersMistake.class)
                        .hasMessageStartingWith("alerts.yaml, line " + line)
                        .hasMessageContaining("env:NAME or file:PATH")
                        .hasMessageNotContaining("hunter2");
            }
        }
    }

    /// A message on its way through one channel, on a ledger in memory and a clock that is set by hand.
    final class OneDelivery {

        public Instant now = Messages.START;
        private final MemoryLedger ledger = new MemoryLedger();
        private final Line line;
        private final Courier courier;

        public OneDelivery(Line line) throws SourceException {
            this.line = line;
            var outbox = new Outbox(ledger);
            outbox.put(Messages.trigger(), List.of("here"), now);
            this.courier = new Courier(outbox, () -> now, new Random(1));
        }

        public Worked work() throws SourceException {
            return courier.work(line);
        }

        public Dispatch dispatch() {
            return Outbox.dispatches(ledger, Span.EVER).getFirst();
        }

        public List<Event> events() {
            return ledger.facts(Event.class, Span.EVER).toList();
        }
    }
}
