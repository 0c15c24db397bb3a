package dev.outlay.report;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Totals;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sums of a span, and how its key figures are said. Not thread-safe.
final class Headline {

    private final Map<String, BigDecimal> costs = new LinkedHashMap<>();
    private final Map<String, BigDecimal> idleCosts = new LinkedHashMap<>();
    private @Nullable BigDecimal seconds;
    private @Nullable BigDecimal idleSeconds;
    private @Nullable BigDecimal energy;
    private @Nullable BigDecimal carbon;
    private long charges;
    private long unpriced;

    void add(Totals.Row row) {
        boolean idle = "idle".equals(row.dimensions().getFirst());
        BigDecimal cost = row.measures().get(0);
        String currency = row.currency();
        if (cost != null && currency != null && !currency.equals(Costs.NO_CURRENCY)) {
            costs.merge(currency, cost, BigDecimal::add);
            idleCosts.merge(currency, idle ? cost : BigDecimal.ZERO, BigDecimal::add);
        }
        seconds = sum(seconds, row.measures().get(1));
        if (idle) {
            idleSeconds = sum(idleSeconds, row.measures().get(1));
        }
        energy = sum(energy, row.measures().get(2));
        carbon = sum(carbon, row.measures().get(3));
        charges += row.charges();
        unpriced += row.unpriced();
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal sum, @Nullable BigDecimal next) {
        return next == null ? sum : sum == null ? next : sum.add(next);
    }

    List<String> currencies() {
        return costs.keySet().stream().sorted().toList();
    }

    @Nullable
    String currency() {
        return costs.size() == 1 ? costs.keySet().iterator().next() : null;
    }

    @Nullable
    BigDecimal cost() {
        return costs.size() == 1 ? costs.values().iterator().next() : null;
    }

    @Nullable
    BigDecimal idleCost() {
        return idleCosts.size() == 1 ? idleCosts.values().iterator().next() : null;
    }

    @Nullable
    BigDecimal seconds() {
        return seconds;
    }

    /// Zero, not unknown, where GPUs were held and none of them idle.
    @Nullable
    BigDecimal idleSeconds() {
        return idleSeconds == null && seconds != null ? BigDecimal.ZERO : idleSeconds;
    }

    @Nullable
    BigDecimal energy() {
        return energy;
    }

    @Nullable
    BigDecimal carbon() {
        return carbon;
    }

    long charges() {
        return charges;
    }

    long unpriced() {
        return unpriced;
    }

    Kpi money(String name, String definition, @Nullable BigDecimal amount, long of) {
        return amount == null
                ? Kpi.notKnown(name, definition, whyNoMoney())
                : Kpi.known(name, Texts.money(amount), currency(), definition, of - unpriced + " priced charges");
    }

    Kpi hours(String name, String definition, @Nullable BigDecimal held) {
        return held == null
                ? Kpi.notKnown(name, definition, "no GPU was held in this span")
                : Kpi.known(name, Decimals.text(Decimals.hours(held)), "GPU-hours", definition, inputs());
    }

    Kpi known(String name, String unit, String definition, @Nullable BigDecimal amount) {
        return amount == null
                ? Kpi.notKnown(name, definition, "no charge of this span says it")
                : Kpi.known(name, Decimals.text(amount), unit, definition, inputs());
    }

    Kpi share(
            String name,
            String definition,
            @Nullable BigDecimal part,
            @Nullable BigDecimal whole,
            @Nullable String unit) {
        return part == null || whole == null || whole.signum() == 0
                ? Kpi.notKnown(name, definition, whole == null ? whyNoMoney() : "there is nothing to take a share of")
                : Kpi.known(
                        name,
                        Texts.percent(part, whole),
                        "%",
                        definition,
                        Decimals.text(part) + " / " + Decimals.text(whole) + " "
                                + Optional.ofNullable(unit).orElse(""));
    }

    private String inputs() {
        return charges + " charges";
    }

    private String whyNoMoney() {
        return costs.size() > 1
                ? "there is no sum over several currencies: " + String.join(", ", currencies())
                : "no charge of this span has a price";
    }
}
