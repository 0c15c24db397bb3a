package dev.outlay.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckpointsTest {

    @ParameterizedTest
    @CsvSource({"100, 0.02", "100, 0.2", "40, 0.5", "3, 0.05", "500, 0.001"})
    void expectedHoursAreTheMeanOfManyRunsThatAreInterruptedAtRandom(double hours, double perHour) {
        var checkpoints = new Checkpoints(0.1, 0.25);
        var random = new SplittableRandom(11);
        int runs = 20_000;
        double sum = 0;
        for (int i = 0; i < runs; i++) {
            sum += simulated(hours, perHour, checkpoints, random);
        }
        double expected = checkpoints.expected(hours, perHour);
        assertThat(sum / runs).isCloseTo(expected, within(expected * 0.02));
    }

    @Test
    void noOtherIntervalIsMuchBetter() {
        var checkpoints = new Checkpoints(0.1, 0.25);
        for (double perHour : new double[] {0.01, 0.1, 1, 5}) {
            double chosen = checkpoints.interval(1000, perHour);
            double best = checkpoints.expected(1000, perHour);
            for (double factor = 0.2; factor < 5; factor += 0.1) {
                double other = Math.exp(0.25 * perHour)
                        * Math.expm1((chosen * factor + 0.1) * perHour)
                        / perHour
                        * 1000
                        / (chosen * factor);
                assertThat(best).isLessThan(other * 1.01);
            }
        }
    }

    @Test
    void isYoungsSquareRootWhereInterruptionsAreRare() {
        double interval = new Checkpoints(0.1, 0.25).interval(100_000, 0.0001);
        assertThat(interval).isCloseTo(Math.sqrt(2 * 0.1 / 0.0001), within(0.2));
    }

    @Test
    void withoutInterruptionsTheResultIsSavedOnce() {
        assertThat(new Checkpoints(0.1, 0.25).expected(10, 0)).isEqualTo(10.1, within(1e-12));
    }

    @Test
    void refusesToSaveInNoTime() {
        assertThatThrownBy(() -> new Checkpoints(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0, 1.0");
    }

    // segments of work and a checkpoint; an interruption at any moment, of a restart too, starts the segment anew
    private static double simulated(double hours, double perHour, Checkpoints checkpoints, SplittableRandom random) {
        double interval = checkpoints.interval(hours, perHour);
        double left = hours;
        double clock = 0;
        while (left > 1e-9) {
            double work = Math.min(interval, left);
            double segment = work + checkpoints.saveHours();
            double needed = segment;
            double next = -Math.log1p(-random.nextDouble()) / perHour;
            while (next < needed) {
                clock += next;
                needed = checkpoints.restartHours() + segment;
                next = -Math.log1p(-random.nextDouble()) / perHour;
            }
            clock += needed;
            left -= work;
        }
        return clock;
    }
}
