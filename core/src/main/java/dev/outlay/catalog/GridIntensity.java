package dev.outlay.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How much carbon a kilowatt-hour of a place's grid stands for, by one way of saying it.
///
/// In grams of CO2 equivalent, a yearly average. The words of `basis` name the way: `published-by-provider`,
/// `same-grid-proxy:gcp/europe-west3`, `subregion:USA-WY`, `country-average` or `cloud-carbon-footprint factor`;
/// its date is the year the figure is for, where known. `carbonFreeShare` is the provider's own, contract-adjusted
/// share from 0 to 1; null where none is published. Throws [IllegalArgumentException] below zero. Immutable and
/// thread-safe.
public record GridIntensity(
        BigDecimal gramsCo2ePerKilowattHour, @Nullable BigDecimal carbonFreeShare, boolean preferred, Basis basis) {

    public GridIntensity {
        if (gramsCo2ePerKilowattHour.signum() < 0) {
            throw new IllegalArgumentException("a grid intensity is not negative: " + gramsCo2ePerKilowattHour);
        }
        if (carbonFreeShare != null
                && (carbonFreeShare.signum() < 0 || carbonFreeShare.compareTo(BigDecimal.ONE) > 0)) {
            throw new IllegalArgumentException("a carbon-free share lies between 0 and 1: " + carbonFreeShare);
        }
    }
}
