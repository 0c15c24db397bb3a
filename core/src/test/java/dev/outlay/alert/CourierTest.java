package dev.outlay.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.alert.Courier.Worked;
import dev.outlay.alert.Dispatch.Status;
import dev.outlay.alert.Message.Kind;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The outbox and the courier on the ledger in memory.
class CourierTest {

    private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeChannel channel = new FakeChannel("chat", false);
    private final Line line = new Line(channel, new Patience(3, Duration.ofSeconds(10), Duration.ofMinutes(1)), false);
    private Instant now = START;
    private Outbox outbox = new Outbox(ledger);
    private Courier courier = courier();

    @Test
    void aQueuedMessageIsSentOnceAsItWasQueued() throws SourceException {
        Message message = message("a/1", "a", Kind.TRIGGER);
        ledger.append(Reading.of(Outbox.queue(message, List.of("chat", "chat"), now)));
        assertThat(courier.work(line)).isEqualTo(new Worked(1, 0, 0, 0));
        assertThat(courier.work(line)).isEqualTo(Worked.NOTHING);
        assertThat(channel.received).containsExactly(message);
        assertThat(only()).satisfies(sent -> {
            assertThat(sent.status()).isEqualTo(Status.SENT);
            assertThat(sent.attempts()).isEqualTo(1);
            assertThat(sent.sentence()).isEqualTo("taken");
            assertThat(sent.message()).isEqualTo(message);
        });
        assertThat(verbs()).containsExactly("queued", "attempted", "sent");
    }

    @Test
    void queueingTheSameMessageAgainSendsNothingMore() throws SourceException {
        Message message = message("a/1", "a", Kind.TRIGGER);
        outbox.put(message, List.of("chat"), now);
        courier.work(line);
        outbox.put(message, List.of("chat"), now);
        restart();
        courier.work(line);
        assertThat(channel.received).hasSize(1);
    }

    @Test
    void oneMessageGoesToEachOfItsChannels() throws SourceException {
        FakeChannel other = new FakeChannel("pager", true);
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat", "pager"), now);
        courier.work(line);
        assertThat(other.received).isEmpty();
        courier.work(new Line(other, Patience.USUAL, true));
        assertThat(channel.received).hasSize(1);
        assertThat(other.received).hasSize(1);
    }

    @Test
    void whatWasNotTakenIsSentAgainAfterAWaitThatGrowsAndGivenUpInTheEnd() throws SourceException {
        channel.answers(new Outcome.TryLater("busy", null, false));
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);

