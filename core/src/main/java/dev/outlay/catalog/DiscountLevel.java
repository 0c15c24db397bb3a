package dev.outlay.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The headline discount of a plan, in percent, in the provider's own terms: `up to`, `typical`, `fixed`.
///
/// A headline, never a price: it rates nothing. `termYears` is as written (`1 or 3`), null where there is no term.
public record DiscountLevel(
        String provider, String plan, @Nullable String termYears, BigDecimal percent, String qualifier, Basis basis) {}
