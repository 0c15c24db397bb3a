package dev.outlay.connect.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.alert.Dispatch;
import dev.outlay.alert.Dispatch.Status;
import dev.outlay.alert.Message;
import dev.outlay.alert.Message.Kind;
import dev.outlay.alert.Outbox;
import dev.outlay.alert.Severity;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.connect.http.FakeSystem.Asked;
import dev.outlay.connect.json.StringsJson;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.units.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deliveries by processes that are killed at any moment, on a real ledger, to real servers.
class KilledCourierTest {

    private static final int MESSAGES = 200;
    private static final int KILLS = 20;
    private static final Pattern TITLE = Pattern.compile("message (\\d+)\\.");

    @TempDir
    Path folder;

    @Test
    void everyMessageArrivesOnceHoweverOftenTheProcessIsKilled() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        FakeSystem.Answering taking = (exchange, _, _) -> {
            try {
                // so that a good part of the kills falls between sending and the answer
                Thread.sleep(random.nextInt(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            FakeSystem.send(exchange, 200, "ok".getBytes(StandardCharsets.UTF_8));
        };
        try (var hook = new FakeSystem(taking);
                var chat = new FakeSystem(taking)) {
            queue();
            String signed = hook.url("/hook").toString();
            String unsigned = chat.url("/services/x").toString();
            for (int killed = 0; killed < KILLS; killed++) {
                int before = hook.asked.size() + chat.asked.size();
                Process child = CourierChild.start(folder, signed, unsigned);
                awaitOpen(child);
                int some = 1 + random.nextInt(15);
                while (child.isAlive() && hook.asked.size() + chat.asked.size() < before + some) {
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(30));
                assertThat(child.isAlive()).as("seed " + seed).isTrue();
                child.destroyForcibly().waitFor();
            }
            Process last = CourierChild.start(folder, signed, unsigned);
            String output = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(last.waitFor()).as(output).isZero();

            List<Dispatch> all = dispatches();
            assertThat(all).hasSize(2 * MESSAGES);
            System.out.println(KILLS + " processes killed, seed " + seed + ": " + (hook.asked.size() - MESSAGES)
                    + " signed messages sent again, "
                    + of(of(all, "chat"), Status.UNKNOWN).size()
                    + " unsigned ones unknown");
            assertSigned(of(all, "hook"), hook.asked, seed);
            assertUnsigned(of(all, "chat"), chat.asked, seed);
        }
    }

    /// The receiver takes two messages with one key for one, so all are sent until the answer is known.
    private static void assertSigned(List<Dispatch> all, List<Asked> asked, long seed) {
        assertThat(all).as("seed " + seed).extracting(Dispatch::status).containsOnly(Status.SENT);
        Map<String, Long> byKey = asked.stream()
                .collect(Collectors.groupingBy(each -> each.header("Idempotency-key"), Collectors.counting()));
        assertThat(byKey.keySet())
                .as("seed " + seed)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(each -> each.message().id()).toList());
        assertThat(asked.size() - MESSAGES).as("sent again").isBetween(0, KILLS);
    }

    /// The receiver shows twice what is sent twice, so nothing is: it is sent once, or unknown and at most once.
    private static void assertUnsigned(List<Dispatch> all, List<Asked> asked, long seed) throws IOException {
        List<String> arrived = new ArrayList<>();
        for (Asked each : List.copyOf(asked)) {
            var title = TITLE.matcher(StringsJson.read(each.body()).get("text"));
            assertThat(title.find()).isTrue();
            arrived.add("message/" + title.group(1));
        }
        assertThat(arrived).as("seed " + seed).doesNotHaveDuplicates();
        assertThat(all).extracting(Dispatch::status).isSubsetOf(Status.SENT, Status.UNKNOWN);
        assertThat(arrived)
                .as("seed " + seed)
                .containsAll(of(all, Status.SENT).stream()
                        .map(each -> each.message().id())
                        .toList());
        assertThat(of(all, Status.UNKNOWN)).as("seed " + seed).hasSizeLessThanOrEqualTo(KILLS);
    }

    private void queue() throws Exception {
        try (Ledger ledger = Ledgers.in(folder)) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                Message message = new Message(
                        "message/" + i,
                        "alert " + i % 50,
                        "budget-threshold",
                        Kind.TRIGGER,
                        Severity.WARNING,
                        Messages.START,
                        Messages.START,
                        "A budget",
                        "This is message " + i + ".",
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of());
                events.addAll(Outbox.queue(message, List.of("hook", "chat"), Instant.now()));
            }
            ledger.append(Reading.of(events));
        }
    }

    private List<Dispatch> dispatches() {
        try (Ledger ledger = Ledgers.in(folder)) {
            return Outbox.dispatches(ledger, Span.EVER);
        }
    }

    private static List<Dispatch> of(List<Dispatch> all, String channel) {
        return all.stream().filter(each -> each.channel().equals(channel)).toList();
    }

    private static List<Dispatch> of(List<Dispatch> all, Status status) {
        return all.stream().filter(each -> each.status() == status).toList();
    }

    private static void awaitOpen(Process child) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals("open")) {
                return;
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the process ended before it was open: " + said);
    }
}
