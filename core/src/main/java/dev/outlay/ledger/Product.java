package dev.outlay.ledger;

import org.jspecify.annotations.Nullable;

/// What a charge is for, in the columns of FOCUS: service, SKU and resource; each null where it was not said.
/// Immutable and thread-safe.
public record Product(
        @Nullable String serviceCategory,
        @Nullable String serviceName,
        @Nullable String skuId,
        @Nullable String skuPriceId,
        @Nullable String resourceId,
        @Nullable String resourceName,
        @Nullable String resourceType,
        @Nullable String regionName,
        @Nullable String publisher,
        @Nullable String invoiceIssuer) {

    /// Nothing was said.
    public static final Product UNKNOWN = new Product(null, null, null, null, null, null, null, null, null, null);
}
