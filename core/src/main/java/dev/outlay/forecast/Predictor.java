package dev.outlay.forecast;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Predicts runs from physics and from what earlier runs taught. Immutable and thread-safe.
///
/// Physics gives the least time of a unit of work; how far a run stays from it is learned from published runs and
/// from runs of one's own, so that what is near in kind, size, hardware, family and name counts most. Every method
/// throws [IllegalArgumentException], saying why, where the hardware has no peak rate or the work cannot be
/// counted.
///
/// Example: `Predictor.builtin(catalog).hours(Workload.languageModel(7e9, 140e9), gpu, 64)`.
public final class Predictor {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final int[] NONE = {};

    private final Catalog catalog;
    private final Calibration calibration;
    private final List<Observation> observations;
    private final int own;
    private final Gaussian gaussian;

    private Predictor(Catalog catalog, Calibration calibration, List<Observation> observations, int own) {
        this.catalog = catalog;
        this.calibration = calibration;
        this.observations = List.copyOf(observations);
        this.own = own;
        gaussian = new Gaussian(
                calibration.kernel(),
                this.observations.stream().map(Observation::features).toList(),
                this.observations.stream().mapToDouble(Observation::residual).toArray());
    }

    /// A predictor that has learned from the published runs that come with Outlay.
    public static Predictor builtin(Catalog catalog) {
        return new Predictor(catalog, Calibration.builtin(), observations(PublishedRuns.all(), catalog), 0);
    }

    /// What came of learning from runs: a predictor that has, and the runs it refused, each with why.
    public record Learned(Predictor predictor, List<Refused> refused) {

        public Learned {
            refused = List.copyOf(refused);
        }
    }

    /// A run that cannot have been as it was told, or of which nothing can be learned.
    public record Refused(String id, String reason) {}

    /// A predictor that has also learned from runs of one's own. A run that repeats a published one takes its
    /// place.
    public Learned learning(List<TrainingRun> history) {
        List<Observation> fresh = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (TrainingRun run : history) {
            try {
                Observation.of(run, catalog)
                        .ifPresentOrElse(
                                fresh::add,
                                () -> refused.add(
                                        new Refused(run.id(), "it tells neither hours nor throughput nor energy")));
            } catch (IllegalArgumentException e) {
                refused.add(new Refused(run.id(), String.valueOf(e.getMessage())));
            }
        }
        List<Observation> all = new ArrayList<>(observations);
        all.removeIf(known -> fresh.stream().anyMatch(each -> known.isRunOf(each.run())));
        all.addAll(fresh);
        return new Learned(new Predictor(catalog, calibration, all, own + fresh.size()), refused);
    }

    /// How many runs were learned from.
    public int learnedFrom() {
        return observations.size();
    }

    /// Accelerator-hours of a workload on so many GPUs; divide by the count for the hours it takes. Takes a fifth of a
    /// millisecond, so ask once for each GPU and number and keep the answer.
    public Interval hours(Workload workload, Gpu gpu, double count) {
        Chip chip = Chip.of(gpu, true).orElseThrow(() -> noRate(gpu.model()));
        Physics.Sketch sketch = Physics.sketch(workload, chip, count, TrainingRun.Kind.FULL_RUN);
        return hours(
                sketch.demand(), seconds(sketch, gaussian.guess(sketch.features()), known(sketch.features(), NONE)));
    }

    /// What is asked of a run, by its kind. A run that is itself among those learned from is predicted without
    /// itself, so that what is said is a prediction and not a look-up.
    public Prediction predict(TrainingRun run) {
        return predict(run, run.kind().metric(), same(run));
    }

    /// A figure of a run, from all that was learned.
    public Prediction figure(TrainingRun run, Metric metric) {
        return predict(run, metric, NONE);
    }

    private Prediction predict(TrainingRun run, Metric metric, int[] same) {
        Chip chip = chip(run.accelerators().name());
        TrainingRun.Kind kind =
                metric == Metric.THROUGHPUT_PER_ACCEL ? TrainingRun.Kind.THROUGHPUT : TrainingRun.Kind.FULL_RUN;
        Physics.Sketch sketch =
                Physics.sketch(run.workload(), chip, run.accelerators().count(), kind);
        Gaussian.Guess guess = gaussian.guess(sketch.features(), same);
        Calibration.Known known = known(sketch.features(), same);
        EnergyUse use = metric == Metric.ENERGY_KWH ? EnergyUse.of(chip, run.scope()) : null;
        return new Prediction(
                metric,
                figure(run, metric, chip, sketch.demand(), seconds(sketch, guess, known)),
                basis(sketch, chip, same, use == null ? null : use.basis()));
    }

