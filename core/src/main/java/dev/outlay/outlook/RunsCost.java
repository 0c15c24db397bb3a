package dev.outlay.outlook;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What some planned runs will cost together, from what runs like them did cost.
///
/// `currency` is null where the measure is no money. `past` runs were looked at, with `mean` as their exact mean,
/// rounded half-even to 18 digits, and `median`. `together` is the sum of all planned ones, null where too few are
/// known, which `basis` then says. Immutable and thread-safe.
public record RunsCost(
        @Nullable String currency,
        int planned,
        int past,
        BigDecimal mean,
        BigDecimal median,
        @Nullable Range together,
        String basis) {}
