package dev.outlay.ledger;

import org.jspecify.annotations.Nullable;

/// Who is behind a use or a charge, in every dimension that cost is allocated by; each null where it was not said.
/// Immutable and thread-safe.
public record Owner(
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable String pod,
        @Nullable String container,
        @Nullable String team,
        @Nullable String project,
        @Nullable String experiment,
        @Nullable String costCenter,
        @Nullable String environment,
        @Nullable String run) {

    /// Nothing was said.
    public static final Owner UNKNOWN = new Owner(null, null, null, null, null, null, null, null, null, null);
}
