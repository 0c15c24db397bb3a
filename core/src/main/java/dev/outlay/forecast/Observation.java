package dev.outlay.forecast;

import dev.outlay.catalog.Catalog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one run with a known outcome says: by how much its time differed from what physics allows, as a logarithm.
record Observation(TrainingRun run, Chip chip, Features features, double residual) {

    // the highest share of a peak rate that anybody measured in training is well below this
    private static final double HIGHEST_SHARE = 1;

    /// The observation of a run; empty where it tells of no time, such as of energy only.
    ///
    /// Throws [IllegalArgumentException] where the hardware is not known or the run cannot have been: its own
    /// operations at a rate above the peak.
    static Optional<Observation> of(TrainingRun run, Catalog catalog) {
        Chip chip = Chip.called(run.accelerators().name(), catalog)
                .orElseThrow(() -> new IllegalArgumentException("no accelerator with a peak rate is called '"
                        + run.accelerators().name() + "'"));
        TrainingRun.Kind kind = run.kind() == TrainingRun.Kind.ENERGY ? TrainingRun.Kind.FULL_RUN : run.kind();
        Physics.Sketch sketch =
                Physics.sketch(run.workload(), chip, run.accelerators().count(), kind);
        Double seconds = secondsOfUnit(timed(run, chip), sketch.demand());
        if (seconds == null) {
            return Optional.empty();
        }
        double rate = sketch.demand().flops() / seconds / 1e12;
        double peak = chip.peak(NumberFormat.of(run.workload().step().precision()));
        if (sketch.demand().counted() && rate / peak > HIGHEST_SHARE) {
            throw new IllegalArgumentException("its own operations would need " + Math.round(100 * rate / peak)
                    + " % of the peak rate of " + chip.gpu().model() + " (MFU above 1)");
        }
        return Optional.of(new Observation(
                run, chip, sketch.features(), Math.log(seconds / sketch.demand().seconds())));
    }

    @Nullable
    String family() {
        return features.family();
    }

    /// Whether another run is this very run, told a second time: of the same model on the same hardware with the
    /// same work and settings, as far as both tell. Where none says how much work it was, only the id tells.
    boolean isRunOf(TrainingRun other) {
        if (run.id().equals(other.id())) {
            return true;
        }
        Workload a = run.workload();
        Workload b = other.workload();
        boolean whole = run.kind() != TrainingRun.Kind.THROUGHPUT;
        boolean sameModel = ModelWords.plain(a.model()).equals(ModelWords.plain(b.model()))
                || (whole && near(a.size().working(), b.size().working(), 0.03));
        return sameModel
                && run.kind() == other.kind()
                && a.architecture() == b.architecture()
                && run.accelerators().name().equals(other.accelerators().name())
                && same(run.accelerators().count(), other.accelerators().count())
                && (!whole || near(amount(a), amount(b), 0.1))
                && same(
                        Physics.length(a.step().length()),
                        Physics.length(b.step().length()))
                && same(a.step().batch(), b.step().batch())
                && NumberFormat.of(a.step().precision())
                        == NumberFormat.of(b.step().precision());
    }

    private static @Nullable Double amount(Workload workload) {
        Amount work = workload.work();
        return work == null ? null : work.value();
    }

    private static boolean same(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null || one.equals(other);
    }

    private static boolean near(@Nullable Double one, @Nullable Double other, double by) {
        return one != null && other != null && Math.abs(one / other - 1) <= by;
    }

    private static @Nullable Double secondsOfUnit(TrainingRun run, Demand demand) {
        TrainingRun.Outcome outcome = run.outcome();
        if (outcome == null) {
            return null;
        }
        if (run.kind() == TrainingRun.Kind.THROUGHPUT) {
            Double rate = outcome.throughputPerAccel();
            return rate == null ? null : Double.valueOf(1 / rate);
        }
        Double hours = outcome.accelHours();
        return hours == null ? null : Double.valueOf(hours * 3600 / demand.units());
    }

    // where only the energy is told, the hours are those that draw it
    private static TrainingRun timed(TrainingRun run, Chip chip) {
        TrainingRun.Outcome outcome = run.outcome();
        if (outcome == null || outcome.accelHours() != null) {
            return run;
        }
        Double energy = outcome.energyKwh();
        if (energy == null || run.kind() == TrainingRun.Kind.THROUGHPUT) {
            return run;
        }
        double each =
                EnergyUse.of(chip, run.scope()).kilowattHours(1, run.scope().pue());
        return new TrainingRun(
                run.id(),
                run.kind(),
                run.workload(),
                run.accelerators(),
                run.scope(),
                new TrainingRun.Outcome(energy / each, outcome.throughputPerAccel(), energy));
    }
}
