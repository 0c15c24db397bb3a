package dev.outlay.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model of GPU or other accelerator chip, as its maker describes it.
///
/// `memoryGib` is the memory as marketed; `memoryBandwidth` is in GB/s; `peak` holds dense rates in TFLOP/s (INT8
/// in TOP/s), sparse figures halved, and lacks a precision the chip has no figure for; `linkBandwidth` of the
/// chip's own link (NVLink and the like) is in GB/s, both directions added. `thermalDesignWatts` is null where the
/// maker publishes none (AWS chips, newer TPUs): an energy figure then needs another basis. `migProfiles` is empty
/// where the GPU cannot be cut. Cards with several GPUs are described per GPU. Throws [IllegalArgumentException] on
/// a figure that is not above zero. Immutable and thread-safe.
public record Gpu(
        String model,
        String vendor,
        String architecture,
        String formFactor,
        BigDecimal memoryGib,
        String memoryType,
        @Nullable BigDecimal memoryBandwidth,
        Map<Precision, BigDecimal> peak,
        @Nullable BigDecimal thermalDesignWatts,
        @Nullable String interconnect,
        @Nullable BigDecimal linkBandwidth,
        List<MigProfile> migProfiles,
        @Nullable Integer releaseYear,
        Basis basis,
        @Nullable String notes) {

    public Gpu {
        peak = Map.copyOf(peak);
        migProfiles = List.copyOf(migProfiles);
        checkPositive(model, "memory", memoryGib);
        checkPositive(model, "memory bandwidth", memoryBandwidth);
        checkPositive(model, "thermal design power", thermalDesignWatts);
        checkPositive(model, "link bandwidth", linkBandwidth);
        peak.forEach((precision, rate) -> checkPositiveRate(precision, rate));
    }

    /// The name without form factor and memory, as people say it: `A100` for `A100-SXM4-80GB`.
    public String family() {
        return GpuNames.family(model);
    }

    /// The peak dense rate in TFLOP/s (INT8: TOP/s), where the maker states one.
    public Optional<BigDecimal> peak(Precision precision) {
        return Optional.ofNullable(peak.get(precision));
    }

    /// The MIG profile of a name such as `1g.10gb`.
    public Optional<MigProfile> migProfile(String name) {
        return migProfiles.stream()
                .filter(profile -> profile.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    private static void checkPositive(String model, String what, @Nullable BigDecimal value) {
        if (value != null && value.signum() <= 0) {
            throw new IllegalArgumentException("the " + what + " of a GPU is above zero: " + model + " " + value);
        }
    }

    private static void checkPositiveRate(Precision precision, BigDecimal rate) {
        checkPositive(precision.name(), "peak rate", rate);
    }
}
