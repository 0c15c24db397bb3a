package dev.outlay.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.utilization.Measurements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
class AdvisingTest {

    private static final Advising ADVISING = new Advising(List.of(new IdleGpuAdvisor()));

    @Test
    void theSameFindingHasTheSameIdOnAnotherDayAndADecisionIsRemembered() throws SourceException {
        Ledger ledger = AdviceFacts.ledger(days(0, 3));
        AdviceCase first = ADVISING.cases(at(ledger, 0, 1)).getFirst();
        AdviceCase later = ADVISING.cases(at(ledger, 1, 3)).getFirst();
        assertThat(first.id()).matches("idle-gpu-[0-9a-f]{10}").isEqualTo(later.id());
        assertThat(first.status()).isEqualTo(Status.OPEN);

        ADVISING.decide(ledger, at(ledger, 0, 1), first.id().substring(0, 14), Status.ACCEPTED, "ada", null);
        AdviceCase decided = ADVISING.cases(at(ledger, 1, 3)).getFirst();
        assertThat(decided.status()).isEqualTo(Status.ACCEPTED);
        assertThat(decided.life().actor()).isEqualTo("ada");
        assertThat(ledger.facts(Event.class, Span.EVER))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("advisor", "idle-gpu")
                        .containsEntry("scope.pod", "idler"));
        // saying it again adds nothing
        ADVISING.decide(ledger, at(ledger, 0, 2), first.id(), Status.ACCEPTED, "ada", null);
        assertThat(ledger.facts(Event.class, Span.EVER)).hasSize(1);
    }

    @Test
    void aDismissalNeedsAReasonAndAnUnknownIdIsTheCallersMistake() throws SourceException {
        Ledger ledger = AdviceFacts.ledger(days(0, 1));
        Inquiry inquiry = at(ledger, 0, 1);
        String id = ADVISING.cases(inquiry).getFirst().id();
        assertThatThrownBy(() -> ADVISING.decide(ledger, inquiry, id, Status.DISMISSED, "ada", null))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("cannot be dismissed without a reason");
        assertThatThrownBy(() -> ADVISING.decide(ledger, inquiry, "spot-1", Status.DONE, "ada", null))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no advice has an id that is or starts with 'spot-1'");
        AdviceCase dismissed = ADVISING.decide(ledger, inquiry, id, Status.DISMISSED, "ada", "kept for the release");
        assertThat(dismissed.life().reason()).isEqualTo("kept for the release");
    }

    @Test
    void whatWasDoneIsHeldAgainstTheChargesOfTheSameScopeAfterwards() throws SourceException {
        // idle for two days, then gone: the whole of what was promised comes true
        Ledger ledger = AdviceFacts.ledger(days(0, 2));
        Inquiry before = at(ledger, 0, 2);
        AdviceCase found = ADVISING.cases(before).getFirst();
        Promise promise = found.promise();
        assertThat(promise).isNotNull();
        ADVISING.decide(ledger, before, found.id(), Status.DONE, "ada", null);
        assertThat(ADVISING.cases(at(ledger, 0, 2)).getFirst().outcome().says()).startsWith("it is too early");

        // others go on being charged, so that the ledger is known to reach further
        List<Fact> others = new ArrayList<>();
        for (int day = 2; day < 6; day++) {
            others.add(Measurements.gpu("other", "9", Span.dayOf(day(day)), "0.9"));
        }
        AdviceFacts.take(ledger, others);
        AdviceCase done = ADVISING.cases(at(ledger, 2, 6)).getFirst();
        assertThat(done.advice()).as("it is no longer found").isNull();
        assertThat(done.outcome().realised().rounded(6))
                .isEqualTo(promise.baseline().rounded(6));
        assertThat(done.outcome().says()).contains("charges of the same scope per day");

        // and one outcome of five parts draws the confidence towards it
        var calibration = new Calibration(List.of(done.outcome()));
        Certainty calibrated = calibration.calibrated("idle-gpu", Certainty.of("0.5", "stated"));
        assertThat(calibrated.value()).isEqualTo(Share.of("0.6"));
        assertThat(calibrated.basis()).contains("1 outcome of idle-gpu kept 1.0000 of what was promised");
    }

    @Test
    void whatWasDoneAndIsFoundAgainLaterIsOpenAgain() throws SourceException {
        Ledger ledger = AdviceFacts.ledger(days(0, 6));
        AdviceCase found = ADVISING.cases(at(ledger, 0, 2)).getFirst();
        ADVISING.decide(ledger, at(ledger, 0, 2), found.id(), Status.DONE, "ada", null);
        assertThat(ADVISING.cases(at(ledger, 0, 6)).getFirst().status()).isEqualTo(Status.DONE);
        AdviceCase again = ADVISING.cases(at(ledger, 3, 6)).getFirst();
        assertThat(again.status()).isEqualTo(Status.OPEN);
        assertThat(again.life().reason()).startsWith("found again after it was done at");
        assertThat(ADVISING.cases(at(ledger, 0, 6))
                        .getFirst()
                        .outcome()
                        .realised()
                        .amount())
                .as("it is as idle as before, so nothing was saved")
                .isZero();
    }

    @Test
    void confidenceIsTheStatedOneUntilOutcomesSayOtherwise() {
        Outcome kept = outcome("100", "50");
        Outcome broken = outcome("100", "-20");
        Outcome better = outcome("100", "300");
        Outcome unknown = new Outcome("a", Money.of("USD", "100"), null, null, null, "too early");
        Certainty stated = Certainty.of("0.8", "four signals");
        assertThat(new Calibration(List.of(unknown)).calibrated("a", stated).value())
                .isEqualTo(Share.of("0.8"));
        // (4 x 0.8 + 0.5 + 0 + 1) / 7
        var calibration = new Calibration(List.of(kept, broken, better, unknown));
        assertThat(calibration.calibrated("a", stated).value()).isEqualTo(Share.of("0.6714"));
        assertThat(calibration.outcomes("a")).isEqualTo(3);
        assertThat(calibration.calibrated("b", stated).value()).isEqualTo(Share.of("0.8"));
    }

    @Test
    void moneyOfOneGpuIsNotSavedTwice() {
        Concern gpu = new Concern(Concern.Kind.GPU, "kube-1/node-1/0");
        Concern pod = new Concern(Concern.Kind.POD, "kube-1/research/a");
        Concern otherPod = new Concern(Concern.Kind.POD, "kube-1/research/b");
        Concern run = new Concern(Concern.Kind.RUN, "run-7");
        AdviceCase large = adviceCase("large", "60", List.of(gpu, pod), null);
        AdviceCase small = adviceCase("small", "40", List.of(gpu), null);
        AdviceCase other = adviceCase("other", "10", List.of(otherPod), "run-7");
        AdviceCase ofRun = adviceCase("of-run", "5", List.of(run), null);
        Together together = Together.of(List.of(small, ofRun, large, other));
        assertThat(together.sums())
                .containsExactly(new Together.Sum(
                        Promise.Per.MONTH, Money.of("USD", "70"), Money.of("USD", "70"), Money.of("USD", "70"), 2));
        assertThat(together.leftOut()).containsExactly(small.id(), ofRun.id());
    }

    @Test
    void aSavingAboveWhatIsSpentOrOutsideOfItsIntervalIsRefused() {
        assertThatThrownBy(() -> promise("10", "11", "11", "11")).hasMessageContaining("below what is spent");
        assertThatThrownBy(() -> promise("10", "5", "6", "7")).hasMessageContaining("within its interval");
        assertThat(promise("10", "-5", "-6", "0").saving()).isEqualTo(Money.of("USD", "-5"));
    }

    private static Promise promise(String baseline, String saving, String low, String high) {
        return new Promise(
                Money.of("USD", baseline),
                Money.of("USD", saving),
                Money.of("USD", low),
                Money.of("USD", high),
                Promise.Per.MONTH);
    }

    private static AdviceCase adviceCase(String key, String saving, List<Concern> concerns, String run) {
        Owner owner = new Owner(null, null, null, null, null, null, null, null, null, run);
        Advice advice = new Advice(
                new Finding(
                        "a",
                        Category.IDLE,
                        new Subject(key, key, Place.UNKNOWN, owner, new TreeSet<>(concerns), List.of()),
                        new Span(day(0), day(1))),
                key,
                List.of(new Evidence("x", "1", null, "counted", List.of())),
                Worth.of(promise("100", saving, saving, saving), Worth.ComparedBy.DAY),
                Certainty.of("0.5", "stated"),
                Action.step("do it"),
                List.of());
        return new AdviceCase(advice.id(), advice, Remembered.of(advice), Life.UNDECIDED, advice.certainty(), null);
    }

    private static Outcome outcome(String promised, String realised) {
        return new Outcome("a", Money.of("USD", promised), Money.of("USD", realised), null, null, "compared");
    }

    private static Inquiry at(Ledger ledger, int from, int to) {
        return AdviceFacts.inquiry(ledger, new Span(day(from), day(to)), day(to).minusSeconds(1));
    }

    private static List<Fact> days(int from, int to) {
        List<Fact> facts = new ArrayList<>();
        for (int day = from; day < to; day++) {
            facts.add(Measurements.gpu("idler", "0", Span.dayOf(day(day)), "0"));
        }
        return facts;
    }

    private static Instant day(int day) {
        return AdviceFacts.START.plus(Duration.ofDays(day));
    }
}
