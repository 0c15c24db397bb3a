package dev.outlay.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.alert.Dispatch;
import dev.outlay.alert.Outbox;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.spot.Capability;
import dev.outlay.spot.Change;
import dev.outlay.spot.MemoryLauncher;
import dev.outlay.spot.Order;
import dev.outlay.spot.TargetState;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Schedules and idle rules on a ledger and a launcher in memory.
class AutomationTest {

    // a Monday; 20:00 in Berlin is 18:00 UTC
    private static final Instant EVENING = Instant.parse("2026-10-05T18:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String STOP_ID = "nights/box/2026-10-05T18:00:00Z";

    private final Ledger ledger = new MemoryLedger();
    private final MemoryLauncher launcher = new MemoryLauncher()
            .put("box", new TargetState.Running(2), Capability.values())
            .put("other", new TargetState.Running(1), Capability.STOP);
    private Instant now = EVENING.minus(Duration.ofHours(1));
    private Policy policy = policy(10, nights(Duration.ofMinutes(15), List.of()));
    private Optional<String> halted = Optional.empty();

    @Test
    void withoutBeingToldToApplyNothingIsDoneAndWhatWouldBeIsWrittenDownOnce() throws Exception {
        now = EVENING.plus(MINUTE);

        for (int i = 0; i < 3; i++) {
            assertThat(automation().run(false, null).applied()).isFalse();
        }

        assertThat(launcher.done()).isEmpty();
        assertThat(events()).extracting(Event::verb).containsExactly("rehearsed");
        assertThat(automation().plan().findings()).extracting(Finding::proposal).doesNotContainNull();
    }

    @Test
    void aPlanWritesNothing() throws Exception {
        now = EVENING.plus(MINUTE);

        assertThat(automation().plan().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.because()).contains("it is time"));
        assertThat(events()).isEmpty();
    }

    @Test
    void aScheduleIsAnnouncedBeforeItsTimeAndDoneAtItOnce() throws Exception {
        for (int minute = -60; minute <= 60; minute++) {
            now = EVENING.plus(MINUTE.multipliedBy(minute));
            automation().run(true, null);
        }

        assertThat(launcher.done()).containsExactly(new Order(STOP_ID, "box", new Change.Stop()));
        assertThat(events()).extracting(Event::verb).containsExactly("announced", "acted");
        assertThat(events().getFirst().at()).isEqualTo(EVENING.minus(Duration.ofMinutes(15)));
        assertThat(events().getLast().at()).isEqualTo(EVENING);
        assertThat(events().getLast().details()).containsEntry("undo", "start").containsEntry("before", "running 2");
    }

    @Test
    void whatWasRehearsedIsDoneOnceItMayBe() throws Exception {
        now = EVENING.plus(MINUTE);
        automation().run(false, null);
        automation().run(true, null);
        now = now.plus(Duration.ofMinutes(15));
        automation().run(true, null);

        assertThat(launcher.done()).hasSize(1);
        assertThat(events()).extracting(Event::verb).containsExactly("rehearsed", "announced", "acted");
    }

    @Test
    void whoComesLateMakesUpForItWithItsGraceAndWhoComesTooLateDoesNot() throws Exception {
        now = EVENING.plus(Duration.ofMinutes(50));
        automation().run(true, null);
        assertThat(launcher.done()).as("announced first").isEmpty();
        now = now.plus(Duration.ofMinutes(15));
        automation().run(true, null);
        assertThat(launcher.done()).as("its hour of catching up is over").isEmpty();
        assertThat(events()).extracting(Event::verb).containsExactly("announced", "called-off");

        now = EVENING.plus(Duration.ofHours(2));
        automation().run(true, null);
        assertThat(events()).hasSize(2);
    }

