package dev.outlay.ledger;

import dev.outlay.units.UnitPrice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What something costs from an instant on, until the next price of the same thing.
///
/// The thing is `sku`, an instance type such as `p4d.24xlarge` or a GPU model such as `H100-SXM5-80GB`, of a
/// provider, in a region (null: in all of them) and a zone (null: in all of the region), bought as `capacityType`.
/// `kind` says how sure the price is, in the words of the catalog (`published`, `estimate`, `negotiated`, ...);
/// `source` says who says so. Immutable and thread-safe.
public record Price(
        Origin origin,
        Instant at,
        String provider,
        String sku,
        @Nullable String region,
        @Nullable String zone,
        CapacityType capacityType,
        UnitPrice unitPrice,
        String kind,
        String source)
        implements Fact {

    public Price {
        Objects.requireNonNull(origin, "origin");
        // kept to the microsecond, as databases do
        at = at.truncatedTo(ChronoUnit.MICROS);
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(capacityType, "capacityType");
        Objects.requireNonNull(unitPrice, "unitPrice");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(source, "source");
    }

    @Override
    public Price readAt(Origin elsewhere) {
        return new Price(elsewhere, at, provider, sku, region, zone, capacityType, unitPrice, kind, source);
    }
}
