package dev.outlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.report.Parameters;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PushingTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private Instant now = START;
    private final Outlay outlay = new Outlay(() -> ledger, Catalog.builtin(), clock());

    private InstantSource clock() {
        return () -> now;
    }

    @Test
    void aRunWhoseHeartbeatsStopIsLostAndNotForgotten() throws Exception {
        outlay.pushes().push(List.of(word("r1", START, RunStatus.RUNNING)));
        now = START.plusSeconds(180);
        assertThat(standing("r1")).isEqualTo("running");
        assertThat(outlay.pushes().tellLost()).isEmpty();

        now = START.plusSeconds(181);
        assertThat(standing("r1")).isEqualTo("lost");
        assertThat(outlay.answer("runs", Parameters.of("status", "lost")).rows())
                .hasSize(1);
        assertThat(outlay.answer("runs", Parameters.of("status", "running")).rows())
                .isEmpty();

        outlay.pushes().push(List.of(word("r1", START.plusSeconds(200), RunStatus.RUNNING)));
        assertThat(standing("r1")).as("it was heard of again").isEqualTo("running");
    }

    @Test
    void thatARunIsLostIsWrittenDownOnceWhateverEndsInBetween() throws Exception {
        outlay.pushes().push(List.of(word("r1", START, RunStatus.RUNNING)));
        now = START.plusSeconds(500);
        outlay.pushes().tellLost();
        outlay.pushes().tellLost();
        now = START.plusSeconds(900);
        new Outlay(() -> ledger, Catalog.builtin(), clock()).pushes().tellLost();

        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            assertThat(events.toList()).singleElement().satisfies(event -> {
                assertThat(event.topic()).isEqualTo(Pushing.TOPIC);
                assertThat(event.subject()).isEqualTo("r1");
                assertThat(event.verb()).isEqualTo("lost");
            });
        }
    }

    @Test
    void aRunThatPromisedNothingOrEndedIsNeverLost() throws Exception {
        outlay.pushes()
                .push(List.of(
                        new Run(
                                Origin.of("runs/quiet", "test"),
                                START,
                                null,
                                "quiet",
                                1,
                                RunStatus.RUNNING,
                                Owner.UNKNOWN,
                                null,
                                Map.of()),
                        word("ended", START, RunStatus.FAILED)));
        now = START.plusSeconds(1_000_000);

        assertThat(standing("quiet")).isEqualTo("running");
        assertThat(standing("ended")).isEqualTo("failed");
    }

    @Test
    void aTeamGoesOnWithItsOwnRunsAndNeverWithThoseOfAnother() throws Exception {
        outlay.pushes().push(List.of(of("speech", "theirs", START)));
        Pushing vision = outlay.seenBy(Set.of("vision")).pushes();

        vision.push(List.of(of("vision", "ours", START)));
        assertThat(vision.latest("ours")).contains(of("vision", "ours", START));
        assertThat(outlay.seenBy(Set.of("vision")).pushes().attempt("ours", 1)).isPresent();
        assertThat(outlay.pushes().latest("ours")).isPresent();

        Instant later = START.plusSeconds(60);
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> vision.latest("theirs"))
                .withMessage("the run theirs is not yours: choose another name for it");
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> vision.push(List.of(of("vision", "theirs", later))));
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> vision.push(List.of(of("speech", "other", later))));
        assertThat(ledger.count(Run.class)).isEqualTo(2);
    }

    private static Run of(String team, String run, Instant at) {
        return new Run(
                Origin.of("runs/" + run + "/" + at, "test"),
                at,
                null,
                run,
                1,
                RunStatus.RUNNING,
                new Owner(null, null, null, null, team, null, null, null, null, run),
                null,
                Map.of());
    }

    @Test
    void manyWhoPushAtOnceAreEachAnsweredForTheirOwn() throws Exception {
        List<Future<Long>> added = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 400; i++) {
                int each = i;
                added.add(threads.submit(() -> {
                    // each is pushed twice, by two of them
                    Run word = word("run" + each / 2, START, RunStatus.RUNNING);
                    long before = outlay.revision();
                    long own = outlay.pushes().push(List.of(word)).added();
                    assertThat(outlay.revision()).isGreaterThan(before);
                    assertThat(outlay.pushes().latest(word.run())).contains(word);
                    return own;
                }));
            }
        }
        for (int i = 0; i < 400; i += 2) {
            assertThat(added.get(i).get() + added.get(i + 1).get())
                    .as("run%s is added by one of two", i / 2)
                    .isEqualTo(1);
        }
        assertThat(ledger.count(Run.class)).isEqualTo(200);
    }

    private String standing(String run) {
        return String.valueOf(
                outlay.answer("run", Parameters.of("id", run)).heading().get("status"));
    }

    private static Run word(String run, Instant at, RunStatus status) {
        return new Run(
                Origin.of("runs/" + run + "/1/" + at, "test"),
                at,
                Span.of(START.minusSeconds(60), Duration.between(START.minusSeconds(60), at)),
                run,
                1,
                status,
                Owner.UNKNOWN,
                null,
                Map.of("heartbeat_seconds", BigDecimal.valueOf(60)));
    }
}
