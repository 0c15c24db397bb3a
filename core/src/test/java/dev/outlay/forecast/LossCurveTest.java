package dev.outlay.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.forecast.LossCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LossCurveTest {

    private static final int CURVES = 500;

    @Test
    void aCurveWithoutNoiseIsContinued() {
        LossCurve curve =
                LossCurve.of(points(new Random(1), 20, 1.7, 6, 0.5, 0)).orElseThrow();
        Likely end = curve.at(100);
        assertThat(end.value()).isCloseTo(1.7 + 6 * Math.pow(100, -0.5), within(0.03));
        assertThat(curve.falls()).isTrue();
        assertThat(curve.asymptote()).isCloseTo(1.7, within(0.15));
    }

    @Test
    void anAccuracyRisesTowardsItsAsymptote() {
        LossCurve curve =
                LossCurve.of(points(new Random(1), 20, 0.92, -0.6, 0.8, 0)).orElseThrow();
        assertThat(curve.falls()).isFalse();
        assertThat(curve.at(100).value()).isCloseTo(0.92 - 0.6 * Math.pow(100, -0.8), within(0.01));
    }

    @Test
    void stoppingEarlyCostsWhatTheCurveWouldStillHaveFallen() {
        LossCurve curve =
                LossCurve.of(points(new Random(3), 40, 1.7, 6, 0.5, 0.01)).orElseThrow();
        Likely cost = curve.change(60, 100);
        double truth = 6 * (Math.pow(60, -0.5) - Math.pow(100, -0.5));
        assertThat(cost.value()).isCloseTo(truth, within(0.03));
        assertThat(truth).isBetween(cost.low(), cost.high());
        assertThat(curve.change(60, 60).high()).isZero();
    }

    @Test
    void tooFewPointsOrTooShortAWayAreNoCurve() {
        assertThat(LossCurve.of(points(new Random(1), 5, 1, 2, 0.5, 0))).isEmpty();
        List<Point> near = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            near.add(new Point(1000 + i, 2 - i / 100.0));
        }
        assertThat(LossCurve.of(near)).isEmpty();
    }

    /// Of noisy curves of all exponents, nine in ten come out within the interval, and it is narrower the nearer
    /// the end is.
    @ParameterizedTest
    @CsvSource({"0.01, 0.3", "0.05, 0.3", "0.02, 0.6", "0.05, 1.0", "0.10, 0.5"})
    void theIntervalHoldsNineOfTenCurvesAndNarrows(double noise, double exponent) {
        int[] marks = {10, 20, 40, 80};
        int[] held = new int[marks.length];
        double[] width = new double[marks.length];
        for (int seed = 0; seed < CURVES; seed++) {
            List<Point> all = points(new Random(seed), 100, 1.5, 4, exponent, noise);
            for (int i = 0; i < marks.length; i++) {
                Likely end =
                        LossCurve.of(all.subList(0, marks[i])).orElseThrow().at(100);
                double truth = all.getLast().metric();
                held[i] += end.low() <= truth && truth <= end.high() ? 1 : 0;
                width[i] += (end.high() - end.low()) / CURVES;
            }
        }
        for (int i = 0; i < marks.length; i++) {
            assertThat((double) held[i] / CURVES)
                    .as("after %s of 100, noise %s, exponent %s", marks[i], noise, exponent)
                    .isBetween(0.87, 0.98);
        }
        assertThat(width[marks.length - 1]).isLessThan(width[0]);
    }

    private static List<Point> points(Random random, int count, double c, double a, double b, double noise) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            points.add(new Point(i, c + a * Math.pow(i, -b) + noise * random.nextGaussian()));
        }
        return points;
    }
}
