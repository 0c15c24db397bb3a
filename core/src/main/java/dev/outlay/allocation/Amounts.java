package dev.outlay.allocation;

import dev.outlay.ledger.Costs;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Money of one currency, GPU-seconds, kilowatt-hours and grams of CO2 equivalent that belong together; each null
/// where nothing is known of it. Immutable and thread-safe.
public record Amounts(
        @Nullable BigDecimal cost,
        @Nullable BigDecimal gpuSeconds,
        @Nullable BigDecimal energyKwh,
        @Nullable BigDecimal emissionsGrams) {

    /// Nothing is known.
    public static final Amounts NONE = new Amounts(null, null, null, null);

    /// Both together: what only one of them knows is what is known of both.
    public Amounts plus(Amounts other) {
        return new Amounts(
                sum(cost, other.cost),
                sum(gpuSeconds, other.gpuSeconds),
                sum(energyKwh, other.energyKwh),
                sum(emissionsGrams, other.emissionsGrams));
    }

    /// These amounts cut by weights, each so that the parts sum to it to the last digit; see [Money#split].
    public List<Amounts> split(List<BigDecimal> weights) {
        List<@Nullable BigDecimal> costs = parts(cost, weights);
        List<@Nullable BigDecimal> seconds = parts(gpuSeconds, weights);
        List<@Nullable BigDecimal> energies = parts(energyKwh, weights);
        List<@Nullable BigDecimal> emissions = parts(emissionsGrams, weights);
        List<Amounts> split = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            split.add(new Amounts(costs.get(i), seconds.get(i), energies.get(i), emissions.get(i)));
        }
        return split;
    }

    private static List<@Nullable BigDecimal> parts(@Nullable BigDecimal whole, List<BigDecimal> weights) {
        List<@Nullable BigDecimal> parts = new ArrayList<>();
        if (whole == null) {
            weights.forEach(_ -> parts.add(null));
        } else {
            // the largest-remainder method knows no unit
            new Money(Costs.NO_CURRENCY, whole).split(weights).forEach(part -> parts.add(part.amount()));
        }
        return parts;
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.add(other);
    }
}
