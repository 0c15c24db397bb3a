package dev.outlay.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private static final Predictor PREDICTOR = Predictor.builtin(Catalog.builtin());
    private static final Gpu H100 = Catalog.builtin().gpu("H100-SXM5-80GB").orElseThrow();

    @Test
    void aLanguageModelReachesAPlausibleShareOfThePeakRate() {
        Interval hours = PREDICTOR.hours(Workload.languageModel(7e9, 140e9), H100, 64);
        double share = 6 * 7e9 * 140e9 / (hours.value() * 3600 * 989.4e12);
        assertThat(share).isBetween(0.25, 0.6);
    }

    @Test
    void twiceTheTokensTakeTwiceTheHours() {
        double once =
                PREDICTOR.hours(Workload.languageModel(7e9, 1e11), H100, 64).value();
        double twice =
                PREDICTOR.hours(Workload.languageModel(7e9, 2e11), H100, 64).value();
        assertThat(twice / once).isCloseTo(2, within(1e-9));
    }

    @Test
    void anotherFamilyOrNumberOfGpusIsAnswered() {
        for (int gpus = 1; gpus <= 4096; gpus *= 2) {
            Interval hours = PREDICTOR.hours(Workload.languageModel(1e9, 1e11), H100, gpus);
            assertThat(hours.low90()).isPositive().isLessThan(hours.value());
            assertThat(hours.high90() / hours.low90()).isLessThan(6);
        }
    }

    @Test
    void oneRunOfTheSameFamilyPullsThePredictionAndNarrowsIt() {
        TrainingRun asked = Runs.language("next", "ours", 13e9, 3e11, 128, null);
        Prediction before = PREDICTOR.predict(asked);
        double actual = before.value() * 1.5;
        TrainingRun told = Runs.language("first", "ours", 13e9, 1e11, 128, actual / 3);
        Prediction after = PREDICTOR.learning(List.of(told)).predictor().predict(asked);
        assertThat(after.value()).isBetween(before.value() * 1.1, actual);
        assertThat(spread(after)).isLessThan(spread(before));
        assertThat(after.basis()).contains("1 of them your own", "1 of the family ours");
    }

    @Test
    void aThousandRunsOfOneFamilyDoNotMoveAnotherFarAway() {
        Random random = new Random(7);
        List<TrainingRun> history = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            double size = 1e9 * Math.exp(random.nextGaussian());
            double hours = 6 * size * 1e11 / (0.2 * 989.4e12 * 3600) * Math.exp(0.1 * random.nextGaussian());
            history.add(Runs.language("run " + i, "slow", size, 1e11, 8 << random.nextInt(6), hours));
        }
        Predictor.Learned learned = PREDICTOR.learning(history);
        assertThat(learned.refused()).isEmpty();
        TrainingRun inFamily = Runs.language("asked", "slow", 2e9, 1e11, 64, null);
        double expected = 6 * 2e9 * 1e11 / (0.2 * 989.4e12 * 3600);
        Prediction own = learned.predictor().predict(inFamily);
        assertThat(own.value() / expected).isBetween(0.85, 1.15);
        TrainingRun other = Runs.language("other", "elsewhere", 2e9, 1e11, 64, null);
        assertThat(learned.predictor().predict(other).value()
                        / PREDICTOR.predict(other).value())
                .isBetween(0.7, 1.5);
    }

    @Test
    void anImpossibleRunIsRefusedByNameAndTheOthersAreLearned() {
        double least = 6 * 7e9 * 1e11 / (989.4e12 * 3600);
        Predictor.Learned learned = PREDICTOR.learning(List.of(
                Runs.language("too fast", "ours", 7e9, 1e11, 64, least / 2),
                Runs.language("possible", "ours", 7e9, 1e11, 64, least * 2.5)));
        assertThat(learned.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.id()).isEqualTo("too fast");
            assertThat(refused.reason()).contains("216 % of the peak rate", "MFU above 1");
        });
        assertThat(learned.predictor().learnedFrom()).isEqualTo(PREDICTOR.learnedFrom() + 1);
    }

    @Test
    void aRunIsNoEvidenceForItself() {
        for (TrainingRun published : PublishedRuns.all()) {
            if (published.kind() == TrainingRun.Kind.FULL_RUN && published.id().startsWith("llama")) {
                Prediction prediction = PREDICTOR.predict(published);
                assertThat(prediction.basis()).contains("this run itself left out");
            }
        }
        TrainingRun told = Runs.language("ours 1", "ours", 7e9, 1e11, 64, 4000.0);
        Prediction blind = PREDICTOR.predict(told.without());
        Prediction told1 = PREDICTOR.learning(List.of(told)).predictor().predict(told.without());
        assertThat(told1.value()).isCloseTo(blind.value(), within(blind.value() * 1e-6));
    }

    @Test
    void whatWasNeverSeenHasAWiderInterval() {
        TrainingRun known = PublishedRuns.all().stream()
                .filter(run -> run.id().equals("pythia-1b"))
                .findFirst()
                .orElseThrow();
        TrainingRun unseen = new TrainingRun(
                "new",
                TrainingRun.Kind.FULL_RUN,
                new Workload(
                        null,
                        "a separator of music",
                        Architecture.SPEECH,
                        ModelSize.UNKNOWN,
                        new Amount(1e6, "samples"),
                        Step.UNKNOWN),
                new Accelerators("H100-SXM5-80GB", 8.0),
                TrainingRun.EnergyScope.ACCELERATORS,
                null);
        assertThat(spread(PREDICTOR.predict(unseen))).isGreaterThan(2 * spread(PREDICTOR.predict(known)));
    }

    @Test
    void energyAtRatedPowerIsHoursTimesThatPower() {
        TrainingRun run = Runs.language("asked", "ours", 7e9, 1e11, 64, null);
        TrainingRun rated = new TrainingRun(
                run.id(),
                TrainingRun.Kind.ENERGY,
                run.workload(),
                run.accelerators(),
                new TrainingRun.EnergyScope(false, true, 1.1),
                null);
        double hours = PREDICTOR.figure(run, Metric.ACCEL_HOURS).value();
        assertThat(PREDICTOR.predict(rated).value()).isCloseTo(hours * 0.7 * 1.1, within(hours * 1e-6));
    }

    @Test
    void hardwareWithoutPeakRatesIsRefused() {
        Gpu without = Catalog.builtin().gpu("Gaudi HL-205").orElseThrow();
        assertThatThrownBy(() -> PREDICTOR.hours(Workload.languageModel(7e9, 1e11), without, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("peak rate");
    }

    @Test
    void intervalsOf80PercentLieInThoseOf90() {
        for (TrainingRun run : PublishedRuns.all()) {
            Interval interval = PREDICTOR.predict(run).interval();
            assertThat(interval.low90()).isLessThanOrEqualTo(interval.low80());
            assertThat(interval.high80()).isLessThanOrEqualTo(interval.high90());
        }
    }

    private static double spread(Prediction prediction) {
        return prediction.interval().high90() / prediction.interval().low90();
    }
}
