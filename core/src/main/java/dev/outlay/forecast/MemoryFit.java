package dev.outlay.forecast;

import dev.outlay.catalog.Gpu;
import java.util.Locale;

/// Whether a language model can be trained on so many GPUs, and with what batch on each.
///
/// Weights, gradients and the two moments of Adam take 16 bytes a parameter in mixed precision (Rajbhandari et al.,
/// ZeRO, arXiv 1910.02054, section 3.1), here sharded over all GPUs (ZeRO stage 3, FSDP). Activations of one
/// sequence take 34 x length x hidden bytes a layer without attention scores, or 2 x length x hidden a layer and
/// one layer in full where they are computed again (Korthikanti et al., arXiv 2205.05198, equations 2 and section
/// 5), split over `tensorParallel` GPUs; a tenth of the memory is left to the runtime. `microBatch` is the most
/// sequences at once in one group of such GPUs; 0 where not one fits. `leastGpus` is the number from which the
/// model's states fit. Figures in GiB. Immutable.
public record MemoryFit(
        double statesGibPerGpu,
        double activationsGibPerSequence,
        int tensorParallel,
        boolean recomputes,
        int microBatch,
        int leastGpus,
        double memoryGib) {

    private static final double STATE_BYTES = 16;
    private static final double USABLE = 0.9;
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final int MOST_TENSOR_PARALLEL = 8;

    /// Throws [IllegalArgumentException] where the model's parameters are not known.
    public static MemoryFit of(Workload workload, Gpu gpu, int gpus) {
        Transformer shape = Transformer.of(
                workload.size(),
                Physics.length(workload.step().length()),
                workload.architecture() != Architecture.ENCODER_LM);
        double memory = gpu.memoryGib().doubleValue();
        double usable = memory * USABLE;
        double states = STATE_BYTES * shape.parameters() / GIB;
        int least = (int) Math.ceil(states / usable);
        double free = usable - states / gpus;
        double kept = 34 * shape.layers() * shape.hidden() * shape.length() / GIB;
        double again = (2 * shape.layers() + 34) * shape.hidden() * shape.length() / GIB;
        for (int parallel = 1; parallel <= Math.min(MOST_TENSOR_PARALLEL, gpus); parallel *= 2) {
            if (free > 0 && kept / parallel <= free) {
                return new MemoryFit(
                        states / gpus, kept / parallel, parallel, false, batch(free, kept / parallel), least, memory);
            }
            if (free > 0 && again / parallel <= free) {
                return new MemoryFit(
                        states / gpus, again / parallel, parallel, true, batch(free, again / parallel), least, memory);
            }
        }
        return new MemoryFit(states / gpus, again / MOST_TENSOR_PARALLEL, MOST_TENSOR_PARALLEL, true, 0, least, memory);
    }

    public boolean fits() {
        return microBatch > 0;
    }

    /// The fit in a sentence.
    public String text() {
        String states = String.format(
                Locale.ROOT, "%.1f of %.0f GiB a GPU for weights, gradients and optimizer", statesGibPerGpu, memoryGib);
        if (!fits()) {
            return states + ": does not fit; at least " + leastGpus + " GPUs hold the states alone";
        }
        return states
                + String.format(
                        Locale.ROOT,
                        " sharded over all; up to %d sequences at once, %.1f GiB each%s%s",
                        microBatch,
                        activationsGibPerSequence,
                        tensorParallel > 1 ? " over groups of " + tensorParallel + " GPUs (tensor parallel)" : "",
                        recomputes ? ", activations computed again" : "");
    }

    private static int batch(double free, double each) {
        return (int) Math.min(1 << 16, Math.floor(free / each));
    }
}
