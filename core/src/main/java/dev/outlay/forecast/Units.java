package dev.outlay.forecast;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the work of a model that sees samples is counted in.
///
/// `units` of `name` are the whole work, each of `samplesPerUnit` samples; `counted` is false where nothing tells
/// how many samples there are, and the unit is an epoch of a data set that is not known or a whole run.
record Units(double units, String name, double samplesPerUnit, boolean counted) {

    // epochs over a data set that is not known, and runs of a model that is: only their order of magnitude
    private static final double SAMPLES_OF_AN_EPOCH = 1e5;
    private static final double SAMPLES_OF_A_RUN = 1e7;

    static Units of(Workload workload, KnownModels.@Nullable Known known, TrainingRun.Kind kind) {
        if (kind == TrainingRun.Kind.THROUGHPUT) {
            return new Units(1, "sample", 1, true);
        }
        Amount work = workload.work();
        if (work == null) {
            Double usual = known == null ? null : known.work();
            return new Units(1, "run", usual == null ? SAMPLES_OF_A_RUN : usual, false);
        }
        String unit = work.unit().toLowerCase(Locale.ROOT);
        if (unit.startsWith("epoch")) {
            return DataSets.samplesIn(workload.model() + " " + unit)
                    .map(samples -> new Units(work.value() * samples, "sample", 1, true))
                    .orElseGet(() -> new Units(work.value(), "epoch", SAMPLES_OF_AN_EPOCH, false));
        }
        Double batch = workload.step().batch();
        if (unit.startsWith("update") || unit.startsWith("step") || unit.startsWith("iteration")) {
            return batch == null
                    ? new Units(work.value(), "update", 256, false)
                    : new Units(work.value() * batch, "sample", 1, true);
        }
        return new Units(work.value(), "sample", 1, true);
    }
}
