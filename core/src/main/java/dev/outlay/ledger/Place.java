package dev.outlay.ledger;

import org.jspecify.annotations.Nullable;

/// Where something ran or was billed: provider, region, zone, cluster and node, each null where it was not said.
/// Immutable and thread-safe.
public record Place(
        @Nullable String provider,
        @Nullable String region,
        @Nullable String zone,
        @Nullable String cluster,
        @Nullable String node) {

    /// Nothing was said.
    public static final Place UNKNOWN = new Place(null, null, null, null, null);
}
