package dev.outlay.estimate;

import dev.outlay.catalog.Gpu;
import java.util.Set;

/// Work that runs only on chips suited to it: none that is made for answering alone, and, unless asked for, none
/// that needs other software than GPUs do. Thread-safe.
public final class SuitedTiming implements Timing {

    // by their makers' documentation: AWS Neuron, Qualcomm Cloud AI 100 brief
    private static final Set<String> FOR_INFERENCE = Set.of("Inferentia1", "Inferentia2", "Qualcomm AI 100");
    private static final Set<String> MAKERS_OF_GPUS = Set.of("NVIDIA", "AMD");

    private final Timing timing;
    private final boolean otherChips;

    /// `otherChips` is whether TPUs, Trainium and Gaudi will do, for which programs have to be written or changed.
    public SuitedTiming(Timing timing, boolean otherChips) {
        this.timing = timing;
        this.otherChips = otherChips;
    }

    @Override
    public String text() {
        return timing.text();
    }

    @Override
    public RunTime on(Cluster cluster) {
        Gpu gpu = cluster.gpu();
        if (FOR_INFERENCE.contains(gpu.model())) {
            return new RunTime.CannotRun(gpu.model() + " of " + gpu.vendor() + " is made for inference, not training");
        }
        return otherChips || MAKERS_OF_GPUS.contains(gpu.vendor())
                ? timing.on(cluster)
                : new RunTime.CannotRun(gpu.model() + " of " + gpu.vendor()
                        + " needs other software than GPUs do; allow such chips with --other-chips");
    }
}
