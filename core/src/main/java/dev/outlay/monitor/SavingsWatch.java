package dev.outlay.monitor;

import dev.outlay.savings.Counterfactuals;
import dev.outlay.savings.CurrencySavings;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// What was saved, beside what was spent in all.
final class SavingsWatch implements Watch {

    private static final Metric TOTAL = Metric.of(
            "gpu_autoscaler_total_savings_usd",
            "What autoscaling, sharing, spot and commitments saved in USD over all charges in the ledger, against the"
                    + " same usage without them, as outlay report savings gives it.");

    @Override
    public List<Metric> metrics() {
        return List.of(TOTAL);
    }

    /// All usage there ever was is rated anew for it, and it moves slowly.
    @Override
    public Duration keeps() {
        return Duration.ofHours(1);
    }

    @Override
    public List<Family> look(Sight sight) {
        List<CurrencySavings> currencies = new Counterfactuals(sight.ledger(), sight.catalog())
                .over(Span.EVER, List.of())
                .currencies();
        BigDecimal usd = currencies.stream()
                .filter(currency -> currency.cost().currency().equals(CostWatch.USD))
                .map(CurrencySavings::saved)
                .map(Money::amount)
                .reduce(BigDecimal::add)
                .orElse(null);
        return List.of(usd == null ? Family.unknown(TOTAL) : Family.of(TOTAL, List.of(Level.of(usd))));
    }
}
