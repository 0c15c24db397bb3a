package dev.outlay.budget;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Money that was spent and that no bill or meter tells of, entered by hand: a subscription, a used server, a
/// credit.
///
/// `id` is what it is known by: the same id is the same expense. An amount below zero is a credit. Throws
/// [IllegalArgumentException] on a blank id or provider and on an amount of zero. Immutable and thread-safe.
public record Expense(
        String id,
        String provider,
        Money amount,
        Span period,
        Owner owner,
        @Nullable String service,
        @Nullable String account,
        @Nullable String description,
        Map<String, String> tags) {

    public Expense {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(owner, "owner");
        tags = Map.copyOf(tags);
        if (id.isBlank() || provider.isBlank()) {
            throw new IllegalArgumentException("an expense has an id and a provider: '" + id + "', '" + provider + "'");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("an expense of " + amount + " is none: say what was spent");
        }
    }

    /// The charge it is in the ledger, which every report sees: billed, as it is what somebody had to pay.
    public Charge charge() {
        return new Charge(
                Origin.of("expense/" + id, "expenses"),
                ChargeStatus.BILLED,
                period,
                null,
                Costs.of(amount),
                new Place(provider, null, null, null, null),
                owner,
                new Product(null, service, null, null, null, null, null, null, null, provider),
                new Terms(
                        amount.isNegative() ? "Credit" : "Purchase",
                        null,
                        "One-Time",
                        description == null ? "Entered by hand" : description,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                account == null ? Account.UNKNOWN : new Account(account, null, null, null),
                GpuUse.NONE,
                null,
                null,
                tags);
    }
}
