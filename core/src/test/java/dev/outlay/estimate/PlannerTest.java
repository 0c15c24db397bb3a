package dev.outlay.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.forecast.Workload;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.PriceBook;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PlannerTest {

    private static final Catalog CATALOG = Catalog.builtin();
    private static final Estimator ESTIMATOR =
            new Estimator(CATALOG, new PriceBook(CATALOG, List.of()), Instant.parse("2026-11-01T00:00:00Z"));
    private static final Planner PLANNER = new Planner(CATALOG, ESTIMATOR, Share.WHOLE);
    private static final PlanQuestion WORK = PlanQuestion.of(new ReferenceTiming(
            CATALOG.gpu("A100-SXM4-80GB").orElseThrow(), BigDecimal.valueOf(2000), BigDecimal.valueOf(40)));

    @Test
    void aPlanCostsWhatAnEstimateOfTheSameOfferAndHoursSays() {
        PlanQuestion question = WORK.data(new PlanData(BigDecimal.valueOf(500), null, BigDecimal.valueOf(120), null));
        for (CapacityType type : List.of(CapacityType.ON_DEMAND, CapacityType.SPOT, CapacityType.RESERVED)) {
            List<Choice> choices =
                    PLANNER.plan(question.capacities(EnumSet.of(type)), 40).choices();
            assertThat(choices).hasSize(40);
            for (Choice choice : choices) {
                Estimate estimate = ESTIMATOR.estimate(choice.offer(), choice.work());
                assertThat(estimate.total()).contains(choice.cost());
                if (choice.energy() != null) {
                    assertThat(choice.energy().value())
                            .isCloseTo(
                                    Objects.requireNonNull(estimate.energy().energy())
                                            .value(),
                                    within(new BigDecimal("0.0001")));
                }
            }
        }
    }

    @Test
    void theLinesOfAPlanWithDataToMoveSumToItsCost() {
        PlanQuestion question = WORK.data(new PlanData(
                BigDecimal.valueOf(500),
                null,
                BigDecimal.TEN,
                new PlanData.Location("aws", "us-east-1", BigDecimal.valueOf(2000))));
        for (Choice choice : PLANNER.plan(question, 20).choices()) {
            Money sum = PLANNER.lines(question, choice).stream()
                    .map(line -> Objects.requireNonNull(line.cost()))
                    .reduce(Money.zero("USD"), Money::plus);
            assertThat(sum).isEqualTo(choice.cost());
        }
    }

    @Test
    void dataIsMovedForNothingOnlyWhereItLies() {
        var lines = new DataLines(CATALOG);
        var from = new PlanData.Location("aws", "us-east-1", BigDecimal.valueOf(1000));
        assertThat(cost(lines.moving(from, "aws", "us-east-1"))).isEqualTo(Money.zero("USD"));
        Money within = cost(lines.moving(from, "aws", "eu-west-1"));
        Money out = cost(lines.moving(from, "gcp", "us-central1"));
        assertThat(within).isGreaterThan(Money.zero("USD")).isLessThan(out);
    }

    @Test
    void aCheaperPriceNeverRaisesTheCheapestPlan() {
        Money everywhere = PLANNER.plan(WORK, 1).choices().getFirst().cost();
        Money inEurope = PLANNER.plan(WORK.scope(OfferQuery.all().regionLike("europe")), 1)
                .choices()
                .getFirst()
                .cost();
        assertThat(inEurope).isGreaterThanOrEqualTo(everywhere);
    }

    @Test
    void machinesWithoutAPlaceAndSmallOnesStandAlone() {
        List<Choice> frontier = PLANNER.frontier(WORK);
        assertThat(frontier).anyMatch(choice -> choice.machines() > 1);
        assertThat(frontier)
                .filteredOn(choice -> choice.machines() > 1)
                .allMatch(choice ->
                        !choice.offer().isAnywhere() && choice.gpus() / choice.machines() >= Sizes.USUAL.clusterFrom());
    }

    @Test
    void whatCannotBeDoneIsAnsweredByWhatCould() {
        PlanQuestion question = WORK.scope(OfferQuery.all().regionLike("europe").gpu("A100"))
                .limits(new Limits(Money.of("USD", "100"), BigDecimal.valueOf(24), null, false));
        assertThat(PLANNER.plan(question, 5).isFeasible()).isFalse();
        List<Relaxation> nearest = PLANNER.nearest(question);
        assertThat(nearest).extracting(Relaxation::kind).startsWith(Relaxation.Kind.BUDGET);
        assertThat(nearest.getFirst().choice().time().hours()).isLessThanOrEqualTo(BigDecimal.valueOf(24));
        // what it says would be enough is, and a cent less is not
        Money enough = nearest.getFirst().choice().cost();
        assertThat(PLANNER.plan(question.limits(new Limits(enough, BigDecimal.valueOf(24), null, false)), 1)
                        .isFeasible())
                .isTrue();
        Money less = enough.minus(Money.of("USD", "0.01"));
        assertThat(PLANNER.plan(question.limits(new Limits(less, BigDecimal.valueOf(24), null, false)), 1)
                        .isFeasible())
                .isFalse();
    }

    @Test
    void moreGpusAreSaidToPayUntilHalfOfThemIsLost() {
        Choice choice = PLANNER.plan(WORK.scope(OfferQuery.all().gpu("A100").exactGpus(BigDecimal.valueOf(8))), 1)
                .choices()
                .getFirst();
        Scaling scaling = Scaling.of(PLANNER.sizes(WORK, choice), null);
        assertThat(scaling.steps().getFirst().efficiency()).isEqualByComparingTo("1");
        for (Scaling.Step step : scaling.steps().subList(1, scaling.steps().size())) {
            assertThat(step.pays())
                    .isEqualTo(Objects.requireNonNull(step.marginalEfficiency()).compareTo(new BigDecimal("0.5")) >= 0);
        }
        // an hour that is worth nothing pays for no added machine
        Scaling worthless = Scaling.of(PLANNER.sizes(WORK, choice), Money.of("USD", "0.000001"));
        assertThat(Objects.requireNonNull(worthless.lastThatPays()).machines()).isEqualTo(1);
    }

    @Test
    void aModelThatDoesNotFitRunsNowhereSmall() {
        var timing = PredictedTiming.of(CATALOG, Workload.languageModel(70e9, 1e12), "a large model");
        var one = new Cluster(CATALOG.gpu("A100-SXM4-80GB").orElseThrow(), null, 8, 1);
        assertThat(timing.on(one)).isInstanceOf(RunTime.CannotRun.class);
        assertThat(timing.on(new Cluster(one.gpu(), null, 8, 32))).isInstanceOf(RunTime.Takes.class);
    }

    @Test
    void chipsForInferenceTrainNothing() {
        var suited = new SuitedTiming(WORK.timing(), true);
        var inferentia = new Cluster(CATALOG.gpu("Inferentia2").orElseThrow(), null, 1, 1);
        assertThat(suited.on(inferentia))
                .isInstanceOfSatisfying(
                        RunTime.CannotRun.class,
                        refusal -> assertThat(refusal.why()).contains("inference"));
        var tpu = new Cluster(CATALOG.gpu("TPU v5p").orElseThrow(), null, 8, 1);
        assertThat(new SuitedTiming(WORK.timing(), false).on(tpu))
                .isInstanceOfSatisfying(
                        RunTime.CannotRun.class,
                        refusal -> assertThat(refusal.why()).contains("other software"));
    }

    private static Money cost(Line line) {
        return Objects.requireNonNull(line.cost());
    }
}
