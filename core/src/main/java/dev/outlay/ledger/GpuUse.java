package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a charge held and drew, beside money: GPU-seconds, energy, emissions; each null where it is not known.
///
/// `gpuSeconds` are whole GPUs times seconds, exact, negative in a correction; hours are made of them only when
/// shown. `idle` is true where nobody used what was paid for. `measured` is true where energy was measured, false
/// where it was estimated from rated power. Immutable and thread-safe.
public record GpuUse(
        @Nullable String gpuModel,
        @Nullable String device,
        @Nullable Sharing sharing,
        @Nullable CapacityType capacityType,
        @Nullable BigDecimal gpuSeconds,
        boolean idle,
        @Nullable BigDecimal energyKwh,
        @Nullable BigDecimal emissionsGrams,
        boolean measured) {

    /// A charge that held no GPU.
    public static final GpuUse NONE = new GpuUse(null, null, null, null, null, false, null, null, false);

    public GpuUse {
        gpuSeconds = Decimals.roundedOrNull(gpuSeconds);
        energyKwh = Decimals.roundedOrNull(energyKwh);
        emissionsGrams = Decimals.roundedOrNull(emissionsGrams);
    }

    /// What takes this back: the same with opposite amounts.
    public GpuUse negated() {
        return new GpuUse(
                gpuModel,
                device,
                sharing,
                capacityType,
                negated(gpuSeconds),
                idle,
                negated(energyKwh),
                negated(emissionsGrams),
                measured);
    }

    private static @Nullable BigDecimal negated(@Nullable BigDecimal value) {
        return value == null ? null : value.negate();
    }
}
