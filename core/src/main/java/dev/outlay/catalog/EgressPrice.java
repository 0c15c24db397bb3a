package dev.outlay.catalog;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What traffic out of a region costs, by steps of the month's volume in GiB.
///
/// Each step prices only the GiB that fall into it. `region` may be a provider's pricing zone (`zone: south
/// america`). Steps adjoin and start at 0; the last has no end unless the provider asks to be called above it.
/// Throws [IllegalArgumentException] on a gap between steps. Immutable and thread-safe.
public record EgressPrice(String provider, String region, String destination, List<Step> steps) {

    /// One step; `toGib` null has no end. The basis is that of this step's price.
    public record Step(
            BigDecimal fromGib,
            @Nullable BigDecimal toGib,
            Money perGib,
            Basis basis,
            @Nullable String notes) {}

    public EgressPrice {
        steps = List.copyOf(steps);
        BigDecimal reached = BigDecimal.ZERO;
        for (Step step : steps) {
            if (reached == null
                    || step.fromGib().compareTo(reached) != 0
                    || step.perGib().isNegative()) {
                throw new IllegalArgumentException("steps of a traffic price adjoin, start at 0 and are not negative: "
                        + provider + " " + region + " to " + destination + " at " + step.fromGib());
            }
            reached = step.toGib();
        }
    }

    /// The price of so many GiB in one month; empty where the volume is above the last step the provider lists.
    public Optional<Money> monthly(BigDecimal gib) {
        if (gib.signum() < 0 || steps.isEmpty()) {
            throw new IllegalArgumentException("moved GiB are not negative: " + gib);
        }
        Money sum = Money.zero(steps.getFirst().perGib().currency());
        for (Step step : steps) {
            BigDecimal end = step.toGib() == null ? gib : gib.min(step.toGib());
            if (end.compareTo(step.fromGib()) > 0) {
                sum = sum.plus(step.perGib().times(end.subtract(step.fromGib())));
            }
        }
        BigDecimal limit = steps.getLast().toGib();
        return limit == null || gib.compareTo(limit) <= 0 ? Optional.of(sum) : Optional.empty();
    }
}