        assertThat(courier.work(line)).isEqualTo(new Worked(0, 1, 0, 0));
        Instant second = nextTry();
        assertThat(Duration.between(now, second)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        now = second.minusMillis(1);
        assertThat(courier.work(line)).isEqualTo(Worked.NOTHING);
        now = second;
        assertThat(courier.work(line)).isEqualTo(new Worked(0, 1, 0, 0));
        Instant third = nextTry();
        assertThat(Duration.between(now, third)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        now = third;
        assertThat(courier.work(line)).isEqualTo(new Worked(0, 0, 0, 1));

        assertThat(only().status()).isEqualTo(Status.DEAD);
        assertThat(only().sentence()).isEqualTo("tried 3 times, the last time: busy");
        now = now.plus(Duration.ofDays(1));
        restart();
        assertThat(courier.work(line)).isEqualTo(Worked.NOTHING);
        assertThat(channel.received).hasSize(3);
    }

    @Test
    void aPauseThatTheReceiverAsksForIsObeyedByEveryMessageOfTheChannel() throws SourceException {
        channel.answers(new Outcome.TryLater("too many", Duration.ofMinutes(30), true), new Outcome.Delivered("taken"));
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        outbox.put(message("b/1", "b", Kind.TRIGGER), List.of("chat"), now);
        courier.work(line);
        now = START.plus(Duration.ofMinutes(30)).minusMillis(1);
        restart();
        courier.work(line);
        assertThat(channel.received).extracting(Message::id).containsExactly("a/1");
        now = START.plus(Duration.ofMinutes(30));
        courier.work(line);
        assertThat(channel.received).extracting(Message::id).containsExactly("a/1", "a/1", "b/1");
    }

    @Test
    void aMessageThatFailsKeepsNoOtherAlertWaiting() throws SourceException {
        channel.answers(new Outcome.TryLater("busy", null, false), new Outcome.Delivered("taken"));
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        outbox.put(message("b/1", "b", Kind.TRIGGER), List.of("chat"), now);
        assertThat(courier.work(line)).isEqualTo(new Worked(1, 1, 0, 0));
    }

    @Test
    void theEndOfAnAlertNeverOvertakesItsBeginning() throws SourceException {
        channel.answers(new Outcome.TryLater("busy", null, false), new Outcome.Delivered("taken"));
        outbox.put(message("a/end", "a", Kind.RESOLVE), List.of("chat"), now);
        outbox.put(message("a/start", "a", Kind.TRIGGER), List.of("chat"), now);
        courier.work(line);
        assertThat(channel.received).extracting(Message::id).containsExactly("a/start");
        now = now.plusSeconds(60);
        courier.work(line);
        assertThat(channel.received).extracting(Message::id).containsExactly("a/start", "a/start", "a/end");
    }

    @Test
    void whatIsRefusedIsADeadLetterAtOnce() throws SourceException {
        channel.answers(new Outcome.Refused("no such channel"));
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        assertThat(courier.work(line)).isEqualTo(new Worked(0, 0, 0, 1));
        assertThat(only().sentence()).isEqualTo("no such channel");
        assertThat(channel.received).hasSize(1);
    }

    @Test
    void aSendingThatNeverEndedIsKeptAsUnknownWhereTheReceiverWouldShowItTwice() throws SourceException {
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        channel.dies = true;
        assertThatThrownBy(() -> courier.work(line)).isInstanceOf(Died.class);
        restart();
        assertThat(courier.work(line)).isEqualTo(new Worked(0, 0, 1, 0));
        assertThat(channel.received).hasSize(1);
        assertThat(only().status()).isEqualTo(Status.UNKNOWN);
        assertThat(only().sentence()).contains("the process ended while it was sent");
    }

    @Test
    void aSendingThatNeverEndedIsSentAgainWhereSomebodyTakesTwiceForOnce() throws SourceException {
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        channel.dies = true;
        assertThatThrownBy(() -> courier.work(line)).isInstanceOf(Died.class);
        restart();
        assertThat(courier.work(new Line(channel, Patience.USUAL, true))).isEqualTo(new Worked(1, 0, 0, 0));
        assertThat(channel.received).hasSize(2);
        assertThat(only().attempts()).isEqualTo(2);
    }

    @Test
    void aMessageThatKillsTheProcessEachTimeIsGivenUp() throws SourceException {
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        var patient = new Line(channel, line.patience(), true);
        for (int i = 0; i < 3; i++) {
            channel.dies = true;
            assertThatThrownBy(() -> courier.work(patient)).isInstanceOf(Died.class);
            restart();
        }
        assertThat(courier.work(patient)).isEqualTo(new Worked(0, 0, 0, 1));
        assertThat(channel.received).hasSize(3);
    }

    @Test
    void anAnswerThatNeverCameIsUnknownOrSentAgainAsTheLineSays() throws SourceException {
        channel.answers(new Outcome.Unsure("nothing came"));
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        assertThat(courier.work(line)).isEqualTo(new Worked(0, 0, 1, 0));
        outbox.put(message("b/1", "b", Kind.TRIGGER), List.of("chat"), now);
        assertThat(courier.work(new Line(channel, Patience.USUAL, true))).isEqualTo(new Worked(0, 1, 0, 0));
    }

    @Test
    void whatIsDeadOrUnknownIsSentAgainWhenSomebodySaysSo() throws SourceException {
        channel.answers(new Outcome.Refused("no"), new Outcome.Unsure("nothing came"), new Outcome.Delivered("taken"));
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        courier.work(line);
        now = now.plus(Duration.ofDays(40));
        restart();
        outbox.retry("a/1@chat", now, "ada");
        courier.work(line);
        assertThat(only().status()).isEqualTo(Status.UNKNOWN);
        outbox.retry("a/1@chat", now, "ada");
        courier.work(line);
        assertThat(only().status()).isEqualTo(Status.SENT);
        assertThat(only().attempts()).isEqualTo(3);
        assertThat(events())
                .filteredOn(event -> event.verb().equals("retried"))
                .extracting(Event::actor)
                .containsExactly("ada", "ada");
        assertThatThrownBy(() -> outbox.retry("a/1@chat", now, "ada"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("is sent: only what is dead or unknown can be tried again");
        assertThatThrownBy(() -> outbox.retry("z/1@chat", now, "ada"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no delivery is called z/1@chat");
    }

    @Test
    void whatWaitsForAChannelThatIsGoneIsADeadLetterUntilSomebodyWantsItSent() throws SourceException {
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("gone"), now);
        assertThat(courier.giveUpStrays(List.of("chat"))).isEqualTo(new Worked(0, 0, 0, 1));
        assertThat(only().sentence()).contains("no channel of the name gone");
        outbox.retry("a/1@gone", now, "ada");
        assertThat(courier.giveUpStrays(List.of("chat"))).isEqualTo(Worked.NOTHING);
        FakeChannel back = new FakeChannel("gone", false);
        courier.work(new Line(back, Patience.USUAL, false));
        assertThat(back.received).hasSize(1);
    }

    @Test
    void aTestIsSentOnceWhateverComesOfIt() throws SourceException {
        channel.answers(new Outcome.TryLater("busy", null, true));
        Outcome outcome = courier.test(line, Message.test("chat", "ada", now, "1"));
        assertThat(outcome).isEqualTo(new Outcome.TryLater("busy", null, true));
        now = now.plus(Duration.ofDays(1));
        assertThat(courier.work(line)).isEqualTo(Worked.NOTHING);
        assertThat(channel.received).hasSize(1);
        assertThat(only().status()).isEqualTo(Status.DEAD);
    }

    @Test
    void aTestIsNotTakenForASendingThatNeverEndedWhileItIsSent() throws SourceException {
        List<Worked> meanwhile = new ArrayList<>();
        channel.whileSending = () -> meanwhile.add(courier.work(line));
        courier.test(line, Message.test("chat", "ada", now, "1"));
        assertThat(meanwhile).containsExactly(Worked.NOTHING);
        assertThat(only().status()).isEqualTo(Status.SENT);
        courier.test(line, Message.test("chat", "ada", now, "2"));
        assertThat(channel.received).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theStateOfADeliveryDoesNotDependOnTheOrderOfItsEvents(long seed) throws SourceException {
        channel.answers(
                new Outcome.TryLater("busy", null, false), new Outcome.Refused("no"), new Outcome.Delivered("taken"));
        outbox.put(message("a/1", "a", Kind.TRIGGER), List.of("chat"), now);
        for (int i = 0; i < 3; i++) {
            courier.work(line);
            if (only().status() == Status.DEAD) {
                outbox.retry("a/1@chat", now, "ada");
            }
            now = now.plusSeconds(60);
            List<Event> shuffled = new ArrayList<>(events());
            Collections.shuffle(shuffled, new Random(seed));
            Track track = new Track();
            shuffled.forEach(track::add);
            assertThat(track.dispatch()).as("seed " + seed).isEqualTo(only());
        }
        assertThat(only().status()).isEqualTo(Status.SENT);
    }

    @Test
    void manyThreadsSendEachMessageOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            outbox.put(message("a/" + i, "alert " + i % 7, Kind.TRIGGER), List.of("chat"), now);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                var _ = threads.submit(() -> courier.work(line));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        courier.work(line);
        assertThat(channel.received).hasSize(200).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aMessageComesOutOfTheLedgerAsItWentIn(Kind kind) {
        Map<String, String> evidence = new LinkedHashMap<>();
        for (int i = 12; i > 0; i--) {
            evidence.put("figure " + i, i + " USD\nand \"more\"");
        }
        var message = new Message(
                "a/1",
                "a",
                "budget-threshold",
                kind,
                Severity.CRITICAL,
                START,
                START.plusSeconds(5),
                "Budget München",
                "Spent 80 of 100 USD.",
                Map.of("team", "vision"),
                evidence,
                List.of(new Message.Link("Budget", "https://outlay.example/budgets/a")),
                List.of(new Message.Grouped("b", Severity.INFO, "Another")));
        Message read = MessageTexts.read(MessageTexts.of(message));
        assertThat(read).isEqualTo(message);
        assertThat(read.evidence()).containsExactlyEntriesOf(evidence);
    }

    @Test
    void aMessageThatCannotBeIsRefused() {
        assertThatThrownBy(() -> message("", "a", Kind.TRIGGER)).hasMessageContaining("the id of a message");
        assertThatThrownBy(() -> message("a\n", "a", Kind.TRIGGER)).hasMessageContaining("no control characters");
        assertThatThrownBy(() -> new Message.Link("x", "javascript:alert(1)")).hasMessageContaining("https://");
        assertThatThrownBy(() -> Severity.of("bad")).hasMessageContaining("info, warning or critical, not bad");
        assertThatThrownBy(() -> new Patience(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("at least once");
    }

    @Test
    void waitsGrowToTheLongestAndStayThere() {
        Random random = new Random(7);
        for (int attempt = 1; attempt < 200; attempt++) {
            Duration wait = Patience.USUAL.after(attempt, null, random);
            long most = attempt > 20 ? 900_000 : Math.min(900_000, 5_000L << (attempt - 1));
            assertThat(wait.toMillis()).as("attempt " + attempt).isBetween(most / 2, most);
        }
        assertThat(Patience.USUAL.after(1, Duration.ofHours(3), random)).isEqualTo(Duration.ofHours(3));
        assertThat(Patience.USUAL.after(1, Duration.ofDays(300), random)).isEqualTo(Duration.ofDays(1));
    }

    private Courier courier() {
        return new Courier(outbox, () -> now, new Random(1));
    }

    private void restart() {
        outbox = new Outbox(ledger);
        courier = courier();
        channel.dies = false;
    }

    private Dispatch only() {
        List<Dispatch> all = Outbox.dispatches(ledger, Span.EVER);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Instant nextTry() {
        return Objects.requireNonNull(only().notBefore());
    }

    private List<Event> events() {
        return ledger.facts(Event.class, Span.EVER).toList();
    }

    private List<String> verbs() {
        return events().stream()
                .map(Event::verb)
                .sorted((a, b) -> order(a) - order(b))
                .toList();
    }

    private static int order(String verb) {
        return List.of("queued", "attempted", "sent").indexOf(verb);
    }

    private static Message message(String id, String alert, Kind kind) {
        return new Message(
                id,
                alert,
                "budget-threshold",
                kind,
                Severity.WARNING,
                START,
                START,
                "Budget vision",
                "Spent 80 of 100 USD.",
                Map.of("team", "vision"),
                Map.of("spent", "80 USD"),
                List.of(),
                List.of());
    }

    /// What stands for the end of a process.
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// A receiver that answers as it is told, the last answer for ever, and remembers what it was given.
    private static final class FakeChannel implements Channel {

        private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
        private final String name;
        private final boolean deduplicates;
        private List<Outcome> answers = List.of(new Outcome.Delivered("taken"));
        private Callable<?> whileSending = () -> "";
        private boolean dies;

        FakeChannel(String name, boolean deduplicates) {
            this.name = name;
            this.deduplicates = deduplicates;
        }

        void answers(Outcome... outcomes) {
            answers = List.of(outcomes);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String kind() {
            return "fake";
        }

        @Override
        public boolean deduplicates() {
            return deduplicates;
        }

        @Override
        public Outcome deliver(Message message) {
            received.add(message);
            if (dies) {
                throw new Died();
            }
            try {
                whileSending.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return answers.get(Math.min(received.size(), answers.size()) - 1);
        }
    }
}
