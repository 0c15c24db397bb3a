package dev.outlay.recommend;

import dev.outlay.allocation.Progress;
import dev.outlay.forecast.LossCurve;
import dev.outlay.forecast.RunPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The curve of a run's loss: validation before training, by the unit in which it has most points, with the noise
/// that tells one evaluation from the next.
///
/// The noise is the standard deviation of a point around its neighbours' line, by the median, so that the fall of
/// the curve and single jumps are no part of it. Immutable.
record RunCurve(Progress unit, String metric, List<LossCurve.Point> points, LossCurve curve, double noise) {

    private static final List<String> METRICS =
            List.of("val_loss", "validation_loss", "eval_loss", "eval/loss", "test_loss", "loss", "train_loss");
    // of a normal distribution: the median distance from its middle times this is its standard deviation
    private static final double MEDIAN_TO_DEVIATION = 1.4826;

    /// Empty where no loss has the points that a curve takes.
    static Optional<RunCurve> of(RunFile run) {
        RunPoints points = run.points();
        for (String metric : METRICS) {
            RunCurve best = null;
            for (Progress unit : Progress.values()) {
                List<LossCurve.Point> all = points.curve(unit, metric);
                Optional<LossCurve> curve = LossCurve.of(all);
                if (curve.isPresent()
                        && (best == null || all.size() > best.points().size())) {
                    best = new RunCurve(unit, metric, all, curve.get(), noise(all));
                }
            }
            if (best != null) {
                return Optional.of(best);
            }
        }
        return Optional.empty();
    }

    double reached() {
        return points.getLast().progress();
    }

    /// The earliest progress from which on all that is left to an end lowers the loss by less than some amount,
    /// even at the better end of its interval; the end where there is none.
    double enough(double end, double amount) {
        double from = points.getFirst().progress();
        if (!(amount > 0) || curve.change(from, end).high() < amount) {
            return amount > 0 ? from : end;
        }
        double worth = from;
        double enough = end;
        // what is left shrinks with progress, so the place is between two that are halved
        for (int i = 0; i < 50; i++) {
            double middle = (worth + enough) / 2;
            if (curve.change(middle, end).high() < amount) {
                enough = middle;
            } else {
                worth = middle;
            }
        }
        return enough;
    }

    private static double noise(List<LossCurve.Point> points) {
        List<Double> distances = new ArrayList<>();
        // the first third falls too steeply for a line
        for (int i = Math.max(1, points.size() / 3); i < points.size() - 1; i++) {
            LossCurve.Point before = points.get(i - 1);
            LossCurve.Point here = points.get(i);
            LossCurve.Point after = points.get(i + 1);
            double part = (here.progress() - before.progress()) / (after.progress() - before.progress());
            double line = before.metric() + part * (after.metric() - before.metric());
            // the variance of a point and of the line between two others
            distances.add(Math.abs(here.metric() - line) / Math.sqrt(1 + part * part + (1 - part) * (1 - part)));
        }
        if (distances.isEmpty()) {
            return 0;
        }
        List<Double> sorted = distances.stream().sorted().toList();
        return MEDIAN_TO_DEVIATION * sorted.get(sorted.size() / 2);
    }
}
