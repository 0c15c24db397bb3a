package dev.outlay.alert;

import dev.outlay.pricing.PriceAlert;
import java.util.List;
import java.util.Optional;

/// The list of rules, in the order in which every surface shows them.
public final class Rules {

    public static final List<Rule> ALL = List.of(
            new BudgetRule(BudgetRule.Kind.THRESHOLD),
            new BudgetRule(BudgetRule.Kind.OVERRUN),
            new AnomalyRule(),
            new HighComputeCostRule(),
            new StorageCostSpikeRule(),
            new IdleGpuRule(),
            new UtilizationRule(UtilizationRule.Kind.UNDER),
            new UtilizationRule(UtilizationRule.Kind.OVER),
            new UtilizationRule(UtilizationRule.Kind.MEMORY),
            new JobFailedRule(),
            new JobOverTimeRule(),
            new PriceRule(PriceAlert.Kind.DROP),
            new PriceRule(PriceAlert.Kind.SURGE),
            new PriceRule(PriceAlert.Kind.LOW),
            new FeedStaleRule(),
            new BillLateRule());

    private Rules() {}

    /// The rule of a name.
    public static Optional<Rule> named(String name) {
        return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
