package dev.outlay.ledger;

import dev.outlay.units.Span;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Money owed for something in a span, shaped as FOCUS (the FinOps Open Cost and Usage Specification) shapes it.
///
/// `period` is the charge period; `billingPeriod` is null before there is a bill. `ratedBy` is null where a bill
/// states the price or none was found; `allocatedFrom` is null where the charge is no part of another. Immutable
/// and thread-safe.
public record Charge(
        Origin origin,
        ChargeStatus status,
        Span period,
        @Nullable Span billingPeriod,
        Costs costs,
        Place place,
        Owner owner,
        Product product,
        Terms terms,
        Account account,
        GpuUse use,
        @Nullable RatedBy ratedBy,
        @Nullable AllocatedFrom allocatedFrom,
        Map<String, String> tags)
        implements Fact {

    public Charge {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(use, "use");
        tags = Map.copyOf(tags);
    }

    /// This charge as a part of another.
    public Charge allocatedFrom(AllocatedFrom whole) {
        return with(origin, owner, whole);
    }

    @Override
    public Instant at() {
        return period.from();
    }

    @Override
    public Charge readAt(Origin elsewhere) {
        return with(elsewhere, owner, allocatedFrom);
    }

    /// The same charge with another owner.
    public Charge ownedBy(Owner another) {
        return with(origin, another, allocatedFrom);
    }

    private Charge with(Origin newOrigin, Owner newOwner, @Nullable AllocatedFrom whole) {
        return new Charge(
                newOrigin,
                status,
                period,
                billingPeriod,
                costs,
                place,
                newOwner,
                product,
                terms,
                account,
                use,
                ratedBy,
                whole,
                tags);
    }
}
