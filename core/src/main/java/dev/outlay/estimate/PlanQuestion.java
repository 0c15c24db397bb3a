package dev.outlay.estimate;

import dev.outlay.catalog.OfferQuery;
import dev.outlay.ledger.CapacityType;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// What is to be planned: work, which offers may do it, within which limits, and what matters most.
///
/// Of `scope` all but the way of buying, the price and the limit counts; prices are compared in `currency`, and
/// offers in another one are left out. `capacities` are the ways of buying to consider. Throws
/// [IllegalArgumentException] where there are none, on owned machines, which have no offers, and on a budget in
/// another currency. Immutable and thread-safe.
public record PlanQuestion(
        Timing timing,
        OfferQuery scope,
        Set<CapacityType> capacities,
        Limits limits,
        Objective objective,
        Sizes sizes,
        PlanData data,
        Checkpoints checkpoints,
        String currency) {

    public PlanQuestion {
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(objective, "objective");
        capacities = Set.copyOf(capacities);
        if (capacities.isEmpty() || capacities.contains(CapacityType.OWNED)) {
            throw new IllegalArgumentException("a plan buys on-demand, spot or reserved, not " + capacities);
        }
        if (limits.budget() != null && !limits.budget().currency().equals(currency)) {
            throw new IllegalArgumentException(
                    "a budget is in the currency prices are compared in, " + currency + ": " + limits.budget());
        }
    }

    /// The cheapest way on demand or spot on any offer, in US dollars, without limits.
    public static PlanQuestion of(Timing timing) {
        return new PlanQuestion(
                timing,
                OfferQuery.all(),
                EnumSet.of(CapacityType.ON_DEMAND, CapacityType.SPOT),
                Limits.NONE,
                Objective.COST,
                Sizes.USUAL,
                PlanData.NONE,
                Checkpoints.ASSUMED,
                "USD");
    }

    public PlanQuestion scope(OfferQuery other) {
        return new PlanQuestion(timing, other, capacities, limits, objective, sizes, data, checkpoints, currency);
    }

    public PlanQuestion capacities(Set<CapacityType> others) {
        return new PlanQuestion(timing, scope, others, limits, objective, sizes, data, checkpoints, currency);
    }

    public PlanQuestion limits(Limits others) {
        return new PlanQuestion(timing, scope, capacities, others, objective, sizes, data, checkpoints, currency);
    }

    public PlanQuestion objective(Objective other) {
        return new PlanQuestion(timing, scope, capacities, limits, other, sizes, data, checkpoints, currency);
    }

    public PlanQuestion sizes(Sizes others) {
        return new PlanQuestion(timing, scope, capacities, limits, objective, others, data, checkpoints, currency);
    }

    public PlanQuestion data(PlanData other) {
        return new PlanQuestion(timing, scope, capacities, limits, objective, sizes, other, checkpoints, currency);
    }

    public PlanQuestion checkpoints(Checkpoints others) {
        return new PlanQuestion(timing, scope, capacities, limits, objective, sizes, data, others, currency);
    }
}
