package dev.outlay.allocation;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.OwnerRules;
import java.util.List;
import java.util.Objects;

/// What somebody stated about who pays for what: owner rules, entitlements to idle capacity, shared cost, and the
/// dimensions that every charge should say. Immutable and thread-safe.
public record Allocation(
        OwnerRules owners, List<Entitlement> entitlements, List<SharedRule> shared, List<Dimension> standard) {

    /// What every charge should say where nobody stated another standard.
    public static final List<Dimension> DEFAULT_STANDARD =
            List.of(Named.PROJECT, Named.ENVIRONMENT, Named.TEAM, Named.COST_CENTER, new Dimension.Tag("owner"));

    /// Nothing was stated.
    public static final Allocation NONE = new Allocation(OwnerRules.NONE, List.of(), List.of(), DEFAULT_STANDARD);

    public Allocation {
        Objects.requireNonNull(owners, "owners");
        entitlements = List.copyOf(entitlements);
        shared = List.copyOf(shared);
        standard = List.copyOf(standard);
    }
}
