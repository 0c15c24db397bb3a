package dev.outlay.budget;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who pays for work that is about to begin, and where it will run: what the scopes of budgets are asked about.
///
/// What is not known is null or unknown, and no scope that names it covers the work. Immutable and thread-safe.
public record Payer(
        Owner owner,
        Place place,
        Product product,
        Account account,
        @Nullable String gpuModel,
        @Nullable CapacityType capacityType,
        Map<String, String> tags) {

    private static final Span ANY = Span.of(Instant.EPOCH, Duration.ofSeconds(1));

    public Payer {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(account, "account");
        tags = Map.copyOf(tags);
    }

    /// A payer of whom only the owner and the place are known.
    public static Payer of(Owner owner, Place place) {
        return new Payer(owner, place, Product.UNKNOWN, Account.UNKNOWN, null, null, Map.of());
    }

    /// Who pays for a charge.
    public static Payer of(Charge charge) {
        return new Payer(
                charge.owner(),
                charge.place(),
                charge.product(),
                charge.account(),
                charge.use().gpuModel(),
                charge.use().capacityType(),
                charge.tags());
    }

    /// The value of a dimension; null where it was not said.
    public @Nullable String value(Dimension dimension) {
        return Dimensions.value(dimension, charge());
    }

    /// The same with the owners that rules give, as they give them to the charges that will follow.
    public Payer under(OwnerRules rules) {
        return rules.isEmpty() ? this : of(rules.apply(charge()));
    }

    /// The charge that such work leads to, without its cost; it never reaches a ledger.
    Charge charge() {
        return new Charge(
                Origin.of("budget/payer", "budget"),
                ChargeStatus.METERED,
                ANY,
                null,
                Costs.UNPRICED,
                place,
                owner,
                product,
                Terms.UNKNOWN,
                account,
                new GpuUse(gpuModel, null, null, capacityType, null, false, null, null, false),
                null,
                null,
                tags);
    }
}
