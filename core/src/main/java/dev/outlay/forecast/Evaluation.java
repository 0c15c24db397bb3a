package dev.outlay.forecast;

import dev.outlay.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How well runs with known outcomes are predicted without their families: the error that a new run should expect.
public final class Evaluation {

    private Evaluation() {}

    /// A run, what was predicted of it from all other families, and what it came to.
    public record Judged(TrainingRun run, Interval predicted, double actual) {

        /// By how much the prediction was off, as a share of what it came to.
        public double relativeError() {
            return Math.abs(predicted.value() / actual - 1);
        }

        public boolean isWithin80() {
            return predicted.low80() <= actual && actual <= predicted.high80();
        }

        public boolean isWithin90() {
            return predicted.low90() <= actual && actual <= predicted.high90();
        }

        /// High over low of the 90 % interval.
        public double spread() {
            return predicted.high90() / predicted.low90();
        }
    }

    /// What came of judging: the runs judged, and those that could not be, each with why.
    public record Result(List<Judged> judged, List<Predictor.Refused> refused) {

        public Result {
            judged = List.copyOf(judged);
            refused = List.copyOf(refused);
        }
    }

    /// Judges runs by a predictor that has learned from the other families among them and among what it knew.
    public static Result leaveOneFamilyOut(Predictor predictor, List<TrainingRun> runs) {
        Predictor.Learned learned = predictor.learning(runs);
        Predictor all = learned.predictor();
        List<Observation> observations = all.observations();
        var left = new LeaveOut(all.calibration().kernel(), observations);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < observations.size(); i++) {
            Observation each = observations.get(i);
            if (runs.contains(each.run())) {
                judge(all, each, left.withoutFamily(i), judged);
            }
        }
        return new Result(judged, learned.refused());
    }

    /// The published runs that come with Outlay.
    public static Result ofPublishedRuns(Catalog catalog) {
        return leaveOneFamilyOut(Predictor.builtin(catalog), PublishedRuns.all());
    }

    private static void judge(Predictor by, Observation of, Gaussian.Guess guess, List<Judged> judged) {
        TrainingRun run = of.run();
        Metric metric = run.kind().metric();
        Double actual = actual(run, metric);
        if (actual == null) {
            return;
        }
        Physics.Sketch sketch = Physics.sketch(
                run.workload(),
                of.chip(),
                run.accelerators().count(),
                metric == Metric.THROUGHPUT_PER_ACCEL ? TrainingRun.Kind.THROUGHPUT : TrainingRun.Kind.FULL_RUN);
        Interval predicted = Predictor.figure(
                run, metric, of.chip(), sketch.demand(), by.seconds(sketch, guess, Calibration.Known.NOTHING));
        judged.add(new Judged(run, predicted, actual));
    }

    private static @Nullable Double actual(TrainingRun run, Metric metric) {
        TrainingRun.Outcome outcome = run.outcome();
        if (outcome == null) {
            return null;
        }
        return switch (metric) {
            case ACCEL_HOURS -> outcome.accelHours();
            case THROUGHPUT_PER_ACCEL -> outcome.throughputPerAccel();
            case ENERGY_KWH -> outcome.energyKwh();
        };
    }
}
