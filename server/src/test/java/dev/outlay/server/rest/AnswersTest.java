package dev.outlay.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final Answers.Question COST = question("", "cost", "30d");

    private final AtomicLong revision = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger computed = new AtomicInteger();
    private final Answers answers = new Answers(revision::get, nanos::get);

    @Test
    void aQuestionAskedAgainIsNotComputedAgain() {
        for (int i = 0; i < 100; i++) {
            assertThat(text(ask(COST, () -> answer("a")))).isEqualTo("a");
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void whatWasAppendedIsSeenByWhoeverAsksNext() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var ledger = new AtomicInteger();
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(3) == 0) {
                // an append that has ended
                ledger.incrementAndGet();
                revision.incrementAndGet();
            }
            nanos.addAndGet(random.nextInt(1_000_000));
            String expected = Integer.toString(ledger.get());
            assertThat(text(ask(COST, () -> answer(Integer.toString(ledger.get())))))
                    .as("seed %s, question %s", seed, i)
                    .isEqualTo(expected);
        }
    }

    @Test
    void anAnswerLastsASecondOrTenTimesAsLongAsItTookAndAMinuteAtMost() {
        for (Duration[] took : new Duration[][] {
            {Duration.ZERO, Duration.ofSeconds(1)},
            {Duration.ofMillis(50), Duration.ofSeconds(1)},
            {Duration.ofSeconds(2), Duration.ofSeconds(20)},
            {Duration.ofSeconds(50), Duration.ofMinutes(1)}
        }) {
            var one = new Answers(revision::get, nanos::get);
            long began = nanos.get();
            ask(one, COST, () -> {
                nanos.addAndGet(took[0].toNanos());
                return answer("old");
            });
            nanos.set(began + took[1].toNanos());
            assertThat(text(ask(one, COST, () -> answer("new"))))
                    .as("%s", took[0])
                    .isEqualTo("new");
        }
    }

    @Test
    void whatDiffersInAnythingIsAQuestionOfItsOwn() {
        ask(COST, () -> answer("a"));
        for (Answers.Question other : List.of(
                question("vision", "cost", "30d"),
                question("", "charges", "30d"),
                question("", "cost", "7d"),
                new Answers.Question("", "cost", COST.parameters(), "text/csv"))) {
            assertThat(text(ask(other, () -> answer("b")))).as("%s", other).isEqualTo("b");
        }
    }

    @Test
    void manyWhoAskAtOnceWaitForOneAnswer() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        List<Future<Encoded>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            asked.add(threads.submit(() -> ask(COST, () -> {
                began.countDown();
                await(go);
                return answer("a");
            })));
            began.await();
            for (int i = 0; i < 19; i++) {
                asked.add(threads.submit(() -> ask(COST, () -> answer("b"))));
            }
            go.countDown();
        }
        for (Future<Encoded> each : asked) {
            assertThat(text(each.get())).isEqualTo("a");
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void whoeverAsksAfterAnAppendDoesNotWaitForAnAnswerFromBeforeIt() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<Encoded> before = threads.submit(() -> ask(COST, () -> {
                began.countDown();
                await(go);
                return answer("before");
            }));
            began.await();
            revision.incrementAndGet();
            assertThat(text(ask(COST, () -> answer("after")))).isEqualTo("after");
            go.countDown();
            assertThat(text(before.get())).isEqualTo("before");
        }
        assertThat(text(ask(COST, () -> answer("after")))).isEqualTo("after");
    }

    @Test
    void aQuestionThatCannotBeAnsweredFailsForEachWhoAsks() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ask(COST, () -> {
                        throw new CallersMistake("no such team");
                    }))
                    .isInstanceOf(CallersMistake.class);
        }
        assertThat(text(ask(COST, () -> answer("a")))).isEqualTo("a");
    }

    @Test
    void theAnswersThatAreKeptAreBoundedInNumberAndSize() {
        for (int i = 0; i < 3 * Answers.MOST; i++) {
            ask(question("", "cost", Integer.toString(i)), () -> answer("a"));
        }
        assertThat(answers.size()).isEqualTo(Answers.MOST);
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 40; i++) {
            ask(question("", "large", Integer.toString(i)), () -> answer(large));
        }
        assertThat(answers.size()).isLessThanOrEqualTo((int) (Answers.MOST_BYTES >> 20));
    }

    @Test
    void whoTakesAnOlderAnswerIsGivenItAtOnceAndToldAndANewOneFollows() throws Exception {
        ask(COST, () -> answer("old"));
        revision.incrementAndGet();
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        Answers.Given given = answers.of(COST, Duration.ofMinutes(1), () -> answer("new"));
        assertThat(text(given.answer())).isEqualTo("old");
        assertThat(given.isBehind()).isTrue();
        assertThat(given.age()).isEqualTo(Duration.ofSeconds(20));

        Answers.Given next = given;
        for (int i = 0; i < 1_000 && next.isBehind(); i++) {
            Thread.sleep(5);
            next = answers.of(COST, Duration.ofMinutes(1), () -> answer("newer"));
        }
        assertThat(text(next.answer())).isEqualTo("new");
        assertThat(next.isBehind()).isFalse();
    }

    @Test
    void noAnswerIsOlderThanIsTaken() {
        ask(COST, () -> answer("old"));
        revision.incrementAndGet();
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThat(text(answers.of(COST, Duration.ofSeconds(20), () -> answer("new"))
                        .answer()))
                .isEqualTo("new");
    }

    @Test
    void anAnswerThatComesLateDoesNotTakeThePlaceOfANewerOne() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            var _ = threads.submit(() -> ask(COST, () -> {
                began.countDown();
                await(go);
                return answer("old");
            }));
            began.await();
            revision.incrementAndGet();
            ask(COST, () -> answer("new"));
            go.countDown();
        }
        assertThat(text(answers.of(COST, Duration.ofMinutes(1), () -> answer("again"))
                        .answer()))
                .isEqualTo("new");
    }

    @Test
    void howOldAnAnswerMayBeIsSaidAsInHttp() {
        assertThat(ReportsResource.maxStale(List.of())).isZero();
        assertThat(ReportsResource.maxStale(List.of("no-cache"))).isZero();
        assertThat(ReportsResource.maxStale(List.of("no-transform, max-stale=30")))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(ReportsResource.maxStale(List.of("max-age=5", "Max-Stale=\"7\"")))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(ReportsResource.maxStale(List.of("max-stale"))).isEqualTo(Answers.LONGEST);
        assertThat(ReportsResource.maxStale(List.of("max-stale=99999999999999999999")))
                .isEqualTo(Answers.LONGEST);
        assertThat(ReportsResource.maxStale(List.of("max-stale=-1"))).isZero();
    }

    private Encoded ask(Answers.Question question, Supplier<Encoded> computing) {
        return ask(answers, question, computing);
    }

    private static Encoded ask(Answers answers, Answers.Question question, Supplier<Encoded> computing) {
        return answers.of(question, Duration.ZERO, computing).answer();
    }

    private static Answers.Question question(String view, String report, String last) {
        return new Answers.Question(view, report, Map.of("last", List.of(last)), "application/json");
    }

    private Encoded answer(String text) {
        computed.incrementAndGet();
        return new Encoded(
                text.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE, '"' + text + '"', null);
    }

    private static String text(Encoded answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
