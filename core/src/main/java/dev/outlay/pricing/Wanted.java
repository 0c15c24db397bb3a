package dev.outlay.pricing;

import dev.outlay.catalog.Region;
import dev.outlay.ledger.CapacityType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a price is wanted for: an instance type or a GPU model of a provider, where, and bought how.
///
/// A null `region` or `zone` was not said. Immutable and thread-safe.
public record Wanted(
        String provider,
        String sku,
        @Nullable String region,
        @Nullable String zone,
        CapacityType capacityType) {

    public Wanted {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(capacityType, "capacityType");
    }

    /// The same, in a zone.
    Wanted in(@Nullable String otherZone) {
        return new Wanted(provider, sku, region, otherZone, capacityType);
    }

    /// What was asked, for a sentence: `on-demand p3.2xlarge of aws in us-east-1`.
    @Override
    public String toString() {
        return capacityType.text() + " " + sku + " of " + provider
                + (region == null || region.equals(Region.ANYWHERE) ? "" : " in " + region);
    }
}
