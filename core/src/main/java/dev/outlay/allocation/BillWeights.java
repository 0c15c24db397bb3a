package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// By what parts the metered charges of a machine share a line of its bill: by what they cost; where one of them
/// has no price, by GPU time; where nobody held a GPU, by time.
final class BillWeights {

    private BillWeights() {}

    /// A weight for each charge, not negative, and not all zero where one of them lies in the spans.
    static List<BigDecimal> of(List<Charge> metered, List<Span> spans) {
        List<Charge> within = metered.stream()
                .filter(charge -> Match.seconds(charge, spans).signum() > 0)
                .toList();
        boolean comparable = within.stream().allMatch(charge -> charge.costs().effective() != null)
                && within.stream()
                                .map(charge -> charge.costs().currency())
                                .distinct()
                                .count()
                        == 1;
        List<BigDecimal> costs = comparable ? weights(metered, spans, BillWeights::cost) : List.of();
        if (isSome(costs)) {
            return costs;
        }
        List<BigDecimal> gpuTime =
                weights(metered, spans, charge -> charge.use().gpuSeconds());
        return isSome(gpuTime)
                ? gpuTime
                : metered.stream().map(charge -> Match.seconds(charge, spans)).toList();
    }

    private static @Nullable BigDecimal cost(Charge charge) {
        Costs costs = charge.costs();
        return Optional.ofNullable(costs.effective()).map(Money::amount).orElse(null);
    }

    private static List<BigDecimal> weights(
            List<Charge> metered, List<Span> spans, Function<Charge, @Nullable BigDecimal> amount) {
        List<BigDecimal> weights = new ArrayList<>();
        for (Charge charge : metered) {
            BigDecimal whole = amount.apply(charge);
            BigDecimal held = Match.seconds(charge, spans);
            weights.add(
                    whole == null || whole.signum() <= 0 || held.signum() == 0
                            ? BigDecimal.ZERO
                            : whole.multiply(held).divide(charge.period().seconds(), MathContext.DECIMAL128));
        }
        return weights;
    }

    private static boolean isSome(List<BigDecimal> weights) {
        return weights.stream().anyMatch(weight -> weight.signum() > 0);
    }
}
