package dev.outlay.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A country's average grid intensity in grams of CO2 equivalent per kWh, life cycle, for the year in its basis.
///
/// Shares are from 0 to 1; null where the source has none. Immutable and thread-safe.
public record CountryGrid(
        String iso3,
        String name,
        BigDecimal gramsCo2ePerKilowattHour,
        @Nullable BigDecimal lowCarbonShare,
        @Nullable BigDecimal renewablesShare,
        Basis basis) {}
