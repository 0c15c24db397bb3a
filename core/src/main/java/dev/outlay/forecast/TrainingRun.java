package dev.outlay.forecast;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run that is to be predicted or, where its outcome is known, to be learned from.
///
/// `outcome` is null for a run that has not been. Immutable.
public record TrainingRun(
        String id,
        Kind kind,
        Workload workload,
        Accelerators accelerators,
        EnergyScope scope,
        @Nullable Outcome outcome) {

    public TrainingRun {
        Objects.requireNonNull(id, "id");
    }

    /// What a run tells, and with it what is asked of it.
    public enum Kind {
        FULL_RUN("full-run", Metric.ACCEL_HOURS),
        THROUGHPUT("throughput", Metric.THROUGHPUT_PER_ACCEL),
        ENERGY("energy", Metric.ENERGY_KWH);

        private final String text;
        private final Metric metric;

        Kind(String text, Metric metric) {
            this.text = text;
            this.metric = metric;
        }

        public String text() {
            return text;
        }

        public Metric metric() {
            return metric;
        }
    }

    /// What an energy figure of the run covers: the accelerators alone or whole machines, and the building's
    /// overhead (PUE) that applies, null where it is not known or not counted.
    public record EnergyScope(
            boolean machines,
            boolean atRatedPower,
            @Nullable Double pue) {

        public static final EnergyScope ACCELERATORS = new EnergyScope(false, false, null);
    }

    /// How a run ended, each figure null where it was not published.
    public record Outcome(
            @Nullable Double accelHours,
            @Nullable Double throughputPerAccel,
            @Nullable Double energyKwh) {}

    TrainingRun without() {
        return new TrainingRun(id, kind, workload, accelerators, scope, null);
    }
}
