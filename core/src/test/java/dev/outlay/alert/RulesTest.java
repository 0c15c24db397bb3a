package dev.outlay.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Scope;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each rule finds, and what it does not.
final class RulesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static List<Rule> all() {
        return Rules.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRuleSaysWhatItIsAndFindsNothingInNothing(Rule rule) {
        assertThat(rule.name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(rule.description()).endsWith(".");
        assertThat(rule.thresholds()).isNotEmpty().allSatisfy(threshold -> {
            assertThat(threshold.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(threshold.description()).isNotBlank();
        });
        assertThat(Rules.ALL.stream().map(Rule::name).toList()).doesNotHaveDuplicates();
        assertThat(new Scene().judged(rule.name()).findings()).isEmpty();
    }

    @Test
    void aFailedRunIsFoundUntilTheNextAttemptOrUntilItIsLongAgo() {
        Scene scene = new Scene()
                .run("large", 1, RunStatus.FAILED, "2026-11-16T00:00:00Z", "2026-11-16T08:00:00Z")
                .gpuTime(
                        "1",
                        "large",
                        Instant.parse("2026-11-16T00:00:00Z"),
                        HOUR.multipliedBy(8),
                        "8",
                        "160.50",
                        false);
        Finding found = only(scene.judged("job-failed"));
        assertThat(found.subject()).isEqualTo("run large");
        assertThat(found.sentence())
                .isEqualTo(
                        "Attempt 1 of the run large failed at 2026-11-16 08:00 UTC; the run has cost 160.50 USD so far.");
        assertThat(found.figures()).containsEntry("ran for", "8 h").containsEntry("cost so far in USD", "160.50 USD");
        assertThat(found.evidence()).containsExactly("runs/large/1/2026-11-16T08:00:00Z");
        assertThat(found.labels()).containsEntry("team", "vision").containsEntry("run", "large");
        assertThat(scene.judged(Scene.NOW.plus(DAY), "job-failed").findings()).isEmpty();
        scene.run("large", 2, RunStatus.RUNNING, "2026-11-16T09:00:00Z", "2026-11-16T11:00:00Z");
        assertThat(scene.judged("job-failed").findings()).isEmpty();
    }

    @Test
    void aRunOverTwiceItsExpectedTimeIsFoundAndOneWithoutExpectationIsLeftOpen() {
        Scene scene = new Scene()
                .run(
                        "slow",
                        1,
                        RunStatus.RUNNING,
                        "2026-11-15T12:00:00Z",
                        "2026-11-16T11:30:00Z",
                        "expected_hours",
                        "10")
                .run(
                        "fine",
                        1,
                        RunStatus.RUNNING,
                        "2026-11-15T18:00:00Z",
                        "2026-11-16T11:30:00Z",
                        "expected_hours",
                        "10")
                .run("mute", 1, RunStatus.RUNNING, "2026-11-15T12:00:00Z", "2026-11-16T11:30:00Z");
        Judgement judged = scene.judged("job-over-time");
        Finding found = only(judged);
        assertThat(found.sentence())
                .isEqualTo("The run slow has taken 24 h, 2.4 times the 10 h expected, and goes on.");
        assertThat(found.figures()).containsEntry("basis", "as the run's metric expected_hours says");
        assertThat(judged.open()).containsOnlyKeys("run mute");
        assertThat(scene.judged("job-over-time", "times", "3").findings()).isEmpty();
    }

    @Test
    void aRunThatIsNoLongerHeardOfIsNotTakenToGoOnForEver() {
        Scene scene = new Scene()
                .run(
                        "lost",
                        1,
                        RunStatus.RUNNING,
                        "2026-11-10T00:00:00Z",
                        "2026-11-10T05:00:00Z",
                        "expected_hours",
                        "10");
        assertThat(scene.judged("job-over-time").findings()).isEmpty();
    }

    @Test
    void theAttemptsOfAResumedRunAreTakenTogether() {
        Scene scene = new Scene()
                .run("long", 1, RunStatus.FAILED, "2026-11-15T00:00:00Z", "2026-11-15T15:00:00Z")
                .run(
                        "long",
                        2,
                        RunStatus.RUNNING,
                        "2026-11-16T05:00:00Z",
                        "2026-11-16T11:59:00Z",
                        "expected_hours",
                        "10");
        assertThat(only(scene.judged("job-over-time")).figures()).containsEntry("hours taken", "22 h");
    }

    @Test
    void aRunThatSaysItsWorkIsHeldAgainstWhatIsPredicted() {
        // 7e9 parameters on 1e9 tokens are 4.2e19 operations: eight H100 take an hour or less
        Scene scene = new Scene()
                .run(
                        "small",
                        1,
                        RunStatus.RUNNING,
                        "2026-11-15T12:00:00Z",
                        "2026-11-16T11:30:00Z",
                        "total_tokens",
                        "1000000000",
                        "params",
                        "7000000000")
                .gpuTime("1", "small", Instant.parse("2026-11-15T12:00:00Z"), DAY, "8", "2000", false);
        Finding found = only(scene.judged("job-over-time"));
        assertThat(found.figures().get("basis"))
                .isEqualTo("predicted of the work that the run's metrics say, on 8 x H100-SXM5-80GB");
        assertThat(found.figures().get("hours expected")).contains("with 90 %");
    }

    @Test
    void computeAboveTwiceTheUsualIsFoundWithTheChargesItOwesMostTo() {
        Scene scene = new Scene();
        for (int day = 1; day <= 10; day++) {
            scene.charge("d" + day, "Compute", ChargeStatus.METERED, back(day), DAY, "24");
        }
        scene.charge("today", "Compute", ChargeStatus.METERED, back(0), DAY, "60");
        scene.charge("disk", "Storage", ChargeStatus.METERED, back(0), DAY, "1000");
        Finding found = only(scene.judged("high-compute-cost"));
        assertThat(found.holds()).isTrue();
        assertThat(found.sentence()).isEqualTo("Compute costs 2.50 USD an hour, 2.5 times the usual 1.00 USD.");
        assertThat(found.evidence()).first().isEqualTo("charge/today");
        assertThat(found.figures()).containsEntry("an hour", "2.50 USD").containsEntry("limit an hour", "2.00 USD");
        assertThat(only(scene.judged("high-compute-cost", "times", "2.6")).holds())
                .isFalse();
        assertThat(scene.judged("high-compute-cost", "times", "3").findings()).isEmpty();
        assertThat(scene.judged("high-compute-cost", "times", "2", "at-least", "3 USD")
                        .findings())
                .allSatisfy(each -> assertThat(each.holds()).isFalse());
    }

    @Test
    void computeIsHeldAgainstAnAmountAndTakenApart() {
        Scene scene = new Scene().charge("today", "Compute", ChargeStatus.METERED, back(0), DAY, "60");
        Watch watch = new Watch(
                "vision-compute",
                Rules.named("high-compute-cost").orElseThrow(),
                Map.of("per-hour", "2 USD"),
                Map.of("team", Set.of("vision")),
                List.of("project"),
                Severity.CRITICAL,
                List.of());
        Finding found = only(scene.judged(Scene.NOW, watch));
        assertThat(found.subject()).isEqualTo("compute of project llama, team vision in USD");
        assertThat(found.labels()).containsEntry("project", "llama").containsEntry("team", "vision");
        assertThat(watch.severityOf(found)).isEqualTo(Severity.CRITICAL);
        assertThat(scene.judged("high-compute-cost", "per-hour", "2 EUR").findings())
                .isEmpty();
        assertThat(scene.judged("high-compute-cost").open()).containsOnlyKeys("compute in USD");
    }

    @Test
    void aDayOfStorageHalfAsMuchAgainAsUsualIsFound() {
        Scene scene = new Scene();
        for (int day = 2; day <= 9; day++) {
            scene.charge("s" + day, "Storage", ChargeStatus.BILLED, back(day), DAY, "10");
        }
        assertThat(scene.judged("storage-cost-spike").findings()).isEmpty();
        scene.charge("s1", "Storage", ChargeStatus.BILLED, back(1), DAY, "16");
        Finding found = only(scene.judged("storage-cost-spike"));
        assertThat(found.sentence())
                .isEqualTo("Storage cost 16.00 USD on 2026-11-15, 60 % more than the usual 10.00 USD a day.");
        assertThat(found.evidence()).containsExactly("charge/s1");
        assertThat(only(scene.judged("storage-cost-spike", "percent", "70", "clear", "50"))
                        .holds())
                .isFalse();
        assertThat(scene.judged("storage-cost-spike", "percent", "70", "clear", "65")
                        .findings())
                .isEmpty();
        assertThat(scene.judged("storage-cost-spike", "at-least", "20 USD").findings())
                .allSatisfy(each -> assertThat(each.holds()).isFalse());
    }

    @Test
    void storageOfAFewDaysIsNotJudged() {
        Scene scene = new Scene()
                .charge("s2", "Storage", ChargeStatus.BILLED, back(2), DAY, "10")
                .charge("s1", "Storage", ChargeStatus.BILLED, back(1), DAY, "100");
        Judgement judged = scene.judged("storage-cost-spike");
        assertThat(judged.findings()).isEmpty();
        assertThat(judged.open()).containsOnlyKeys("storage in USD");
    }

    @Test
    void podsAreFoundByHowBusyTheirGpusWere() {
        Scene scene = new Scene()
                .held("lazy", Scene.NOW.minus(HOUR.multipliedBy(4)), HOUR.multipliedBy(4), "0.2")
                .held("between", Scene.NOW.minus(HOUR.multipliedBy(4)), HOUR.multipliedBy(4), "0.32")
                .held("busy", Scene.NOW.minus(HOUR.multipliedBy(4)), HOUR.multipliedBy(4), "0.95")
                .held("idle", Scene.NOW.minus(HOUR.multipliedBy(4)), HOUR.multipliedBy(4), "0.01")
                .held("unseen", Scene.NOW.minus(HOUR.multipliedBy(4)), HOUR.multipliedBy(4), null);
        Judgement under = scene.judged("under-utilization");
        assertThat(under.findings())
                .extracting(Finding::subject, Finding::holds)
                .containsExactlyInAnyOrder(
                        tuple("pod training/research/lazy", true),
                        tuple("pod training/research/between", false),
                        tuple("pod training/research/idle", true));
        assertThat(under.open()).containsOnlyKeys("pod training/research/unseen");
        assertThat(only(scene.judged("over-utilization")).subject()).isEqualTo("pod training/research/busy");
        Finding idle = only(scene.judged("idle-gpu"));
        assertThat(idle.subject()).isEqualTo("pod training/research/idle");
        assertThat(idle.sentence()).contains("were idle 100.0 % of the last").contains("for 2.00 USD");
        assertThat(idle.labels()).containsEntry("team", "vision").containsEntry("pod", "idle");
    }

    @Test
    void aPodWhoseMultiprocessorsWorkIsNotIdle() {
        Instant from = Scene.NOW.minus(HOUR.multipliedBy(2));
        Scene scene = new Scene().held("odd", from, HOUR.multipliedBy(2), "0.01");
        assertThat(scene.judged("idle-gpu").findings()).hasSize(1);
        scene.sample("odd", from, HOUR.multipliedBy(2), Signal.SM_ACTIVE, "0.6");
        assertThat(scene.judged("idle-gpu").findings()).isEmpty();
    }

    @Test
    void aMachineThatNobodyHoldsIsFound() {
        Scene scene = new Scene()
                .gpuTime("i1", "", Scene.NOW.minus(HOUR.multipliedBy(2)), HOUR, "8", "20", true)
                .gpuTime("i2", "", Scene.NOW.minus(HOUR), HOUR, "8", "20", true);
        Finding found = only(scene.judged("idle-gpu"));
        assertThat(found.subject()).isEqualTo("machine training/node-1");
        assertThat(found.sentence()).contains("16 GPU-hours for 40.00 USD");
    }

    @Test
    void memoryThatFillsUpIsFound() {
        Instant from = Scene.NOW.minus(HOUR);
        Scene scene = new Scene()
                .sample("full", from, HOUR, Signal.GPU_MEMORY_USED, "0.97")
                .sample("roomy", from, HOUR, Signal.GPU_MEMORY_USED, "0.5");
        Finding found = only(scene.judged("memory-pressure"));
        assertThat(found.subject()).isEqualTo("pod training/research/full");
        assertThat(found.sentence()).contains("filled its GPU memory to 97.0 %");
    }

    @Test
    void utilizationIsNotToldWhereNothingIsKnownOfLate() {
        Scene scene = new Scene().held("lazy", Scene.NOW.minus(DAY.multipliedBy(5)), HOUR, "0.2");
        for (String rule : List.of("idle-gpu", "under-utilization", "over-utilization", "memory-pressure")) {
            assertThat(scene.judged(rule).unknown()).startsWith("nothing is known of use");
        }
    }

    @Test
    void pricesOfWhatWasUsedAreFoundWhenTheyMove() {
        Scene scene = new Scene()
                .price("p4d.24xlarge", "20", "2026-10-01T00:00:00Z")
                .price("p4d.24xlarge", "15", "2026-11-15T00:00:00Z")
                .price("p5.48xlarge", "50", "2026-10-01T00:00:00Z")
                .price("p5.48xlarge", "75", "2026-11-15T00:00:00Z")
                .gpuTime("1", "a", Scene.NOW.minus(DAY), HOUR, "8", "20", false);
        Finding drop = only(scene.judged("price-drop"));
        assertThat(drop.sentence()).contains("25.00 % less than").contains("2026-10-01");
        assertThat(drop.evidence())
                .containsExactly("price/p4d.24xlarge/2026-11-15T00:00:00Z", "price/p4d.24xlarge/2026-10-01T00:00:00Z");
        assertThat(scene.judged("price-surge").findings()).isEmpty();
        assertThat(only(scene.judged("price-surge", "prices", "all")).labels()).containsEntry("sku", "p5.48xlarge");
        assertThat(only(scene.judged("price-drop", "percent", "30", "clear", "25"))
                        .holds())
                .isFalse();
        assertThat(scene.judged("price-low").findings()).hasSize(1);
    }

    @Test
    void feedsThatFailForLongAndUseThatStoppedComingAreFound() {
        Scene scene = new Scene()
                .with(FeedAge.of("azure", "failed", true, Scene.NOW.minus(DAY.multipliedBy(3)), "status 503"))
                .with(FeedAge.of("gcp", "stale", true, Scene.NOW.minus(HOUR), "status 503"))
                .with(FeedAge.of("vast", "fresh", false, Scene.NOW, null))
                .with(FeedAge.of("lambda", "not-set-up", false, null, "no key"));
        assertThat(only(scene.judged("feed-stale")).sentence())
                .isEqualTo("The feed azure is failed and gave nothing good for 3 d: status 503");
        for (int day = 3; day <= 20; day++) {
            scene.charge("m" + day, "Compute", ChargeStatus.METERED, back(day), DAY, "10");
        }
        assertThat(scene.judged("feed-stale").findings())
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder("feed azure", "metered use of aws, Compute");
    }

    @Test
    void billsThatShouldBeThereAreFound() {
        Scene daily = new Scene();
        for (int day = 9; day <= 25; day++) {
            daily.charge("b" + day, "Compute", ChargeStatus.BILLED, back(day), DAY, "10");
        }
        assertThat(only(daily.judged("bill-late")).sentence()).contains("reaches up to 2026-11-08 00:00 UTC");
        Scene monthly = new Scene()
                .charge("m8", "Compute", ChargeStatus.BILLED, Instant.parse("2026-08-01T00:00:00Z"), DAY, "10")
                .charge("m9", "Compute", ChargeStatus.BILLED, Instant.parse("2026-09-01T00:00:00Z"), DAY, "10");
        Finding late = only(monthly.judged("bill-late"));
        assertThat(late.subject()).isEqualTo("bill of aws for 2026-10");
        assertThat(monthly.judged(Instant.parse("2026-11-07T00:00:00Z"), "bill-late")
                        .findings())
                .isEmpty();
        monthly.charge("m10", "Compute", ChargeStatus.BILLED, Instant.parse("2026-10-01T00:00:00Z"), DAY, "10");
        assertThat(monthly.judged("bill-late").findings()).isEmpty();
    }

    @Test
    void aBudgetTellsOfTheHighestThresholdItReachedToWhomThatNames() {
        Budget budget = Budget.monthly("vision", Limit.of("1000 USD"), Scope.of(Dimension.Named.TEAM, "vision"))
                .telling(List.of(
                        threshold("50", dev.outlay.budget.Severity.INFO, "chat"),
                        threshold("80", dev.outlay.budget.Severity.WARNING, "chat", "lead@example.org"),
                        threshold("95", dev.outlay.budget.Severity.CRITICAL, "chat", "phone")));
        Scene scene = new Scene()
                .with(Event.of(
                        "vision/1",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        BudgetState.TOPIC,
                        "vision",
                        BudgetState.SET,
                        "anna",
                        budget.details()))
                .charge("c1", "Compute", ChargeStatus.METERED, Instant.parse("2026-11-03T00:00:00Z"), DAY, "820");
        Judgement judged = scene.judged("budget-threshold");
        assertThat(judged.findings())
                .extracting(Finding::subject, Finding::holds, Finding::severity)
                .containsExactly(
                        tuple("budget vision from 2026-11-01 at 50 %", false, Severity.INFO),
                        tuple("budget vision from 2026-11-01 at 80 %", true, Severity.WARNING));
        Finding found = judged.findings().getLast();
        assertThat(found.sentence())
                .isEqualTo(
                        "The budget vision has spent 820 USD of 1000 USD, 82 %, and so reached its threshold of 80 %.");
        assertThat(found.to()).containsExactly("chat", "lead@example.org");
        assertThat(found.labels()).containsEntry("team", "vision").containsEntry("budget", "vision");
        assertThat(scene.judged(Instant.parse("2026-12-02T00:00:00Z"), "budget-threshold")
                        .findings())
                .isEmpty();
    }

    @Test
    void aBudgetThatWillBeOverItsLimitIsFoundBeforeItIs() {
        Budget budget = Budget.monthly("all", Limit.of("1000 USD"), Scope.EVERYTHING);
        Scene scene = new Scene()
                .with(Event.of(
                        "all/1",
                        Instant.parse("2026-10-01T00:00:00Z"),
                        BudgetState.TOPIC,
                        "all",
                        BudgetState.SET,
                        "anna",
                        budget.details()));
        for (int day = 0; day <= 27; day++) {
            scene.charge("c" + day, "Compute", ChargeStatus.METERED, back(day), HOUR, "40");
        }
        Finding found = only(scene.judged("budget-overrun"));
        assertThat(found.subject()).isEqualTo("budget all from 2026-11-01");
        assertThat(found.holds()).isTrue();
        assertThat(found.sentence())
                .startsWith("The budget all is expected to spend 1")
                .contains("of 1000 USD");
        assertThat(scene.judged("budget-overrun", "percent", "150", "clear", "140")
                        .findings())
                .isEmpty();
    }

    @Test
    void thresholdsThatCannotBeAreRefused() {
        Rule rule = Rules.named("under-utilization").orElseThrow();
        assertThatThrownBy(() -> Watch.of(rule).with("percent", "130"))
                .hasMessage("percent lies between 0 and 100 percent, not 130");
        assertThatThrownBy(() -> Watch.of(rule).with("percent", "50"))
                .hasMessage("under-utilization ends where it is better than where it begins: percent 50, clear 35");
        assertThatThrownBy(() -> Watch.of(rule).with("share", "1")).hasMessageContaining("knows no threshold share");
        assertThatThrownBy(() -> Watch.of(rule).with("over", "soon"))
                .hasMessage("a length of time is expected, such as 30m, 24h, 7d or 2w, not soon");
    }

    private static dev.outlay.budget.Threshold threshold(
            String percent, dev.outlay.budget.Severity severity, String... to) {
        return new dev.outlay.budget.Threshold(new BigDecimal(percent), severity, List.of(to));
    }

    private static Instant back(int days) {
        return Scene.NOW.truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
    }

    private static Finding only(Judgement judgement) {
        assertThat(judgement.findings()).hasSize(1);
        return judgement.findings().getFirst();
    }
}
