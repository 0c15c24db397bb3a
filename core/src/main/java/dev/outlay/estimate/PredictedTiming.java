package dev.outlay.estimate;

import dev.outlay.catalog.Gpu;
import dev.outlay.forecast.Interval;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.Workload;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Work whose time is predicted from what is trained. The interval is the one in which 90 % of runs are expected.
///
/// A model fits where its states - weights, gradients and what the optimiser keeps, 16 bytes for a parameter in
/// mixed precision with Adam - take at most [#MOST_OF_MEMORY] of the memory of all GPUs together: the least any way
/// of splitting it needs. Thread-safe.
public final class PredictedTiming implements Timing {

    private static final double BYTES_PER_PARAMETER = 16;
    private static final double BYTES_PER_GIB = 1L << 30;

    /// The part of all memory that states may take: the rest is for activations and buffers.
    private static final double MOST_OF_MEMORY = 0.8;

    private record On(String model, int gpus) {}

    private final Predictor predictor;
    private final Workload workload;
    private final String text;
    private final Map<On, RunTime> known = new ConcurrentHashMap<>();

    /// `text` says what the work is, in a few words.
    public PredictedTiming(Predictor predictor, Workload workload, String text) {
        this.predictor = predictor;
        this.workload = workload;
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public RunTime on(Cluster cluster) {
        Double parameters = workload.size().parameters();
        BigDecimal memoryEach = cluster.memoryGibEach() == null ? cluster.gpu().memoryGib() : cluster.memoryGibEach();
        if (parameters != null) {
            double needed = parameters * BYTES_PER_PARAMETER / BYTES_PER_GIB / MOST_OF_MEMORY;
            if (needed > memoryEach.doubleValue() * cluster.gpus()) {
                return new RunTime.CannotRun("weights, gradients and optimiser take "
                        + rounded(needed * MOST_OF_MEMORY) + " GiB, more than 80 % of the memory of "
                        + cluster.gpus() + " x " + cluster.gpu().model() + " with " + Decimals.text(memoryEach)
                        + " GiB each");
            }
        }
        return known.computeIfAbsent(
                new On(cluster.gpu().model(), cluster.gpus()), on -> predicted(cluster.gpu(), on.gpus()));
    }

    private RunTime predicted(Gpu gpu, int gpus) {
        try {
            Interval gpuHours = predictor.hours(workload, gpu, gpus);
            return new RunTime.Takes(
                    BigDecimal.valueOf(gpuHours.value() / gpus),
                    BigDecimal.valueOf(gpuHours.low90() / gpus),
                    BigDecimal.valueOf(gpuHours.high90() / gpus),
                    "predicted, 90 % interval");
        } catch (IllegalArgumentException unknown) {
            return new RunTime.CannotRun(String.valueOf(unknown.getMessage()));
        }
    }

    private static String rounded(double gib) {
        return BigDecimal.valueOf(gib).setScale(0, RoundingMode.CEILING).toPlainString();
    }
}
