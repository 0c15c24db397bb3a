package dev.outlay.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.forecast.RunProgress.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunProgressTest {

    private static final int RUNS = 2000;
    private static final int EPOCHS = 40;

    @Test
    void aSteadyRunTakesAsLongAgain() {
        Likely left = new RunProgress(
                        List.of(new Stretch(60, 1), new Stretch(60, 1), new Stretch(60, 1), new Stretch(60, 1)))
                .secondsFor(4);
        assertThat(left.value()).isCloseTo(240, within(1e-9));
        assertThat(left.low()).isBetween(120.0, 239.0);
        assertThat(left.high()).isBetween(241.0, 480.0);
    }

    @Test
    void aSlowStartTellsNothingOfThePace() {
        List<Stretch> stretches = new ArrayList<>(List.of(new Stretch(600, 1)));
        for (int i = 0; i < 8; i++) {
            stretches.add(new Stretch(60 + i % 3, 1));
        }
        var progress = new RunProgress(stretches);
        assertThat(progress.warmedUp()).isTrue();
        assertThat(progress.secondsPerUnit()).isBetween(60.0, 62.0);
    }

    @Test
    void nothingIsLeftOfARunThatIsThere() {
        assertThat(new RunProgress(List.of(new Stretch(60, 1))).secondsFor(0)).isEqualTo(new Likely(0, 0, 0));
    }

    @Test
    void refusesARunWithoutProgress() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RunProgress(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(60, 0));
    }

    /// Of runs whose epochs vary as said, and resemble their neighbours as said, about nine in ten end within the
    /// interval, fewer where slow spells are long and little was seen; and it is narrower the further a run is.
    @ParameterizedTest
    @CsvSource({"0.05, 0, 0.93", "0.20, 0, 0.87", "0.40, 0, 0.80", "0.10, 0.5, 0.85", "0.20, 0.7, 0.68"})
    void theIntervalHoldsAboutNineOfTenRunsAndNarrows(double variation, double resemblance, double least) {
        int[] marks = {3, 6, 12, 24, 36};
        int[] within = new int[marks.length];
        double[] width = new double[marks.length];
        for (int run = 0; run < RUNS; run++) {
            List<Stretch> all = run(new Random(run), variation, resemblance);
            for (int i = 0; i < marks.length; i++) {
                Likely left = new RunProgress(all.subList(0, marks[i])).secondsFor(EPOCHS - marks[i]);
                double truth = all.subList(marks[i], EPOCHS).stream()
                        .mapToDouble(Stretch::seconds)
                        .sum();
                within[i] += left.low() <= truth && truth <= left.high() ? 1 : 0;
                width[i] += (left.high() - left.low()) / RUNS;
            }
        }
        for (int i = 0; i < marks.length; i++) {
            double coverage = (double) within[i] / RUNS;
            assertThat(coverage)
                    .as("after %s of %s epochs, variation %s, resemblance %s", marks[i], EPOCHS, variation, resemblance)
                    .isGreaterThan(least);
            if (i > 1) {
                assertThat(width[i]).isLessThan(width[i - 1]);
            }
        }
    }

    private static List<Stretch> run(Random random, double variation, double resemblance) {
        List<Stretch> all = new ArrayList<>();
        double pace = 100 * Math.exp(random.nextGaussian());
        double state = random.nextGaussian();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            all.add(new Stretch(pace * Math.exp(variation * state), 1));
            state = resemblance * state + Math.sqrt(1 - resemblance * resemblance) * random.nextGaussian();
        }
        return all;
    }
}
