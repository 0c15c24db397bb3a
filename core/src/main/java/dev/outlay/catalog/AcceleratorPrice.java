package dev.outlay.catalog;

import org.jspecify.annotations.Nullable;

/// The price of a GPU that is attached to a machine and billed beside it, per hour, in a region.
///
/// `accelerator` is the provider's name, `gpuModel` a [Gpu#model()]. A null quote: not sold that way. Immutable.
public record AcceleratorPrice(
        String provider,
        String accelerator,
        String gpuModel,
        String region,
        @Nullable Quote onDemand,
        @Nullable Quote spot) {}