    /// A figure of a run from the seconds of one unit of its work.
    static Interval figure(TrainingRun run, Metric metric, Chip chip, Demand demand, Interval seconds) {
        return switch (metric) {
            case THROUGHPUT_PER_ACCEL -> seconds.inverse();
            case ACCEL_HOURS -> hours(demand, seconds);
            case ENERGY_KWH -> {
                double each = EnergyUse.of(chip, run.scope())
                        .kilowattHours(1, run.scope().pue());
                Interval energy = hours(demand, seconds).times(each);
                yield run.scope().atRatedPower() ? energy : energy.widened(EnergyUse.UNCERTAINTY);
            }
        };
    }

    private Chip chip(String name) {
        return Chip.called(name, catalog).orElseThrow(() -> noRate(name));
    }

    private static IllegalArgumentException noRate(String name) {
        return new IllegalArgumentException("no accelerator with a peak rate is called '" + name
                + "'; outlay prices list shows those that are sold");
    }

    /// Seconds of one unit of work on one accelerator.
    Interval seconds(Physics.Sketch sketch, Gaussian.Guess guess, Calibration.Known known) {
        double[] widths = calibration.widths(Calibration.Case.of(sketch.features(), known));
        double deviation = Math.sqrt(guess.variance());
        return Interval.around(
                sketch.demand().seconds() * Math.exp(guess.mean()), widths[0] * deviation, widths[1] * deviation);
    }

    private static Interval hours(Demand demand, Interval secondsOfUnit) {
        return secondsOfUnit.times(demand.units() / SECONDS_PER_HOUR);
    }

    private Calibration.Known known(Features features, int[] without) {
        Calibration.Known known = Calibration.Known.NOTHING;
        for (int i = 0; i < observations.size(); i++) {
            if (!contains(without, i)) {
                known = known.and(features, observations.get(i).features());
            }
        }
        return known;
    }

    private int[] same(TrainingRun run) {
        int[] found = new int[observations.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            // what the caller brought is evidence unless it is the very row that is asked for
            boolean brought = i >= observations.size() - own;
            Observation each = observations.get(i);
            if (brought ? each.run().id().equals(run.id()) : each.isRunOf(run)) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean contains(int[] without, int index) {
        for (int each : without) {
            if (each == index) {
                return true;
            }
        }
        return false;
    }

    private String basis(Physics.Sketch sketch, Chip chip, int[] without, @Nullable String energy) {
        Features features = sketch.features();
        long family = features.family() == null
                ? 0
                : observations.stream()
                        .filter(each -> features.family().equals(each.family()))
                        .count();
        long kind = observations.stream()
                .filter(each -> each.features().architecture() == features.architecture())
                .count();
        StringBuilder text = new StringBuilder();
        Demand demand = sketch.demand();
        if (!demand.counted()) {
            text.append("the work of a run is not stated; ");
        } else if (demand.flops() > 0) {
            text.append(String.format(Locale.ROOT, "%.3g operations per %s", demand.flops(), demand.unit()))
                    .append(" at ")
                    .append(chip.gpu().model())
                    .append(' ')
                    .append(features.format().toString().toLowerCase(Locale.ROOT))
                    .append(" rates; ");
        }
        text.append("learned from ")
                .append(observations.size() - without.length)
                .append(" runs");
        if (own > 0) {
            text.append(", ").append(own).append(" of them your own");
        }
        text.append(", ")
                .append(kind)
                .append(" of ")
                .append(features.architecture().text());
        if (features.family() != null) {
            text.append(", ")
                    .append(Math.max(0, family - without.length))
                    .append(" of the family ")
                    .append(features.family());
        }
        if (without.length > 0) {
            text.append("; this run itself left out");
        }
        Optional.ofNullable(sketch.filledIn())
                .ifPresent(source -> text.append("; size from ").append(source));
        Optional.ofNullable(energy).ifPresent(use -> text.append("; ").append(use));
        return text.toString();
    }

    private static List<Observation> observations(List<TrainingRun> runs, Catalog catalog) {
        return runs.stream()
                .flatMap(run -> Observation.of(run, catalog).stream())
                .toList();
    }

    List<Observation> observations() {
        return observations;
    }

    Calibration calibration() {
        return calibration;
    }

    Catalog catalog() {
        return catalog;
    }
}