    @Test
    void theLaterOfTwoTimesCounts() throws Exception {
        policy = policy(
                10,
                nights(Duration.ZERO, List.of()),
                schedule("back", "30 20 * * *", new Change.Start(), Duration.ZERO, "box"));
        now = EVENING.plus(Duration.ofMinutes(31));
        automation().run(true, null);

        assertThat(launcher.done())
                .as("it runs already, as the later time wants it")
                .isEmpty();
    }

    @Test
    void whatSomebodyDidInTheMeantimeIsNotDoneAgain() throws Exception {
        now = EVENING.minus(Duration.ofMinutes(15));
        automation().run(true, null);
        launcher.put("box", new TargetState.Stopped(), Capability.values());
        now = EVENING;
        automation().run(true, null);

        assertThat(launcher.done()).isEmpty();
        assertThat(events().getLast().verb()).isEqualTo("called-off");
        assertThat(events().getLast().details()).containsEntry("said", "it is stopped already");
    }

    @Test
    void aStateThatIsNotKnownIsLeftAlone() throws Exception {
        launcher.put("box", new TargetState.Unknown("no answer"), Capability.values());
        now = EVENING.plus(MINUTE);
        automation().run(true, null);

        assertThat(events()).isEmpty();
        assertThat(automation().plan().findings().getFirst().because()).contains("no answer");
    }

    @Test
    void whatWasAnnouncedCanBeCalledOffAndStaysSo() throws Exception {
        now = EVENING.minus(Duration.ofMinutes(10));
        automation().run(true, null);
        Action action = automation().undo(STOP_ID, "ada");
        assertThat(action.status()).isEqualTo(Action.Status.CALLED_OFF);
        for (int minute = 0; minute < 60; minute++) {
            now = EVENING.plus(MINUTE.multipliedBy(minute));
            automation().run(true, null);
        }

        assertThat(launcher.done()).isEmpty();
        assertThat(events()).extracting(Event::verb).containsExactly("announced", "called-off");
        assertThat(events().getLast().actor()).isEqualTo("ada");
    }

