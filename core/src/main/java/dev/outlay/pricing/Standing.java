package dev.outlay.pricing;

import dev.outlay.catalog.SpotInterruption;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A price that holds now, with what it buys and where it comes from: a fact of the ledger or the catalog.
///
/// `gpus` is null where their number is not known, and the number asked for where one GPU is priced alone. `region`
/// null means all of the provider's. `series` is null for a price of the catalog, whose history is not known;
/// `interruption` null where nothing says how often such machines are taken back. Immutable and thread-safe.
public record Standing(
        String provider,
        String sku,
        String gpuModel,
        @Nullable BigDecimal gpus,
        @Nullable String region,
        @Nullable String zone,
        CapacityType capacityType,
        Rate rate,
        Money perHour,
        @Nullable PriceSeries series,
        @Nullable SpotInterruption interruption) {

    public Standing {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(gpuModel, "gpuModel");
        Objects.requireNonNull(capacityType, "capacityType");
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(perHour, "perHour");
    }

    /// Whether it is a fact of the ledger.
    public boolean isStated() {
        return series != null;
    }

    /// What one of its GPUs costs an hour, rounded half-even to 18 fractional digits; empty where their number is
    /// not known.
    public Optional<Money> perGpuHour() {
        return rate.price().unit() == PricingUnit.GPU_HOUR
                ? Optional.of(rate.price().price())
                : Optional.ofNullable(gpus).map(perHour::dividedBy);
    }

    /// What an hour of as much as this costs at another price of its series.
    public Money perHour(Money price) {
        return rate.price().unit() == PricingUnit.GPU_HOUR && gpus != null ? price.times(gpus) : price;
    }

    /// What it is, for a sentence: `spot p4d.24xlarge of aws in us-east-1a`.
    @Override
    public String toString() {
        String place = zone != null ? zone : region;
        return capacityType.text() + " " + sku + " of " + provider + (place == null ? "" : " in " + place)
                + (gpus == null ? "" : " (" + Decimals.text(gpus) + " x " + gpuModel + ")");
    }
}
