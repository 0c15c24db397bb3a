package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rate card is asked about: what it is priced by (`sku`), on which machine type and GPU model, whose,
/// where, bought how, and how urgent it is; null where it was not said. Immutable and thread-safe.
public record CardUse(
        String provider,
        @Nullable String region,
        String sku,
        @Nullable String instanceType,
        @Nullable String gpuModel,
        CapacityType capacityType,
        @Nullable String priority) {

    public CardUse {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(capacityType, "capacityType");
    }
}
