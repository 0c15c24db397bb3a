package dev.outlay.estimate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many machines of a kind a plan may take: whole ones, in the counts people use, 1, 2, 3, 4, 6, 8, 12, 16 and
/// so on, powers of two and the middle between them.
///
/// `gpus`, where given, asks for exactly so many GPUs in all; `maximumGpus` is the most otherwise. Several machines
/// work together only where each has at least `clusterFrom` GPUs, because nothing is known of the network between
/// smaller ones. Throws [IllegalArgumentException] below one. Immutable and thread-safe.
public record Sizes(@Nullable Integer gpus, int maximumGpus, int clusterFrom) {

    /// Up to 1,024 GPUs, clusters from machines with eight.
    public static final Sizes USUAL = new Sizes(null, 1024, 8);

    /// Up to 16,384 GPUs, clusters from any machine whose place is known.
    static final Sizes LARGEST = new Sizes(null, 16_384, 1);

    public Sizes {
        if ((gpus != null && gpus < 1) || maximumGpus < 1 || clusterFrom < 1) {
            throw new IllegalArgumentException(
                    "counts of GPUs are at least 1: " + gpus + ", " + maximumGpus + ", " + clusterFrom);
        }
    }

    /// The counts of machines with so many GPUs, in ascending order; `together` is whether they can stand beside
    /// each other at all.
    List<Integer> machines(int gpusPerMachine, boolean together) {
        boolean clustered = together && gpusPerMachine >= clusterFrom;
        if (gpus != null) {
            boolean whole = gpus % gpusPerMachine == 0;
            return whole && (clustered || gpus == gpusPerMachine) ? List.of(gpus / gpusPerMachine) : List.of();
        }
        List<Integer> counts = new ArrayList<>();
        int most = clustered ? maximumGpus / gpusPerMachine : Math.min(1, maximumGpus / gpusPerMachine);
        for (int power = 1; power <= most && power > 0; power *= 2) {
            counts.add(power);
            int between = power + power / 2;
            if (power > 1 && between <= most) {
                counts.add(between);
            }
        }
        return counts;
    }
}
