package dev.outlay.estimate;

import dev.outlay.catalog.Machine;
import dev.outlay.energy.EnergyEstimate;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What work would cost on one machine type in one region.
///
/// `lines` are the breakdown, the compute line first; `ways` are the same compute bought in every way, whose price
/// may be missing; `tier` and `notes` are the offer's, null where the machine is not in the catalog. Immutable and
/// thread-safe.
public record Estimate(
        Machine machine,
        String region,
        @Nullable String tier,
        @Nullable String notes,
        Work work,
        List<Line> lines,
        List<Way> ways,
        EnergyEstimate energy) {

    /// The compute of the same work bought in a way, such as `reserved 1 year, no upfront`.
    public record Way(CapacityType capacityType, String terms, Line compute) {}

    public Estimate {
        lines = List.copyOf(lines);
        ways = List.copyOf(ways);
    }

    public Line compute() {
        return lines.getFirst();
    }

    /// The sum of all lines; empty where a line has no price, since the rest would pass for the whole, or where
    /// they are in two currencies.
    public Optional<Money> total() {
        return total(lines);
    }

    static Optional<Money> total(List<Line> lines) {
        Money sum = null;
        for (Line line : lines) {
            Money cost = line.cost();
            if (cost == null || (sum != null && !sum.currency().equals(cost.currency()))) {
                return Optional.empty();
            }
            sum = sum == null ? cost : sum.plus(cost);
        }
        return Optional.ofNullable(sum);
    }
}
