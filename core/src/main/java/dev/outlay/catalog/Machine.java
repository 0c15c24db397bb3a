package dev.outlay.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What an instance type is made of, at one provider.
///
/// `gpuModel` is a [Gpu#model()]; null where the catalog does not describe the GPU, whose name is then in the
/// offer's notes. `gpuCount` is a fraction for shared cards and counts chips for TPUs; null where it is not known.
/// `gpuMemoryGibEach` is that of the slice for a shared card. Null `vcpus` or `memoryGib` (GiB) mean not stated or
/// billed apart. Throws [IllegalArgumentException] on a blank name or a figure that is not above zero. Immutable.
public record Machine(
        String provider,
        String instanceType,
        @Nullable String gpuModel,
        @Nullable BigDecimal gpuCount,
        @Nullable BigDecimal gpuMemoryGibEach,
        @Nullable BigDecimal vcpus,
        @Nullable BigDecimal memoryGib) {

    public Machine {
        if (provider.isBlank() || instanceType.isBlank()) {
            throw new IllegalArgumentException(
                    "a machine has a provider and an instance type: '" + provider + "', '" + instanceType + "'");
        }
        checkPositive(instanceType, "GPU count", gpuCount);
        checkPositive(instanceType, "GPU memory", gpuMemoryGibEach);
        checkPositive(instanceType, "vCPU count", vcpus);
        checkPositive(instanceType, "memory", memoryGib);
    }

    private static void checkPositive(String instanceType, String what, @Nullable BigDecimal value) {
        if (value != null && value.signum() <= 0) {
            throw new IllegalArgumentException(
                    "the " + what + " of a machine is above zero: " + instanceType + " " + value);
        }
    }
}
