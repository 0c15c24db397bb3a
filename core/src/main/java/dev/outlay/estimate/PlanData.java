package dev.outlay.estimate;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The data beside the work: what is stored for its hours, what leaves for the internet, and what has to come from
/// where it lies.
///
/// `storageClass` is null for the provider's standard object storage; `location` is null where no data has to be
/// brought. Throws [IllegalArgumentException] on negative amounts. Immutable and thread-safe.
public record PlanData(
        BigDecimal storageGib,
        @Nullable String storageClass,
        BigDecimal egressGib,
        @Nullable Location location) {

    public static final PlanData NONE = new PlanData(BigDecimal.ZERO, null, BigDecimal.ZERO, null);

    /// Where data lies, and how many GiB of it leave that place once for any other.
    public record Location(String provider, String region, BigDecimal gib) {

        public Location {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(region, "region");
            checkNotNegative("GiB to bring", gib);
        }
    }

    public PlanData {
        checkNotNegative("GiB of storage", storageGib);
        checkNotNegative("GiB of egress", egressGib);
    }

    private static void checkNotNegative(String what, BigDecimal value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + value.toPlainString());
        }
    }
}
