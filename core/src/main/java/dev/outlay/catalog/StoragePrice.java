package dev.outlay.catalog;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// What a month of storage costs in a region.
///
/// Sold by the GiB (`diskGib` null, `price` per GiB-month) or as disks of fixed size (`diskGib` GiB, `price` per
/// disk-month); `unit` is the source's wording. `storageClass` is the provider's name of the product, `tier` one of
/// hot, cool, cold, archive, block, file, snapshot. Null `retrievalPerGib` or `minimumDays`: none stated.
/// Immutable.
public record StoragePrice(
        String provider,
        String service,
        String storageClass,
        String tier,
        String region,
        String redundancy,
        Money price,
        String unit,
        @Nullable BigDecimal diskGib,
        @Nullable Money retrievalPerGib,
        @Nullable Integer minimumDays,
        Basis basis,
        @Nullable String notes) {

    public StoragePrice {
        if (price.isNegative() || (retrievalPerGib != null && retrievalPerGib.isNegative())) {
            throw new IllegalArgumentException(
                    "a storage price is not negative: " + service + " " + region + " " + price);
        }
    }

    /// The price of holding so many GiB for a month; disks of fixed size are bought whole.
    public Money monthly(BigDecimal gib) {
        if (gib.signum() < 0) {
            throw new IllegalArgumentException("stored GiB are not negative: " + gib);
        }
        return price.times(diskGib == null ? gib : gib.divide(diskGib, 0, RoundingMode.CEILING));
    }
}
