package dev.outlay.pricing;

import dev.outlay.catalog.Machine;
import dev.outlay.ledger.RatedBy;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/// A unit price, what it rests on, and how sure it is (`published`, `estimate`, ...). Immutable and thread-safe.
public record Rate(UnitPrice price, RatedBy basis, String confidence) {

    public Rate {
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(confidence, "confidence");
    }

    /// What a whole machine costs per hour at this price; empty where the price is for something else, or for a GPU
    /// of a machine whose count of GPUs is not known.
    public Optional<Money> perMachineHour(Machine machine) {
        BigDecimal gpus = machine.gpuCount();
        return price.unit() == PricingUnit.HOUR
                ? Optional.of(price.price())
                : Optional.ofNullable(price.unit() == PricingUnit.GPU_HOUR ? gpus : null)
                        .map(price::times);
    }

    /// The rate as one of a GPU model, where an hour is an hour of one GPU and not of a machine.
    public Rate perGpu() {
        return price.unit() == PricingUnit.HOUR
                ? new Rate(new UnitPrice(price.price(), PricingUnit.GPU_HOUR), basis, confidence)
                : this;
    }
}
