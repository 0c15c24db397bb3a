package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The terms of a charge, in the columns of FOCUS: its kind, its pricing and consumption, and the commitment it
/// drew on; each null where it was not said. Immutable and thread-safe.
public record Terms(
        @Nullable String chargeCategory,
        @Nullable String chargeClass,
        @Nullable String chargeFrequency,
        @Nullable String chargeDescription,
        @Nullable String pricingCategory,
        @Nullable BigDecimal pricingQuantity,
        @Nullable String pricingUnit,
        @Nullable BigDecimal listUnitPrice,
        @Nullable BigDecimal contractedUnitPrice,
        @Nullable BigDecimal consumedQuantity,
        @Nullable String consumedUnit,
        @Nullable String commitmentId,
        @Nullable String commitmentName,
        @Nullable String commitmentCategory,
        @Nullable String commitmentType,
        @Nullable String commitmentStatus) {

    public Terms {
        pricingQuantity = Decimals.roundedOrNull(pricingQuantity);
        listUnitPrice = Decimals.roundedOrNull(listUnitPrice);
        contractedUnitPrice = Decimals.roundedOrNull(contractedUnitPrice);
        consumedQuantity = Decimals.roundedOrNull(consumedQuantity);
    }

    /// Nothing was said.
    public static final Terms UNKNOWN =
            new Terms(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
