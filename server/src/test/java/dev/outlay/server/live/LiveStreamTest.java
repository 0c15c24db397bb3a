package dev.outlay.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// What a listener is told, with a network that can be slow and break off.
class LiveStreamTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Cursor START = new Cursor(0, 0, 0);

    private final MemoryLedger ledger = new MemoryLedger();
    private final Outlay outlay = new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(NOW));
    private final LiveReader reader = new LiveReader(ledger);
    private long nanos;

    /// A listener who takes what he is told when he is let.
    private static final class SlowListener implements Outlet {

        private final List<LiveEvent> heard = new ArrayList<>();
        private CompletableFuture<Void> taking = new CompletableFuture<>();
        private int signsOfLife;
        private boolean closed;
        private boolean dropped;

        @Override
        public CompletionStage<?> send(List<LiveEvent> events) {
            heard.addAll(events);
            taking = new CompletableFuture<>();
            return taking;
        }

        @Override
        public CompletionStage<?> sendSignOfLife() {
            signsOfLife++;
            return CompletableFuture.completedStage(null);
        }

        void takes() {
            taking.complete(null);
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void drop() {
            dropped = true;
            closed = true;
        }
    }

    @Test
    void whateverBreaksOffEachFactIsHeardOnceAndInOrder() throws SourceException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<String> expected = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        Cursor last = START;
        for (int session = 0; session < 40; session++) {
            append(random.nextInt(30), expected);
            var listener = new SlowListener();
            LiveStream stream = stream(EnumSet.allOf(LiveKind.class), last, listener);
            stream.goesOn(Cursor.end(ledger), this::read);
            // the network broke off after some of what was sent
            int got = random.nextInt(listener.heard.size() + 1);
            for (LiveEvent event : listener.heard.subList(0, got)) {
                heard.add(event.data());
                last = Cursor.of(String.valueOf(event.reached()));
            }
        }
        var listener = new SlowListener();
        stream(EnumSet.allOf(LiveKind.class), last, listener).goesOn(Cursor.end(ledger), this::read);
        listener.heard.forEach(event -> heard.add(event.data()));

        assertThat(heard).as("seed %s", seed).doesNotHaveDuplicates();
        assertThat(heard.stream().filter(data -> data.contains("\"attempt\"")).map(LiveStreamTest::subject))
                .as("seed %s", seed)
                .isEqualTo(
                        expected.stream().filter(name -> name.startsWith("run")).toList());
        assertThat(heard.stream().filter(data -> data.contains("\"topic\"")).map(LiveStreamTest::subject))
                .as("seed %s", seed)
                .isEqualTo(expected.stream()
                        .filter(name -> name.startsWith("alert"))
                        .toList());
    }

    @Test
    void aListenerIsToldMoreOnceItHasTakenWhatItWasTold() throws SourceException {
        var listener = new SlowListener();
        LiveStream stream = stream(Set.of(LiveKind.RUN), START, listener);
        append(3, new ArrayList<>());
        stream.goesOn(Cursor.end(ledger), this::read);
        int first = listener.heard.size();
        append(50, new ArrayList<>());

        stream.goesOn(Cursor.end(ledger), this::read);
        assertThat(listener.heard).hasSize(first);

        listener.takes();
        stream.goesOn(Cursor.end(ledger), this::read);
        assertThat(listener.heard).hasSize((int) ledger.count(Run.class));
    }

    @Test
    void aListenerThatTakesNothingIsDropped() throws SourceException {
        var listener = new SlowListener();
        LiveStream stream = stream(Set.of(LiveKind.RUN), START, listener);
        append(10, new ArrayList<>());
        stream.goesOn(Cursor.end(ledger), this::read);

        nanos += LiveStream.PATIENCE.toNanos();
        assertThat(stream.goesOn(Cursor.end(ledger), this::read)).isTrue();
        nanos += 1;
        assertThat(stream.goesOn(Cursor.end(ledger), this::read)).isFalse();
        assertThat(listener.dropped).isTrue();
    }

    @Test
    void aSilentStreamGivesSignsOfLifeAndEndsAfterItsTime() {
        var listener = new SlowListener();
        LiveStream stream = stream(Set.of(LiveKind.RUN), START, listener);
        long step = LiveStream.SIGN_OF_LIFE.toNanos() + 1;
        long steps = LiveStream.LONGEST.toNanos() / step;
        for (long i = 0; i < steps; i++) {
            nanos += step;
            assertThat(stream.goesOn(START, this::read)).isTrue();
        }
        assertThat(listener.signsOfLife).isEqualTo((int) steps);
        nanos += Duration.ofMinutes(1).toNanos();
        assertThat(stream.goesOn(START, this::read)).isFalse();
        assertThat(listener.closed).isTrue();
        assertThat(listener.dropped).isFalse();
    }

    @Test
    void onlyWhatIsWantedIsToldAndTopicsOfNobodyNever() throws SourceException {
        ledger.append(Reading.of(List.of(event("audit", "secret"), event("alert", "a1"), event("budget", "b1"))));
        var listener = new SlowListener();
        stream(Set.of(LiveKind.BUDGET), START, listener).goesOn(Cursor.end(ledger), this::read);
        var all = new SlowListener();
        stream(EnumSet.allOf(LiveKind.class), START, all).goesOn(Cursor.end(ledger), this::read);

        assertThat(listener.heard).extracting(event -> subject(event.data())).containsExactly("b1");
        assertThat(all.heard).extracting(event -> subject(event.data())).containsExactly("a1", "b1");
    }

    @Test
    void anIdIsReadAsItIsWrittenAndNothingElseIs() {
        Cursor cursor = new Cursor(120, 7, 31);
        assertThat(Cursor.of(cursor.toString())).isEqualTo(cursor);
        for (String text : List.of("", "c1", "c1-r2", "c1-r2-e3-x", "c-1-r2-e3", "c1-r2-e99999999999999999999")) {
            assertThatThrownBy(() -> Cursor.of(text)).as(text).isInstanceOf(CallersMistake.class);
        }
    }

    private LiveStream stream(Set<LiveKind> kinds, Cursor from, Outlet outlet) {
        return new LiveStream("", outlay, kinds, from, outlet, () -> nanos);
    }

    private LiveBatch read(LiveStream stream, Cursor from) {
        return reader.read(outlay, from, Cursor.end(ledger));
    }

    private void append(int number, List<String> names) throws SourceException {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int count = (int) ledger.count(Fact.class) + i;
            if (i % 3 == 0) {
                facts.add(event("alert", "alert" + count));
                names.add("alert" + count);
            } else {
                facts.add(run("run" + count));
                names.add("run" + count);
            }
        }
        ledger.append(Reading.of(facts));
    }

    private static Run run(String name) {
        return new Run(
                Origin.of("runs/" + name, "test"),
                NOW,
                null,
                name,
                1,
                RunStatus.RUNNING,
                Owner.UNKNOWN,
                null,
                Map.of());
    }

    private static Event event(String topic, String subject) {
        return Event.of(subject, NOW, topic, subject, "done", null, Map.of());
    }

    private static String subject(String data) {
        return data.replaceFirst(".*\"(run|subject)\":\"([^\"]*)\".*", "$2");
    }
}
