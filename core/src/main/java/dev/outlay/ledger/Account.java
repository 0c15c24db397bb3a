package dev.outlay.ledger;

import org.jspecify.annotations.Nullable;

/// The accounts a charge was billed to, in the columns of FOCUS; each null where it was not said. Immutable and
/// thread-safe.
public record Account(
        @Nullable String billingAccountId,
        @Nullable String billingAccountName,
        @Nullable String subAccountId,
        @Nullable String subAccountName) {

    /// Nothing was said.
    public static final Account UNKNOWN = new Account(null, null, null, null);
}