    @Test
    void whatWasDoneCanBeTakenBackOnceAndStaysSo() throws Exception {
        policy = policy(10, nights(Duration.ZERO, List.of()));
        now = EVENING;
        automation().run(true, "lin");
        now = EVENING.plus(MINUTE);
        Action undone = automation().undo(STOP_ID, "ada");
        automation().run(true, null);

        assertThat(undone.status()).isEqualTo(Action.Status.UNDONE);
        assertThat(undone.by()).isEqualTo("ada");
        assertThat(launcher.done()).extracting(Order::change).containsExactly(new Change.Stop(), new Change.Start());
        assertThat(events()).extracting(Event::verb).containsExactly("announced", "acted", "undoing", "undone");
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> automation().undo(STOP_ID, "ada"))
                .withMessageContaining("is undone");
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> automation().undo("nights/box/never", "ada"))
                .withMessageContaining("outlay automation history");
    }

    @Test
    void aProcessThatEndedWhileTakingBackIsMadeUpFor() throws Exception {
        policy = policy(10, nights(Duration.ZERO, List.of()));
        now = EVENING;
        automation().run(true, null);
        ledger.append(Reading.of(List.of(
                Trail.said(STOP_ID, Action.Status.UNDOING, now.plusSeconds(1), "ada", "to be taken back by ada"))));
        now = EVENING.plus(MINUTE);
        automation().run(true, null);

        assertThat(launcher.done()).extracting(Order::change).containsExactly(new Change.Stop(), new Change.Start());
        assertThat(events().getLast().verb()).isEqualTo("undone");
    }

    @Test
    void whatFailsIsToldAndNotTriedAgainForTheSameTime() throws Exception {
        policy = policy(10, nights(Duration.ZERO, List.of("ops")));
        launcher.failWith(false, "no permission");
        now = EVENING;
        automation().run(true, null);
        launcher.failWith(false, null);
        now = EVENING.plus(MINUTE);
        automation().run(true, null);

        assertThat(launcher.done()).isEmpty();
        assertThat(events()).extracting(Event::verb).containsExactly("announced", "failed");
        assertThat(Outbox.dispatches(ledger, Span.EVER))
                .extracting(
                        Dispatch::channel, dispatch -> dispatch.message().kind().word())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("ops", "trigger"),
                        org.assertj.core.groups.Tuple.tuple("ops", "resolve"));
    }

    @Test
    void peopleAreToldBeforeItIsDoneAndHowToCallItOff() throws Exception {
        policy = policy(10, nights(Duration.ofMinutes(15), List.of("ops", "mail")));
        now = EVENING.minus(Duration.ofMinutes(15));
        automation().run(true, null);

        assertThat(launcher.done()).isEmpty();
        List<Dispatch> told = Outbox.dispatches(ledger, Span.EVER);
        assertThat(told).extracting(Dispatch::channel).containsExactlyInAnyOrder("ops", "mail");
        assertThat(told.getFirst().message().sentence()).contains("outlay automation undo " + STOP_ID);
    }

    @Test
    void noMoreIsDoneInAnHourThanTheLimitAndTheRestFollows() throws Exception {
        for (int i = 0; i < 5; i++) {
            launcher.put("dev-" + i, new TargetState.Running(1), Capability.STOP);
        }
        policy = policy(2, schedule("all", "0 20 * * *", new Change.Stop(), Duration.ZERO, "dev-*"));
        now = EVENING;
        automation().run(true, null);
        assertThat(launcher.done()).hasSize(2);
        now = EVENING.plus(Duration.ofMinutes(30));
        automation().run(true, null);
        assertThat(launcher.done()).hasSize(2);
        now = EVENING.plus(Duration.ofMinutes(60));
        automation().run(true, null);
        assertThat(launcher.done()).hasSize(4);
    }

    @Test
    void theSwitchHaltsEverythingAtOnce() throws Exception {
        policy = policy(10, nights(Duration.ZERO, List.of()));
        halted = Optional.of("somebody said stop");
        now = EVENING;
        Automation.Outcome outcome = automation().run(true, null);

        assertThat(outcome.halted()).isEqualTo("somebody said stop");
        assertThat(launcher.done()).isEmpty();
        assertThat(events()).isEmpty();
        halted = Optional.empty();
        automation().run(true, null);
        assertThat(launcher.done()).hasSize(1);
    }

    @Test
    void aRuleThatIsGoneDoesNothingMore() throws Exception {
        now = EVENING.minus(Duration.ofMinutes(10));
        automation().run(true, null);
        policy = policy(10);
        now = EVENING;
        automation().run(true, null);

        assertThat(launcher.done()).isEmpty();
        assertThat(events().getLast().details().get("said")).contains("the rule nights is gone");
    }

    @Test
    void manyRunsAtOnceDecideAndDoOneThing() throws Exception {
        policy = policy(10, nights(Duration.ZERO, List.of()));
        now = EVENING;
        Automation automation = automation();
        var start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                    automation.run(true, null);
                } catch (InterruptedException | SourceException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(launcher.done()).hasSize(1);
        assertThat(events()).extracting(Event::verb).containsExactly("announced", "acted");
    }

    @Test
    void whatIsIdleBySeveralSignalsForLongEnoughIsStoppedAfterItsGrace() throws Exception {
        policy = idle(Duration.ofMinutes(10));
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING.plus(Duration.ofMinutes(20)), "gpu-0", "0.01", "55");
        automation().run(true, null);
        assertThat(launcher.done()).isEmpty();
        now = EVENING.plus(Duration.ofMinutes(11));
        automation().run(true, null);

        assertThat(launcher.done()).singleElement().extracting(Order::target).isEqualTo("box");
        assertThat(events().getFirst().details().get("because"))
                .isEqualTo("1 GPU idle for 1 h: gpu_utilization at most 0.01, power at most 55");
    }

    @Test
    void whoWorksAgainInTheGraceIsLeftAlone() throws Exception {
        policy = idle(Duration.ofMinutes(10));
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING, "gpu-0", "0.01", "55");
        automation().run(true, null);
        measure(EVENING, EVENING.plus(Duration.ofMinutes(11)), "gpu-0", "0.6", "300");
        now = EVENING.plus(Duration.ofMinutes(11));
        automation().run(true, null);

        assertThat(launcher.done()).isEmpty();
        assertThat(events()).extracting(Event::verb).containsExactly("announced", "called-off");
    }

    @Test
    void oneBusyGpuOfManyMakesTheTargetBusy() throws Exception {
        policy = idle(Duration.ZERO);
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING, "gpu-0", "0.01", "55");
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING.minus(Duration.ofMinutes(31)), "gpu-1", "0.01", "55");
        measure(EVENING.minus(Duration.ofMinutes(31)), EVENING.minus(Duration.ofMinutes(30)), "gpu-1", "0.02", "55");
        measure(EVENING.minus(Duration.ofMinutes(30)), EVENING, "gpu-1", "0.01", "55");

        assertBecause("busy: gpu_utilization of n1/gpu-1 was 0.02 at 2026-10-05T17:29:00Z");
    }

    @Test
    void whatIsNotMeasuredIsNeverIdle() throws Exception {
        policy = idle(Duration.ZERO);
        now = EVENING;
        assertBecause("not measured: no GPU of it was measured in the last 1 h");

        // one signal only
        append(sample(Span.of(EVENING.minus(Duration.ofMinutes(90)), Duration.ofMinutes(90)), "gpu-0", "0", null));
        assertBecause("not measured: power of n1/gpu-0 was not measured from 2026-10-05T17:00:00Z on");
    }

    @Test
    void aGapInTheMeasurementsIsNotIdle() throws Exception {
        policy = idle(Duration.ZERO);
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING.minus(Duration.ofMinutes(30)), "gpu-0", "0", "50");
        measure(EVENING.minus(Duration.ofMinutes(24)), EVENING, "gpu-0", "0", "50");

        assertBecause("not measured: gpu_utilization of n1/gpu-0 was not measured from 2026-10-05T17:30:00Z on");
    }

    @Test
    void measurementsThatStoppedComingAreNotIdle() throws Exception {
        policy = idle(Duration.ZERO);
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING.minus(Duration.ofMinutes(6)), "gpu-0", "0", "50");

        assertBecause("not measured: gpu_utilization of n1/gpu-0 was not measured from 2026-10-05T17:54:00Z on");
    }

    @Test
    void moreGpusHeldThanMeasuredIsNotIdle() throws Exception {
        policy = idle(Duration.ZERO);
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING, "gpu-0", "0", "50");
        append(usage("4", null));

        assertBecause("not measured: it holds 4 GPUs, and 1 were measured");
    }

    @Test
    void aUseThatStatesItWorksIsNotIdleWhateverMetersSay() throws Exception {
        policy = idle(Duration.ZERO);
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING, "gpu-0", "0", "50");
        append(usage("1", "0.7"));

        assertBecause("busy: its use since 2026-10-05T17:30:00Z states a utilization of 0.7");
    }

    @Test
    void whatSomebodyTookBackIsLeftAloneForAWhile() throws Exception {
        policy = idle(Duration.ZERO);
        now = EVENING;
        measure(EVENING.minus(Duration.ofMinutes(90)), EVENING.plus(Duration.ofHours(6)), "gpu-0", "0", "50");
        automation().run(true, null);
        String id = events().getFirst().subject();
        now = EVENING.plus(MINUTE);
        automation().undo(id, "ada");
        for (int minute = 2; minute < 240; minute += 7) {
            now = EVENING.plus(MINUTE.multipliedBy(minute));
            automation().run(true, null);
        }
        assertThat(launcher.done()).extracting(Order::change).containsExactly(new Change.Stop(), new Change.Start());
        now = EVENING.plus(Duration.ofHours(4)).plus(MINUTE.multipliedBy(2));
        automation().run(true, null);
        assertThat(launcher.done()).hasSize(3);
    }

    private void assertBecause(String start) throws SourceException {
        Automation.Outcome outcome = automation().run(true, null);
        assertThat(outcome.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.proposal()).isNull();
            assertThat(finding.because()).startsWith(start);
        });
        assertThat(launcher.done()).isEmpty();
        assertThat(events()).isEmpty();
    }

    private Automation automation() {
        return new Automation(() -> ledger, () -> policy, () -> launcher, () -> now, () -> halted);
    }

    private List<Event> events() {
        return Trail.of(ledger, Span.EVER).events();
    }

    private static Policy policy(int limit, Rule... rules) {
        return new Policy(List.of(rules), Map.of("box", new Match(Map.of("pod", new Glob("box-*")))), limit, false);
    }

    private static Schedule nights(Duration grace, List<String> channels) {
        return new Schedule(
                new Rule.Common("nights", new Change.Stop(), List.of(new Glob("box")), grace, channels),
                Cron.of("0 20 * * mon-fri"),
                ZoneId.of("Europe/Berlin"),
                Schedule.DEFAULT_CATCH_UP);
    }

    private static Schedule schedule(String name, String cron, Change change, Duration grace, String target) {
        return new Schedule(
                new Rule.Common(name, change, List.of(new Glob(target)), grace, List.of()),
                Cron.of(cron),
                ZoneId.of("Europe/Berlin"),
                Duration.ofHours(3));
    }

    private static Policy idle(Duration grace) {
        return policy(
                10,
                new IdleRule(
                        new Rule.Common("lazy", new Change.Stop(), List.of(new Glob("box")), grace, List.of()),
                        Duration.ofHours(1),
                        Map.of(Signal.GPU_UTILIZATION, new BigDecimal("0.02"), Signal.POWER, new BigDecimal("80")),
                        IdleRule.DEFAULT_GAP,
                        IdleRule.DEFAULT_REST));
    }

    /// A measurement for each minute.
    private void measure(Instant from, Instant to, String device, String utilization, String watts)
            throws SourceException {
        for (Instant minute = from; minute.isBefore(to); minute = minute.plus(MINUTE)) {
            append(sample(Span.of(minute, MINUTE), device, utilization, watts));
        }
    }

    private static Sample sample(Span span, String device, String utilization, @Nullable String watts) {
        Map<Signal, BigDecimal> values = watts == null
                ? Map.of(Signal.GPU_UTILIZATION, new BigDecimal(utilization))
                : Map.of(Signal.GPU_UTILIZATION, new BigDecimal(utilization), Signal.POWER, new BigDecimal(watts));
        return new Sample(
                Origin.of("sample/" + device + "/" + span.from(), "meter"),
                span,
                new Place(null, null, null, null, "n1"),
                owner(),
                null,
                device,
                values);
    }

    private static Usage usage(String gpus, @Nullable String utilization) {
        return new Usage(
                Origin.of("usage/1", "test"),
                Span.of(EVENING.minus(Duration.ofMinutes(30)), Duration.ofMinutes(30)),
                Place.UNKNOWN,
                owner(),
                Resource.GPU,
                null,
                CapacityType.ON_DEMAND,
                "T4",
                null,
                Sharing.EXCLUSIVE,
                Share.WHOLE,
                null,
                new BigDecimal(gpus),
                utilization == null ? null : Share.of(utilization),
                null,
                Map.of());
    }

    private static Owner owner() {
        return new Owner("ns", null, "box-1", null, null, null, null, null, null, null);
    }

    private void append(Fact fact) throws SourceException {
        ledger.append(Reading.of(List.of(fact)));
    }
}
