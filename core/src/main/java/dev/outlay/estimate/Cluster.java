package dev.outlay.estimate;

import dev.outlay.catalog.Gpu;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// So many equal machines with so many whole GPUs each.
///
/// `memoryGibEach` is what the seller says of each GPU's memory, null where the seller says nothing: the model's
/// then holds. Throws [IllegalArgumentException] below one GPU or machine. Immutable and thread-safe.
public record Cluster(Gpu gpu, @Nullable BigDecimal memoryGibEach, int gpusPerMachine, int machines) {

    public Cluster {
        Objects.requireNonNull(gpu, "gpu");
        if (gpusPerMachine < 1 || machines < 1) {
            throw new IllegalArgumentException(
                    "a cluster has at least one machine with one GPU: " + machines + " x " + gpusPerMachine);
        }
    }

    /// All GPUs together.
    public int gpus() {
        return gpusPerMachine * machines;
    }
}
