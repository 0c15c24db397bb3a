package dev.outlay.catalog;

import dev.outlay.units.UnitPrice;
import java.util.Objects;

/// A price and why it may be believed. A price that is not known is no `Quote`. Immutable and thread-safe.
public record Quote(UnitPrice price, Basis basis) {

    public Quote {
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(basis, "basis");
    }

    @Override
    public String toString() {
        return price + " (" + basis + ")";
    }
}
