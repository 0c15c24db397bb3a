package dev.outlay.estimate;

import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is to be run: so many machines for so many hours, bought in a way, at a load, with data beside it.
///
/// `storageGib` are held for the same hours in `storageClass`, null for the provider's standard object storage;
/// `egressGib` leave for the internet once. Throws [IllegalArgumentException] on hours or machines that are not
/// above zero and on negative data. Immutable and thread-safe.
public record Work(
        BigDecimal hours,
        BigDecimal machines,
        CapacityType capacityType,
        Share load,
        BigDecimal storageGib,
        @Nullable String storageClass,
        BigDecimal egressGib) {

    public Work {
        Objects.requireNonNull(capacityType, "capacityType");
        Objects.requireNonNull(load, "load");
        checkPositive("hours", hours);
        checkPositive("machines", machines);
        checkNotNegative("GiB of storage", storageGib);
        checkNotNegative("GiB of egress", egressGib);
    }

    /// One machine on demand at full load, without data.
    public static Work of(BigDecimal hours) {
        return new Work(
                hours, BigDecimal.ONE, CapacityType.ON_DEMAND, Share.WHOLE, BigDecimal.ZERO, null, BigDecimal.ZERO);
    }

    /// The same, bought in another way.
    public Work as(CapacityType type) {
        return new Work(hours, machines, type, load, storageGib, storageClass, egressGib);
    }

    public BigDecimal machineHours() {
        return hours.multiply(machines);
    }

    private static void checkPositive(String what, BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(what + " must be above zero, not " + value.toPlainString());
        }
    }

    private static void checkNotNegative(String what, BigDecimal value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + value.toPlainString());
        }
    }
}
